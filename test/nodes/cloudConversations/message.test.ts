import axios from 'axios';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { openEditor } from '../../harness/editor';
import { cloudCredential } from '../../harness/genesysCredentials';
import type { NodeRun } from '../../harness/runNode';
import { withSimulator } from '../../harness/simulator';
import { byId, runnerOf } from './parts';

const sim = withSimulator({ samples: false });
const UUID = '11111111-2222-4333-8444-555555555555';

const run = async (
	operation: string,
	parameters: INodeParameters,
	{ resource = 'message', ...more }: Partial<NodeRun> & { resource?: string } = {},
) => await runnerOf(sim)(`${resource}.${operation}`, parameters, more);
const sent = () => sim.control.requests.list();
const urls = () => sent().map(({ method, url }) => `${method} ${url.replace('/api/v2', '')}`);
const lastBody = () => JSON.parse(sent().at(-1)?.body ?? '{}') as IDataObject;

/** A message conversation of one agent, with what a test needs of it. */
function conversation(messengerType: 'sms' | 'open' | 'whatsapp' = 'sms') {
	const { id, participants } = sim.control.cloud.addConversation({
		media: 'message',
		messengerType,
		customerAddress: '+13175555555',
	});
	const agent = participants.find(({ purpose }) => purpose === 'agent')!;
	return { id, agent, communicationId: agent.communication.id };
}
const messagesOf = (id: string) =>
	sim.control.cloud.conversations().find((one) => one.id === id)!.messages;

describe('create', () => {
	const create = async (parameters: INodeParameters, more: Partial<NodeRun> = {}) => {
		const [queue] = sim.control.cloud.directory().queues;
		return await run('create', { queue: byId(queue.id), ...parameters }, more);
	};

	test('starts a conversation with what was filled in, and nothing else', async () => {
		const [queue] = sim.control.cloud.directory().queues;
		const { items, error } = await create({
			toAddressMessengerType: 'sms',
			toAddress: '+13175555555',
		});
		expect(error).toBeUndefined();
		expect(lastBody()).toEqual({
			queueId: queue.id,
			toAddress: '+13175555555',
			toAddressMessengerType: 'sms',
		});
		expect(items[0].json.id).toBe(sim.control.cloud.conversations()[0].id);
	});

	test.each([
		['sms', '13175555555', 'To Address is no phone number in E.164 format: "13175555555"'],
		['sms', '+1317 5555', 'To Address is no phone number in E.164 format: "+1317 5555"'],
		['whatsapp', '+13175555555', 'To Address is no WhatsApp ID: "+13175555555"'],
	])('to %s "%s" nothing is sent', async (toAddressMessengerType, toAddress, message) => {
		const { error } = await create({ toAddressMessengerType, toAddress });
		expect(error?.message).toBe(message);
		expect(sent()).toEqual([]);
	});

	test('to an address with white space around it, as lists have it, goes to the address', async () => {
		const { error } = await create({ toAddress: ' +13175555555\n' });
		expect(error).toBeUndefined();
		expect(lastBody()).toMatchObject({ toAddress: '+13175555555' });
	});

	test('twice to one address is one after the other, so that the second can find what the first began', async () => {
		sim.control.faults.add({ kind: 'latency', ms: 300, times: 1 });
		const { items } = await create({ toAddress: '+13175555555' }, { items: [{}, {}] });
		expect(sim.control.cloud.conversations().map(({ id }) => id)).toEqual(
			items.map(({ json }) => json.id),
		);
	});

	test('a wrong address costs its item only', async () => {
		const { items } = await create(
			{ toAddressMessengerType: 'sms', toAddress: '={{ $json.to }}' },
			{
				items: [{ to: '+13175555555' }, { to: 'Kim' }, { to: '+13175555556' }],
				onError: 'continueRegularOutput',
			},
		);
		expect(items.map(({ json }) => Boolean(json.error))).toEqual([false, true, false]);
		expect(sim.control.cloud.conversations()).toHaveLength(2);
	});

	test('is not sent again when nobody knows whether it arrived', async () => {
		sim.control.faults.add({ kind: 'resetAfter', match: { method: 'POST', path: '/api/v2' } });
		const { error } = await create({
			toAddressMessengerType: 'open',
			toAddress: 'customer-1',
		});
		expect(error?.message).toContain('connection');
		expect(sim.control.cloud.conversations()).toHaveLength(1);
	});
});

describe('send', () => {
	test('a text by the conversation alone finds the communication of the agent', async () => {
		const { id, communicationId } = conversation();
		const { items, error } = await run('send', { conversationId: id, textBody: 'Héllo 😀' });
		expect(error).toBeUndefined();
		expect(urls()).toEqual([
			`GET /conversations/${id}`,
			`POST /conversations/messages/${id}/communications/${communicationId}/messages`,
		]);
		expect(lastBody()).toEqual({ textBody: 'Héllo 😀' });
		expect(messagesOf(id).map(({ textBody }) => textBody)).toEqual(['Héllo 😀']);
		expect(items[0].json).toMatchObject({ textBody: 'Héllo 😀', conversationId: id });
	});

	test('with the communication, one request is all', async () => {
		const { id, communicationId } = conversation();
		await run('send', {
			conversationId: id,
			textBody: 'Hello',
			communication: byId(communicationId),
			options: { useNormalizedMessage: true },
		});
		expect(urls()).toEqual([
			`POST /conversations/messages/${id}/communications/${communicationId}/messages?useNormalizedMessage=true`,
		]);
	});

	test('a template, by its response and the values of its parameters', async () => {
		const { id, communicationId } = conversation('whatsapp');
		await run('send', {
			conversationId: id,
			communication: byId(communicationId),
			additionalFields: {
				responseId: UUID,
				bodyParameters: { entries: [{ id: 'name', value: 'Kim' }] },
				headerParameters: {},
			},
		});
		expect(lastBody()).toEqual({
			// The API demands it, whatever is sent.
			textBody: '',
			messagingTemplate: { responseId: UUID, bodyParameters: [{ id: 'name', value: 'Kim' }] },
		});
	});

	test.each([
		['nothing', {}, 'There is nothing to send'],
		['no field of the body', { options: { bodyJson: '{}' } }, 'There is nothing to send'],
		[
			'a template of parameters that were left empty',
			{ additionalFields: { bodyParameters: { entries: [{ id: '', value: '' }] } } },
			'There is nothing to send',
		],
		['a text and media', { textBody: 'a', mediaIds: UUID }, 'A message has one content only'],
		[
			'a text and a template',
			{ textBody: 'a', additionalFields: { responseId: UUID } },
			'A message has one content only',
		],
	])('%s is refused before anything is sent', async (_what, parameters, message) => {
		const { error } = await run('send', { conversationId: UUID, ...parameters });
		expect(error?.message).toBe(message);
		expect(sent()).toEqual([]);
	});

	test('Body Fields (JSON) can be all of it', async () => {
		const { id, communicationId } = conversation();
		await run('send', {
			conversationId: id,
			communication: byId(communicationId),
			options: { bodyJson: '{"textBody":"by JSON"}' },
		});
		expect(lastBody()).toEqual({ textBody: 'by JSON' });
	});

	test.each([
		['sms', 765, 'an SMS'],
		['open', 2_000, 'a message'],
	] as const)('by %s a text of %d characters is the longest', async (type, most, what) => {
		const { id } = conversation(type);
		const longest = await run('send', { conversationId: id, textBody: 'x'.repeat(most) });
		expect(longest.error).toBeUndefined();
		const { error } = await run('send', { conversationId: id, textBody: 'x'.repeat(most + 1) });
		expect(error?.message).toBe(
			`The text has ${most + 1} characters, and ${what} may have ${most}`,
		);
		expect(messagesOf(id)).toHaveLength(1);
	});

	test('where the kind of messenger is not known, Genesys says that an SMS is too long', async () => {
		const { id, communicationId } = conversation('sms');
		const { error } = await run('send', {
			conversationId: id,
			communication: byId(communicationId),
			textBody: 'x'.repeat(766),
		});
		expect(error?.description).toContain('766');
	});

	test('texts of one conversation arrive in the order of the input', async () => {
		const { id } = conversation();
		const words = Array.from({ length: 12 }, (_, i) => ({ n: String(i) }));
		sim.control.faults.add({ kind: 'latency', ms: 300, times: 1, match: { method: 'POST' } });
		await run('send', { conversationId: id, textBody: '={{ $json.n }}' }, { items: words });
		expect(messagesOf(id).map(({ textBody }) => textBody)).toEqual(words.map(({ n }) => n));
	});

	test('an answer without a body is a success', async () => {
		const { id } = conversation();
		sim.control.faults.add({ kind: 'status', status: 202, body: '', match: { method: 'POST' } });
		const { items } = await run('send', { conversationId: id, textBody: 'a' });
		expect(items.map(({ json }) => json)).toEqual([{ success: true }]);
	});

	test('a conversation without an agent says who is in it', async () => {
		const { id } = sim.control.cloud.addConversation({
			media: 'message',
			messengerType: 'open',
			participants: [{ purpose: 'customer', name: 'Kim' }],
		});
		const { error } = await run('send', { conversationId: id, textBody: 'a' });
		expect(error?.message).toBe('No agent takes part in the message conversation');
		expect(error?.description).toContain('Kim');
	});
});

test('typing is shown, with its duration when there is one', async () => {
	const { id, communicationId } = conversation();
	const { items } = await run('sendTyping', { conversationId: id });
	expect(lastBody()).toEqual({ typing: { type: 'On' } });
	expect(items[0].json).toEqual({ success: true });
	await run('sendTyping', {
		conversationId: id,
		communication: byId(communicationId),
		additionalFields: { duration: 2_000, dateSent: '2026-11-21T09:30:00Z' },
	});
	expect(lastBody()).toEqual({
		typing: { type: 'On', duration: 2_000 },
		dateSent: '2026-11-21T09:30:00.000Z',
	});
});

describe('a message', () => {
	const written = async () => {
		const { id, communicationId } = conversation();
		const { items } = await run('send', { conversationId: id, textBody: 'Hello' });
		sim.control.requests.clear();
		return { id, communicationId, messageId: String(items[0].json.id) };
	};

	test('is found in its conversation, or without it', async () => {
		const { id, messageId } = await written();
		const inIt = await run('getMessage', { conversationId: id, message: byId(messageId) });
		const alone = await run('getDetails', { messageId: ` ${messageId}\n` });
		expect(urls()).toEqual([
			`GET /conversations/messages/${id}/messages/${messageId}`,
			`GET /conversations/messages/${messageId}/details`,
		]);
		expect(inIt.items[0].json).toMatchObject({ id: messageId, textBody: 'Hello' });
		expect(alone.items[0].json).toEqual(inIt.items[0].json);
		expect(inIt.items[0].json).not.toHaveProperty('selfUri');
	});

	test('is whole without Simplify', async () => {
		const { messageId } = await written();
		const { items } = await run('getDetails', { messageId, simplify: false });
		expect(items[0].json).toHaveProperty('selfUri');
	});

	test('that there is none is an error with what to check', async () => {
		const { error } = await run('getDetails', { messageId: UUID });
		expect(error?.message).toContain('did not find');
	});
});

test('disconnect, merge and update say what changes and nothing else', async () => {
	const { id } = conversation();
	const other = conversation();
	await run('update', { conversationId: id, updateFields: { externalTag: 'CASE-1' } });
	expect(lastBody()).toEqual({ externalTag: 'CASE-1' });
	await run('merge', { conversationId: id, conversationIds: other.id });
	expect(lastBody()).toEqual({ conversationIds: [other.id] });
	await run('disconnect', { conversationId: id });
	expect(lastBody()).toEqual({ state: 'disconnected' });
	expect(new Set(urls())).toEqual(new Set([`PATCH /conversations/messages/${id}`]));
});

describe('the lists of the editor', () => {
	async function search(method: string, fields: INodeParameters, filter?: string) {
		const editor = await openEditor({
			node: 'genesysCloudConversations',
			credentials: cloudCredential(sim),
			parameters: fields,
		});
		return (await editor.search(method, filter)).results;
	}
	const api = () => {
		const [{ id: userId }] = sim.control.cloudLogin.listUsers();
		const { accessToken } = sim.control.cloudLogin.issueToken({ userId });
		const headers = { Authorization: `Bearer ${accessToken}` };
		return axios.create({ baseURL: `${sim.url}/api/v2`, headers, proxy: false });
	};
	const filled = async () => {
		const { id, communicationId } = conversation();
		const path = `/conversations/messages/${id}/communications/${communicationId}/messages`;
		for (const textBody of ['first', 'second']) await api().post(path, { textBody });
		for (const fileName of ['a.png', 'bill.pdf']) {
			await api().post(`${path}/media/uploads`, { fileName, contentLengthBytes: 3 });
		}
		return { id, communicationId };
	};

	test('show each message of the conversation once', async () => {
		const { id } = await filled();
		const found = await search('message', { conversationId: id });
		const all = messagesOf(id);
		expect(found?.map(({ value }) => value).sort()).toEqual(all.map((one) => one.id).sort());
		expect(found?.[0].name).toContain(all[0].status);
	});

	test('show the files of the communication, or of the only agent', async () => {
		const { id, communicationId } = await filled();
		const names = async (fields: INodeParameters, filter?: string) =>
			(await search('mediaId', { conversationId: id, ...fields }, filter))?.map(({ name }) => name);
		const both = ['a.png, uploading', 'bill.pdf, uploading'];
		expect(await names({})).toEqual(both);
		expect(await names({ communication: byId(communicationId) })).toEqual(both);
		expect(await names({}, 'BILL')).toEqual(['bill.pdf, uploading']);
	});

	test.each(['', '={{ $json.conversation }}'])(
		'need the conversation first: "%s"',
		async (conversationId) => {
			await expect(search('message', { conversationId })).rejects.toThrow(
				'The Conversation ID is needed first',
			);
		},
	);

	test('pass over what a message of a conversation should have and has not', async () => {
		const parts = [
			{ id: 'p', purpose: 'agent', messages: [{ id: 'c', messages: null }] },
			{
				id: 'q',
				purpose: 'agent',
				messages: [{ id: 'd', messages: [null, {}, { messageId: 'm' }] }],
			},
		];
		sim.control.faults.add({
			kind: 'status',
			status: 200,
			body: { id: UUID, participants: parts },
		});
		expect(await search('message', { conversationId: UUID })).toEqual([{ name: 'm', value: 'm' }]);
	});
});
