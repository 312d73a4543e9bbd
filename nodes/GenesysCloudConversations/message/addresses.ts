import { UserError } from 'n8n-workflow';

const SMS = 'sms';
const WHATSAPP = 'whatsapp';

const MOST_OF_SMS = 765;
const MOST_OF_OTHERS = 2_000;

/**
 * Looks at an address before anything is sent; what Genesys checks by itself passes.
 *
 * @throws UserError when it cannot be an address of this kind of messenger
 */
export function checkAddress(address: string, messengerType: string): void {
	if (messengerType === SMS && !/^\+[1-9]\d{1,14}$/.test(address)) {
		throw new UserError(`To Address is no phone number in E.164 format: "${address}"`, {
			description:
				'An SMS goes to a plus sign, the country code and the number, 15 digits at most, without spaces: +13175555555.',
		});
	}
	if (messengerType === WHATSAPP && !/^\d{1,15}$/.test(address)) {
		throw new UserError(`To Address is no WhatsApp ID: "${address}"`, {
			description:
				'A WhatsApp ID is the phone number with its country code, digits only and without the plus sign: 13175555555.',
		});
	}
}

/**
 * Looks at the text of a message before it is sent.
 *
 * @param messengerType `''` when it is not known
 * @throws UserError when it is longer than this kind of messenger takes
 */
export function checkText(text: string, messengerType = ''): void {
	const most = messengerType === SMS ? MOST_OF_SMS : MOST_OF_OTHERS;
	if (text.length <= most) return;
	const what = messengerType === SMS ? 'an SMS' : 'a message';
	throw new UserError(`The text has ${text.length} characters, and ${what} may have ${most}`, {
		description: 'Shorten it, or send it as several messages.',
	});
}
