import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { cloudCredential } from '../../harness/genesysCredentials';
import type { NodeRun } from '../../harness/runNode';
import { withSimulator } from '../../harness/simulator';
import { runnerOf } from './parts';

const sim = withSimulator({ samples: false });

const run = async (operation: string, parameters: INodeParameters, more: Partial<NodeRun> = {}) =>
	await runnerOf(sim)(`agentless.${operation}`, parameters, { caller: 'client', ...more });
const bodies = () =>
	sim.control.requests.list().map(({ body }) => JSON.parse(body ?? '{}') as IDataObject);
const conversations = () => sim.control.cloud.conversations();
const integrationId = () =>
	sim.control.cloud.directory().integrations.find(({ messengerType }) => messengerType === 'open')!
		.id;

const FROM = '+13175550100';
const TO = '+13175555555';

describe('an SMS', () => {
	const sms = async (parameters: INodeParameters, more: Partial<NodeRun> = {}) =>
		await run(
			'sendMessage',
			{ fromAddress: FROM, toAddress: TO, textBody: 'Hello', ...parameters },
			more,
		);

	test('goes to a conversation of its own, which is over then', async () => {
		const { items, error } = await sms({});
		expect(error).toBeUndefined();
		expect(bodies()).toEqual([
			{
				fromAddress: FROM,
				toAddress: TO,
				toAddressMessengerType: 'sms',
				textBody: 'Hello',
				useExistingActiveConversation: false,
			},
		]);
		expect(items[0].json.conversationId).toBe(conversations()[0].id);
	});

	test('goes into the conversation that is going on when the user says so', async () => {
		const { id } = sim.control.cloud.addConversation({
			media: 'message',
			messengerType: 'sms',
			customerAddress: TO,
		});
		const { items } = await sms({ useExistingActiveConversation: true });
		expect(items[0].json.conversationId).toBe(id);
		const other = await sms({});
		expect(other.items[0].json.conversationId).not.toBe(id);
	});

	test.each([
		['to what is no number in E.164 format', { toAddress: '0317 555' }, 'E.164'],
		['of 766 characters', { textBody: 'x'.repeat(766) }, '766 characters'],
		['without a text', { textBody: '' }, 'no text'],
		['of a template only', { textBody: '', additionalFields: { responseId: 'r-1' } }, 'no text'],
	])('%s costs no request', async (_what, parameters, words) => {
		const { error } = await sms(parameters);
		expect(error?.message).toContain(words);
		expect(error?.description).toBeTruthy();
		expect(bodies()).toEqual([]);
	});

	test('of 765 characters, from a short code, is sent', async () => {
		sim.control.faults.add({ kind: 'status', status: 202, body: '{}', times: 1 });
		const { error } = await sms({ fromAddress: '73915', textBody: 'x'.repeat(765) });
		expect(error).toBeUndefined();
		expect(bodies()).toHaveLength(1);
	});

	test('comes after the one before it to the same number', async () => {
		sim.control.faults.add({ kind: 'latency', ms: 300, times: 1 });
		const items = ['first', 'second'].map((text) => ({ text }));
		await sms({ textBody: '={{ $json.text }}' }, { items });
		expect(conversations().map(({ messages }) => messages[0].textBody)).toEqual([
			'first',
			'second',
		]);
	});

	test('that is wrong costs no other', async () => {
		const items = [{ to: 'wrong' }, { to: TO }];
		const result = await sms(
			{ toAddress: '={{ $json.to }}' },
			{ items, onError: 'continueErrorOutput' },
		);
		expect(result.errorItems).toHaveLength(1);
		expect(result.items.map(({ json }) => json.toAddress)).toEqual([TO]);
	});
});

test('a WhatsApp message comes from an integration and is made of a template', async () => {
	const { error } = await run('sendMessage', {
		toAddressMessengerType: 'whatsapp',
		integration: { __rl: true, mode: 'id', value: integrationId() },
		toAddress: '13175555555',
		additionalFields: {
			responseId: 'r-1',
			bodyParameters: { entries: [{ id: '1', value: 'Kim' }] },
		},
	});
	expect(error).toBeUndefined();
	expect(bodies()).toEqual([
		{
			fromAddress: integrationId(),
			toAddress: '13175555555',
			toAddressMessengerType: 'whatsapp',
			messagingTemplate: { responseId: 'r-1', bodyParameters: [{ id: '1', value: 'Kim' }] },
			useExistingActiveConversation: false,
		},
	]);
});

test('an open message may have 2,000 characters, and not one more', async () => {
	const open = async (length: number) =>
		await run('sendMessage', {
			toAddressMessengerType: 'open',
			integration: { __rl: true, mode: 'id', value: integrationId() },
			toAddress: 'customer-1',
			textBody: 'x'.repeat(length),
		});
	expect((await open(2_001)).error?.message).toContain('2001 characters');
	expect(bodies()).toEqual([]);
	expect((await open(2_000)).error).toBeUndefined();
});

test('an answer without a word is a success', async () => {
	sim.control.faults.add({ kind: 'status', status: 202, body: '', times: 1 });
	const { items } = await run('sendMessage', { fromAddress: FROM, toAddress: TO, textBody: 'a' });
	expect(items[0].json).toEqual({ success: true });
});

describe('an email', () => {
	const email = async (parameters: INodeParameters = {}, more: Partial<NodeRun> = {}) =>
		await run(
			'sendEmail',
			{ fromEmail: 'service@example.com', toEmail: 'kim@example.com', ...parameters },
			more,
		);

	test('has what is filled in, and is always outbound', async () => {
		const { error } = await email({
			toEmail: ' kim@example.com\n',
			subject: 'Your order',
			textBody: 'It comes',
			htmlBody: '<b>It</b>',
		});
		expect(error).toBeUndefined();
		expect(bodies()).toEqual([
			{
				senderType: 'Outbound',
				fromAddress: { email: 'service@example.com' },
				toAddresses: [{ email: 'kim@example.com' }],
				subject: 'Your order',
				textBody: 'It comes',
				htmlBody: '<b>It</b>',
			},
		]);
	});

	test('goes into a conversation, with names and a reply address', async () => {
		const { id } = sim.control.cloud.addConversation({ media: 'email' });
		const { items } = await email({
			textBody: 'It comes',
			additionalFields: {
				conversationId: id,
				...{ fromName: 'Service', toName: 'Kim', replyToEmail: 'answers@example.com' },
				replyToName: 'Answers',
			},
		});
		expect(items[0].json.conversationId).toBe(id);
		expect(bodies()[0]).toEqual({
			senderType: 'Outbound',
			conversationId: id,
			fromAddress: { email: 'service@example.com', name: 'Service' },
			toAddresses: [{ email: 'kim@example.com', name: 'Kim' }],
			replyToAddress: { email: 'answers@example.com', name: 'Answers' },
			textBody: 'It comes',
		});
	});

	test('to several recipients costs no request', async () => {
		const { error } = await email({ toEmail: 'kim@example.com, lee@example.com' });
		expect(error?.message).toContain('one recipient');
		expect(bodies()).toEqual([]);
	});

	test('of nothing costs no request', async () => {
		const { error } = await email({ subject: '={{ $json.missing }}' });
		expect(error?.message).toContain('nothing in it');
		expect(error?.description).toContain('Subject, Text or HTML');
		expect(bodies()).toEqual([]);
	});

	test('of a user is refused with what to do', async () => {
		const { error } = await email(
			{ textBody: 'It comes' },
			{ credentials: cloudCredential(sim, 'user') },
		);
		expect(error?.description).toContain('grant type Client Credentials');
	});
});
