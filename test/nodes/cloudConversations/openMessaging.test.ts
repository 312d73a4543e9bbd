import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { openEditor } from '../../harness/editor';
import { cloudCredential } from '../../harness/genesysCredentials';
import type { NodeRun } from '../../harness/runNode';
import { withSimulator } from '../../harness/simulator';
import { byId, runnerOf } from './parts';

const sim = withSimulator({ samples: false });

const integrationId = () =>
	sim.control.cloud.directory().integrations.find(({ messengerType }) => messengerType === 'open')!
		.id;
const run = async (
	operation: string,
	parameters: INodeParameters = {},
	more: Partial<NodeRun> = {},
) =>
	await runnerOf(sim)(
		`openMessaging.${operation}`,
		{ integration: byId(integrationId()), fromId: 'customer-1', ...parameters },
		{ caller: 'client', ...more },
	);
const requests = () =>
	sim.control.requests.list().map(({ url, body }) => ({
		path: url.replace(`/api/v2/conversations/messages/${integrationId()}/inbound/open/`, ''),
		body: JSON.parse(body ?? '{}') as IDataObject,
	}));
const conversations = () => sim.control.cloud.conversations();

const TIME = '2026-11-21T09:30:00.000Z';

describe('a message of a customer', () => {
	test('with a text only carries who, when and the text, and gives the conversation', async () => {
		const before = Date.now();
		const { items, error } = await run('sendMessage', { text: 'Größe 42? 📦' });
		expect(error).toBeUndefined();
		const [{ path, body }, ...more] = requests();
		expect(more).toEqual([]);
		expect(path).toBe('message?prefetchConversationId=true');
		const { time } = body.channel as { time: string };
		expect(Date.parse(time)).toBeGreaterThanOrEqual(before);
		expect(Date.parse(time)).toBeLessThanOrEqual(Date.now());
		expect(body).toEqual({
			channel: { from: { id: 'customer-1', idType: 'Opaque' }, time },
			text: 'Größe 42? 📦',
		});
		expect(items[0].json.conversationId).toBe(conversations()[0].id);
		expect(conversations()[0].messages[0].textBody).toBe('Größe 42? 📦');
	});

	test('carries all that is filled in, and no file without a value', async () => {
		await run('sendMessage', {
			fromIdType: 'Email',
			text: 'The bill',
			prefetchConversationId: false,
			attachments: {
				entries: [
					{ url: 'https://example.com/a.pdf', mediaType: 'File', mime: 'application/pdf' },
					{
						...{ url: 'https://example.com/b.png', mediaType: 'Image', mime: 'image/png' },
						...{ filename: 'b.png', text: 'Back', id: 'b', sha256: 'ab12' },
					},
				],
			},
			additionalFields: {
				...{ email: 'kim@example.com', firstName: 'Kim', lastName: 'Doe', nickname: 'K' },
				image: 'https://example.com/kim.png',
				messageId: 'm-1',
				metadata: '{"order":"4711"}',
				time: TIME,
			},
			options: { bodyJson: '{"metadata":{"order":"4712"}}' },
		});
		expect(requests()).toEqual([
			{
				path: 'message?prefetchConversationId=false',
				body: {
					channel: {
						from: {
							...{ id: 'customer-1', idType: 'Email', nickname: 'K', firstName: 'Kim' },
							...{ lastName: 'Doe', email: 'kim@example.com' },
							image: 'https://example.com/kim.png',
						},
						time: TIME,
						messageId: 'm-1',
					},
					text: 'The bill',
					content: [
						{
							attachment: {
								url: 'https://example.com/a.pdf',
								mediaType: 'File',
								mime: 'application/pdf',
							},
						},
						{
							attachment: {
								...{ url: 'https://example.com/b.png', mediaType: 'Image', mime: 'image/png' },
								...{ filename: 'b.png', text: 'Back', id: 'b', sha256: 'ab12' },
							},
						},
					],
					metadata: { order: '4712' },
				},
			},
		]);
	});

	test('needs no text when there is an attachment', async () => {
		const entry = { url: 'https://example.com/a', mediaType: 'Link', mime: 'text/html' };
		const { error } = await run('sendMessage', { attachments: { entries: [entry] } });
		expect(error).toBeUndefined();
		expect(requests()[0].body).not.toHaveProperty('text');
	});

	test('without a text costs that item only, and sends nothing for it', async () => {
		const { items } = await run(
			'sendMessage',
			{ text: '={{ $json.text }}' },
			{ items: [{ text: '' }, { text: 'Hello' }], onError: 'continueRegularOutput' },
		);
		expect(items[0].json.error).toContain('neither text nor attachments');
		expect(items[1].json.conversationId).toBe(conversations()[0].id);
		expect(requests()).toHaveLength(1);
	});

	test('comes after the one before it: one customer is served in the order of the items', async () => {
		sim.control.faults.add({ kind: 'latency', ms: 300, times: 1 });
		const texts = ['first', 'second', 'third'];
		await run(
			'sendMessage',
			{ text: '={{ $json.text }}' },
			{ items: texts.map((text) => ({ text })) },
		);
		expect(conversations()).toHaveLength(1);
		expect(conversations()[0].messages.map(({ textBody }) => textBody)).toEqual(texts);
	});

	test('is not sent again when the connection breaks: it may have arrived', async () => {
		sim.control.faults.add({ kind: 'resetAfter', times: 1 });
		const { error } = await run('sendMessage', { text: 'Hello' });
		expect(error?.message).toContain('connection');
		expect(sim.control.requests.list()).toHaveLength(1);
	});

	test('of a user is refused with what to do', async () => {
		const { error } = await run(
			'sendMessage',
			{ text: 'Hello' },
			{ credentials: cloudCredential(sim, 'user') },
		);
		expect(error?.message).toContain('client credentials');
		expect(error?.description).toContain('not.a.client');
		expect(error?.description).toContain('grant type Client Credentials');
	});

	test('to an integration that is not there is an error that says so', async () => {
		const { error } = await run('sendMessage', { text: 'Hello', integration: byId('nothing') });
		expect(error?.httpCode).toBe('404');
	});

	test('with metadata that is no object costs no request', async () => {
		const { error } = await run('sendMessage', {
			text: 'Hello',
			additionalFields: { metadata: '[1]' },
		});
		expect(error?.message).toBe('The field "Metadata (JSON)" is not a JSON object');
		expect(requests()).toEqual([]);
	});
});

test('an event says that the customer is typing', async () => {
	const { items, error } = await run('sendEvent', { additionalFields: { time: TIME } });
	expect(error).toBeUndefined();
	expect(requests()).toEqual([
		{
			path: 'event',
			body: {
				channel: { from: { id: 'customer-1', idType: 'Opaque' }, time: TIME },
				events: [{ eventType: 'Typing' }],
			},
		},
	]);
	expect(items[0].json.type).toBe('Event');
	expect(conversations()[0].typing).toEqual([{ type: 'Typing', time: TIME }]);
});

/** A conversation in which an agent has written. */
async function answered(): Promise<{ conversationId: string; messageId: string }> {
	await run('sendMessage', { text: 'Hello' });
	const [{ id: conversationId }] = conversations();
	const messageId = await fromAgent(conversationId);
	sim.control.requests.clear();
	return { conversationId, messageId };
}

async function fromAgent(conversationId: string): Promise<string> {
	const { participants } = conversations().find(({ id }) => id === conversationId)!;
	const agent = participants.find(({ purpose }) => purpose === 'agent')!;
	const [user] = sim.control.cloudLogin.listUsers();
	const { accessToken } = sim.control.cloudLogin.issueToken({ userId: user.id });
	const path = `/api/v2/conversations/messages/${conversationId}/communications/${agent.communication.id}/messages`;
	const response = await fetch(`${sim.url}${path}`, {
		method: 'POST',
		headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
		body: JSON.stringify({ textBody: 'Good morning' }),
	});
	return ((await response.json()) as { id: string }).id;
}

describe('a receipt', () => {
	const statusOf = (messageId: string) =>
		conversations()[0].messages.find(({ id }) => id === messageId)?.status;

	test('says what became of the message, with no reason while nothing failed', async () => {
		const { messageId } = await answered();
		const { error } = await run('sendReceipt', {
			messageId,
			status: 'Delivered',
			reasonCode: 'ServerError',
			additionalFields: { time: TIME, isFinalReceipt: true, email: 'kim@example.com' },
		});
		expect(error).toBeUndefined();
		expect(requests()).toEqual([
			{
				path: 'receipt',
				body: {
					id: messageId,
					channel: { to: { id: 'customer-1', email: 'kim@example.com' }, time: TIME },
					status: 'Delivered',
					isFinalReceipt: true,
				},
			},
		]);
		expect(statusOf(messageId)).toBe('delivery-success');
	});

	test.each([
		['The number is out of service', 'The number is out of service'],
		['', 'InvalidDestination'],
	])('that failed has its reason, with the words "%s"', async (reasonMessage, message) => {
		const { messageId } = await answered();
		await run('sendReceipt', {
			...{ messageId, status: 'Failed', reasonCode: 'InvalidDestination', reasonMessage },
		});
		expect(requests()[0].body.reasons).toEqual([{ code: 'InvalidDestination', message }]);
		expect(statusOf(messageId)).toBe('delivery-failed');
	});

	test('is sent again when the connection breaks: it says the same twice', async () => {
		const { messageId } = await answered();
		sim.control.faults.add({ kind: 'resetAfter', times: 1 });
		const { error } = await run('sendReceipt', { messageId });
		expect(error).toBeUndefined();
		expect(requests()).toHaveLength(2);
	});
});

test('a button response names the message with the buttons and what was chosen', async () => {
	const { messageId } = await answered();
	const { items, error } = await run('sendResponse', {
		originatingMessageId: messageId,
		buttonType: 'Button',
		buttonText: 'Yes, please',
		payload: 'yes',
		additionalFields: { buttonId: 'b-1', messageId: 'm-2', time: TIME },
	});
	expect(error).toBeUndefined();
	expect(requests()).toEqual([
		{
			path: 'structured/response',
			body: {
				channel: {
					from: { id: 'customer-1', idType: 'Opaque' },
					time: TIME,
					messageId: 'm-2',
				},
				buttonResponse: { id: 'b-1', type: 'Button', text: 'Yes, please', payload: 'yes' },
				originatingMessageId: messageId,
			},
		},
	]);
	expect(items[0].json.type).toBe('Structured');
	expect(conversations()[0].messages.at(-1)?.inReplyToMessageId).toBe(messageId);
});

test('an integration is picked from a list that says its kind, by a part of its name', async () => {
	const shop = sim.control.cloud.addIntegration({ name: 'Shop App' });
	const editor = await openEditor({
		node: 'genesysCloudConversations',
		credentials: cloudCredential(sim, 'client'),
	});
	const search = async (filter?: string) => (await editor.search('integration', filter)).results;
	expect((await search()).map(({ name }) => name)).toEqual([
		'Demo Open Messaging (open)',
		'Demo SMS (sms)',
		'Shop App (open)',
	]);
	expect(await search('shop')).toEqual([{ name: 'Shop App (open)', value: shop.id }]);
});
