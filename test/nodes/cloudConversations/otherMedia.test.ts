import type { IBinaryData, IDataObject, INodeParameters } from 'n8n-workflow';
import { cloudCredential } from '../../harness/genesysCredentials';
import type { NodeRun } from '../../harness/runNode';
import { withSimulator } from '../../harness/simulator';
import { byId, runnerOf } from './parts';

const sim = withSimulator({ samples: false });
const UUID = '11111111-2222-4333-8444-555555555555';

const run = async (
	resource: string,
	operation: string,
	parameters: INodeParameters = {},
	more: Partial<NodeRun> = {},
) => await runnerOf(sim)(`${resource}.${operation}`, parameters, more);
const sent = () => sim.control.requests.list();
const urls = () => sent().map(({ method, url }) => `${method} ${url.replace('/api/v2', '')}`);
const lastBody = () => JSON.parse(sent().at(-1)?.body ?? '{}') as IDataObject;

describe('an answer on social media', () => {
	const conversation = async () => {
		const { id, participants } = sim.control.cloud.addConversation({
			media: 'message',
			messengerType: 'open',
			customerAddress: 'customer-1',
		});
		const agent = participants.find(({ purpose }) => purpose === 'agent')!;
		const { items } = await run('message', 'send', { conversationId: id, textBody: 'Post' });
		sim.control.requests.clear();
		return { id, communicationId: agent.communication.id, messageId: String(items[0].json.id) };
	};

	test('names the message that it answers', async () => {
		const { id, communicationId, messageId } = await conversation();
		const { error } = await run('social', 'send', {
			conversationId: id,
			message: byId(messageId),
			textBody: 'Thanks',
		});
		expect(error).toBeUndefined();
		expect(urls().at(-1)).toBe(
			`POST /conversations/messages/${id}/communications/${communicationId}/socialmedia/messages`,
		);
		expect(lastBody()).toEqual({ inReplyToMessageId: messageId, textBody: 'Thanks' });
	});

	test.each([
		['that is empty', {}, 'There is nothing to send'],
		['that is empty JSON', { options: { bodyJson: '{}' } }, 'There is nothing to send'],
		[
			'that is too long',
			{ textBody: 'x'.repeat(2_001) },
			'The text has 2001 characters, and a message may have 2000',
		],
	])('%s is refused before anything is sent', async (_what, parameters, message) => {
		const { error } = await run('social', 'send', {
			conversationId: UUID,
			message: byId(UUID),
			...parameters,
		});
		expect(error?.message).toBe(message);
		expect(sent()).toEqual([]);
	});
});

describe('a fax', () => {
	const file = (mimeType: string): IBinaryData => ({
		fileName: 'a',
		mimeType,
		data: Buffer.from('pdf').toString('base64'),
	});
	const send = async (additionalFields: INodeParameters, binary?: IBinaryData) =>
		await run(
			'fax',
			'send',
			{ addresses: '+13175555555, 3175555556', additionalFields },
			binary ? { binary: [{ data: binary }] } : {},
		);

	test('of a document goes to all numbers', async () => {
		const { items } = await send({ documentId: UUID, notes: 'For Kim' });
		expect(lastBody()).toEqual({
			addresses: ['+13175555555', '3175555556'],
			documentId: UUID,
			coverSheet: { notes: 'For Kim' },
		});
		expect(items[0].json).toHaveProperty('id');
	});

	test('of a file is followed by the file, without the token', async () => {
		const { items, error } = await send({ binaryPropertyName: 'data' }, file('application/pdf'));
		expect(error).toBeUndefined();
		expect(JSON.parse(sent()[0].body)).toMatchObject({ contentType: 'application/pdf' });
		expect(sent().at(-1)?.method).toBe('PUT');
		expect(sim.control.cloud.uploads().map(({ status }) => status)).toEqual(['valid']);
		expect(sim.control.cloud.violations()).toEqual([]);
		expect(Object.keys(items[0].json).sort()).toEqual(['id', 'selfUri']);
	});

	test('of a file whose type says more than the type', async () => {
		const { error } = await send(
			{ binaryPropertyName: 'data' },
			file('Application/PDF; charset=binary'),
		);
		expect(error).toBeUndefined();
		expect(JSON.parse(sent()[0].body)).toMatchObject({ contentType: 'application/pdf' });
	});

	test('whose file the storage does not take says which fax has none', async () => {
		sim.control.faults.add({ kind: 'status', status: 403, match: { method: 'PUT' } });
		const { error } = await send({ binaryPropertyName: 'data' }, file('application/pdf'));
		expect(error?.message).toBe('The file storage refused the link that Genesys gave');
		expect(error?.description).toMatch(/The fax [0-9a-f-]{36} was created and has no file\./);
	});

	test.each([
		[{ binaryPropertyName: 'data', documentId: UUID }, 'A fax is one document: there are two'],
		[{ binaryPropertyName: 'data' }, 'A file of the type image/png cannot be sent as fax'],
		[{ binaryPropertyName: 'other' }, 'The item has no file in the field "other"'],
	])('of %j is refused before anything is sent', async (fields, message) => {
		const { error } = await send(fields, file('image/png'));
		expect(error?.message).toBe(message);
		expect(sent()).toEqual([]);
	});

	test('that is answered with nothing says that there is no address for the file', async () => {
		sim.control.faults.add({ kind: 'status', status: 200, body: {} });
		const { error } = await send({ binaryPropertyName: 'data' }, file('image/tiff'));
		expect(error?.description).toContain('gave no address');
		expect(error?.description).toContain('The fax was created and has no file.');
	});

	test('to nobody is refused before anything is sent', async () => {
		const { error } = await run('fax', 'send', { addresses: '={{ [] }}' });
		expect(error?.message).toBe('The field "Fax Numbers" has no value');
		const none = await run('fax', 'send', { addresses: ' , ' });
		expect(none.error?.message).toBe('The fax has no number to go to');
		expect(sent()).toEqual([]);
	});

	test('whose file is wanted as a form says so, and which fax it is', async () => {
		const body = { id: UUID, uploadMethodType: 'MULTIPART_POST', uploadDestinationUri: sim.url };
		sim.control.faults.add({ kind: 'status', status: 200, body });
		const { error } = await send({ binaryPropertyName: 'data' }, file('image/tiff'));
		expect(error?.description).toContain(`MULTIPART_POST. The fax ${UUID}`);
	});
});

test('a video meeting that is answered with nothing has no ID to join by', async () => {
	sim.control.faults.add({ kind: 'status', status: 202, body: '' });
	const { error } = await run('video', 'createMeeting');
	expect(error?.message).toContain('an empty answer');
});

test('a video meeting is created and found', async () => {
	const created = await run('video', 'createMeeting', { additionalFields: { expireTimeDays: 2 } });
	expect(lastBody()).toEqual({ ephemeral: false, expireTimeDays: 2 });
	const { id, dateExpired } = created.items[0].json;
	expect(dateExpired).toEqual(expect.any(String));
	const { items } = await run('video', 'getMeeting', { meetingId: String(id) });
	expect(items[0].json).toEqual(created.items[0].json);
});

test.each([
	['cobrowse', 'cobrowsesessions'],
	['internalMessage', 'internalmessages'],
] as const)('%s: one conversation, and those of the signed-in user', async (media, path) => {
	const { id } = sim.control.cloud.addConversation({ media });
	const one = await run(media, 'get', { conversationId: id });
	const all = await run(media, 'getAll');
	expect(urls()).toEqual([`GET /conversations/${path}/${id}`, `GET /conversations/${path}`]);
	expect([one.items[0].json.id, ...all.items.map(({ json }) => json.id)]).toEqual([id, id]);
});

test('those of nobody: client credentials have no user, and the error says what to do', async () => {
	const { error } = await run(
		'cobrowse',
		'getAll',
		{},
		{ credentials: cloudCredential(sim, 'client') },
	);
	expect(error?.message).toBe(
		'Genesys Cloud does not list the conversations of the signed-in user',
	);
	expect(error?.description).toContain('Authorization Code');
});

describe('messaging integrations', () => {
	test('are listed to the end, with what is to be added', async () => {
		for (let i = 0; i < 110; i++) sim.control.cloud.addIntegration({ name: `Shop ${i}` });
		const { items } = await run('integration', 'getAll', {
			returnAll: true,
			options: { expand: ['messagingSetting', 'supportedContent'] },
		});
		expect(items).toHaveLength(sim.control.cloud.directory().integrations.length);
		expect(urls()).toEqual([
			'GET /conversations/messaging/integrations?expand=messagingSetting&expand=supportedContent&pageNumber=1&pageSize=100',
			'GET /conversations/messaging/integrations?expand=messagingSetting&expand=supportedContent&pageNumber=2&pageSize=100',
		]);
		expect(items[0].json).not.toHaveProperty('version');
	});

	test('by profile and setting', async () => {
		await run('integration', 'getAll', {
			filters: { supportedContentId: 'a', messagingSettingId: 'b' },
			limit: 5,
		});
		expect(sent()[0].query).toEqual({
			'supportedContent.id': 'a',
			'messagingSetting.id': 'b',
			pageNumber: '1',
			pageSize: '5',
		});
	});
});
