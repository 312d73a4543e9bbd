import {
	checkAddress,
	checkText,
} from '../../../nodes/GenesysCloudConversations/message/addresses';

const reasonOf = (check: () => void) => {
	try {
		check();
		return undefined;
	} catch (error) {
		return (error as Error).message;
	}
};

test.each([
	['sms', '+13175555555'],
	['sms', '+123456789012345'],
	['whatsapp', '13175555555'],
	['open', 'any name at all'],
	['webmessaging', '+1 (317)'],
])('an address of %s may be "%s"', (messengerType, address) => {
	expect(reasonOf(() => checkAddress(address, messengerType))).toBeUndefined();
});

test.each([
	['13175555555'],
	['+1 317 5555555'],
	['+1234567890123456'],
	['+0317555555'],
	['+1317555555\n'],
])('an SMS to "%s" is refused', (address) => {
	expect(reasonOf(() => checkAddress(address, 'sms'))).toBe(
		`To Address is no phone number in E.164 format: "${address}"`,
	);
});

test('a WhatsApp ID has no plus sign', () => {
	expect(reasonOf(() => checkAddress('+13175555555', 'whatsapp'))).toBe(
		'To Address is no WhatsApp ID: "+13175555555"',
	);
});

test.each([
	['sms', 765, 'an SMS'],
	['open', 2_000, 'a message'],
	['', 2_000, 'a message'],
])('a text by "%s" has %d characters at most', (messengerType, most, what) => {
	expect(reasonOf(() => checkText('x'.repeat(most), messengerType))).toBeUndefined();
	expect(reasonOf(() => checkText('x'.repeat(most + 1), messengerType))).toBe(
		`The text has ${most + 1} characters, and ${what} may have ${most}`,
	);
});
