import type { IBinaryData, INodeParameters } from 'n8n-workflow';
import type { NodeRun } from '../../harness/runNode';
import { withSimulator } from '../../harness/simulator';
import { byId, runnerOf } from './parts';

const sim = withSimulator({ samples: false });
const CONTENT = Buffer.from([0, 255, 13, 10, 26]);

const run = async (
	operation: string,
	parameters: INodeParameters,
	{ resource = 'messageMedia', ...more }: Partial<NodeRun> & { resource?: string } = {},
) => await runnerOf(sim)(`${resource}.${operation}`, parameters, more);
const fileOf = (fileName: string, content = CONTENT): IBinaryData => ({
	fileName,
	mimeType: 'image/png',
	data: content.toString('base64'),
});
const sent = () => sim.control.requests.list();
const requests = () => sent().map(({ method, path }) => `${method} ${path}`);
const uploads = () => sim.control.cloud.uploads();

function conversation() {
	const { id, participants } = sim.control.cloud.addConversation({
		media: 'message',
		messengerType: 'open',
		customerAddress: 'customer-1',
	});
	const agent = participants.find(({ purpose }) => purpose === 'agent')!;
	return { conversationId: id, communicationId: agent.communication.id };
}
const upload = async (
	conversationId: string,
	file = fileOf('picture.png'),
	options: INodeParameters = {},
	more: Partial<NodeRun> = {},
) => await run('upload', { conversationId, options }, { binary: [{ data: file }], ...more });

describe('upload', () => {
	test('brings the file to the storage, without the token, and gives the ID to send it by', async () => {
		const { conversationId, communicationId } = conversation();
		const { items, error } = await upload(conversationId);
		expect(error).toBeUndefined();
		const [kept] = uploads();
		expect(kept).toMatchObject({ name: 'picture.png', status: 'valid', contentLengthBytes: 5 });
		expect(items[0].json).toEqual({
			id: kept.id,
			name: 'picture.png',
			selfUri: expect.any(String),
			conversationId,
			communicationId,
			contentLengthBytes: 5,
		});
		const put = sent().at(-1)!;
		expect(put.method).toBe('PUT');
		expect(put.headers).toMatchObject({ 'content-type': 'image/png', 'content-length': '5' });
		expect(put.headers.authorization).toBeUndefined();
		expect(sim.control.cloud.violations()).toEqual([]);

		const message = await run(
			'send',
			{ conversationId, mediaIds: String(items[0].json.id) },
			{ resource: 'message' },
		);
		expect(message.error).toBeUndefined();
		const { messages } = sim.control.cloud.conversations()[0];
		expect(messages[0].media.map(({ id }) => id)).toEqual([kept.id]);
	});

	test('the storage holds the very bytes', async () => {
		const { conversationId } = conversation();
		await upload(conversationId);
		const { items } = await run('get', {
			conversationId,
			mediaId: byId(uploads()[0].id),
		});
		const response = await fetch(String(items[0].json.url));
		expect(Buffer.from(await response.arrayBuffer())).toEqual(CONTENT);
	});

	test('each item has its own file, and one that fails costs no other', async () => {
		const { conversationId } = conversation();
		const { items } = await run(
			'upload',
			{ conversationId },
			{
				items: [{}, {}, {}],
				binary: [{ data: fileOf('a.png') }, { data: fileOf('b c.png') }, { data: fileOf('d.png') }],
				onError: 'continueRegularOutput',
			},
		);
		expect(items.map(({ json }) => json.name)).toEqual(['a.png', undefined, 'd.png']);
		expect(uploads().map(({ name, status }) => [name, status])).toEqual([
			['a.png', 'valid'],
			['d.png', 'valid'],
		]);
	});

	test.each([
		['.hidden', 'begins with a dot'],
		['folder/', 'ends with a slash'],
		['two words.png', 'has white space'],
		['a\tb.png', 'has white space'],
		['a\u00a0b.png', 'has white space'],
		...[...'\\{^}%`]">[~<#|'].map((one) => [`a${one}b.png`, `has ${one}`]),
	])('the file name %j is refused before anything is sent: it %s', async (name, reason) => {
		const { error } = await upload(conversation().conversationId, fileOf(name));
		expect(error?.message).toBe(`Genesys does not take the file name "${name}": it ${reason}`);
		expect(sent()).toEqual([]);
	});

	test('an umlaut, a slash within and a plus sign are no problem; File Name replaces any', async () => {
		const { conversationId } = conversation();
		await upload(conversationId, fileOf('für/2+2.png'));
		await upload(conversationId, fileOf('two words.png'), { fileName: 'two-words.png' });
		expect(uploads().map(({ name }) => name)).toEqual(['für/2+2.png', 'two-words.png']);
	});

	test('an empty file is refused before anything is sent', async () => {
		const { error } = await upload(conversation().conversationId, fileOf('a.png', Buffer.alloc(0)));
		expect(error?.message).toBe('The file is empty');
		expect(sent()).toEqual([]);
	});

	test('a storage that is busy gets the file again; the address is asked for once', async () => {
		const { conversationId } = conversation();
		sim.control.faults.add({
			kind: 'status',
			status: 503,
			retryAfter: 0,
			match: { method: 'PUT' },
		});
		const { error } = await upload(conversationId);
		expect(error).toBeUndefined();
		expect(requests().filter((one) => one.startsWith('PUT'))).toHaveLength(2);
		expect(uploads().map(({ status }) => status)).toEqual(['valid']);
	});

	test('what the storage refuses is an error that tells nothing of the link', async () => {
		const { conversationId } = conversation();
		sim.control.faults.add({ kind: 'status', status: 403, match: { method: 'PUT' } });
		const { error } = await upload(conversationId);
		expect(error?.message).toBe('The file storage refused the link that Genesys gave');
		const [{ id, signature }] = uploads() as Array<{ id: string; signature?: string }>;
		const told = `${error?.description} ${JSON.stringify(error?.context)}`;
		expect(told).not.toContain('cloud-storage');
		expect(told).not.toContain(`signature=${signature ?? ''}`);
		expect(told).not.toContain(`/${id}?`);
	});

	test.each([[{ id: 'a' }], [{ id: 'a', uploadUrl: 'file:///etc/passwd' }]])(
		'an answer with no address is an error: %j',
		async (body) => {
			const { conversationId } = conversation();
			sim.control.faults.add({ kind: 'status', status: 200, body, match: { method: 'POST' } });
			const { error } = await upload(conversationId);
			expect(error?.message).toBe('The file could not be uploaded');
		},
	);
});

describe('Wait Until Valid', () => {
	const waiting = async (...answers: object[]) => {
		const { conversationId } = conversation();
		for (const body of answers) {
			sim.control.faults.add({
				kind: 'status',
				status: 200,
				body,
				match: { method: 'GET', pathRegex: '/messages/media/' },
			});
		}
		return await upload(conversationId, undefined, { waitUntilValid: true });
	};
	const looks = () => requests().filter((one) => /^GET .*\/messages\/media\//.test(one));

	test('looks until Genesys has done so, and tells no address to upload to', async () => {
		const uploadUrl = 'https://storage.example/a?s=1';
		const { items } = await waiting(
			{ id: 'a', status: 'uploading', uploadUrl },
			{ id: 'a', status: 'valid', mediaType: 'image/png', uploadUrl },
		);
		expect(looks()).toHaveLength(2);
		expect(items[0].json).toMatchObject({ status: 'valid', mediaType: 'image/png' });
		expect(items[0].json).not.toHaveProperty('uploadUrl');
	});

	test('a file that Genesys does not take is an error', async () => {
		const { error } = await waiting({ id: 'a', status: 'invalid' });
		expect(error?.message).toBe('Genesys does not take the file');
	});

	test('a status that cannot be read costs no ID: the file is there, and another look is free', async () => {
		const { conversationId } = conversation();
		sim.control.faults.add({
			kind: 'status',
			status: 403,
			match: { method: 'GET', pathRegex: '/messages/media/' },
		});
		const { items, error, hints } = await upload(conversationId, undefined, {
			waitUntilValid: true,
		});
		expect(error).toBeUndefined();
		expect(items[0].json.id).toBe(uploads()[0].id);
		expect(JSON.stringify(hints)).toContain('could not be read');
	});
});

test('Get Upload URL gives all that it takes to send a file', async () => {
	const { conversationId } = conversation();
	const { items } = await run('getUploadUrl', {
		conversationId,
		fileName: 'a.pdf',
		contentLengthBytes: 3,
	});
	expect(JSON.parse(sent().at(-1)!.body)).toEqual({ fileName: 'a.pdf', contentLengthBytes: 3 });
	const { uploadUrl, uploadHeaders } = items[0].json as {
		uploadUrl: string;
		uploadHeaders: Record<string, string>;
	};
	const { status } = await fetch(uploadUrl, { method: 'PUT', headers: uploadHeaders, body: 'pdf' });
	expect(status).toBe(200);
	expect(uploads()[0].status).toBe('valid');
});

test('Get Upload URL that is answered with nothing has no address: that is no success', async () => {
	const { conversationId } = conversation();
	sim.control.faults.add({ kind: 'status', status: 202, body: '', match: { method: 'POST' } });
	const { error } = await run('getUploadUrl', {
		conversationId,
		fileName: 'a.pdf',
		contentLengthBytes: 3,
	});
	expect(error?.message).toContain('an empty answer');
});

test.each([
	[{ fileName: 'a b.pdf', contentLengthBytes: 3 }, 'white space'],
	[{ fileName: 'a.pdf', contentLengthBytes: 0 }, 'The file is empty'],
])('Get Upload URL refuses %j before anything is sent', async (parameters, message) => {
	const { conversationId } = conversation();
	const { error } = await run('getUploadUrl', { conversationId, ...parameters });
	expect(error?.message).toContain(message);
	expect(sent()).toEqual([]);
});

test('the files of a conversation, all of them, by their status', async () => {
	const { conversationId, communicationId } = conversation();
	for (let i = 0; i < 130; i++) {
		await run('getUploadUrl', {
			conversationId,
			communication: byId(communicationId),
			fileName: `${i}.png`,
			contentLengthBytes: 3,
		});
	}
	await upload(conversationId);
	sim.control.requests.clear();
	const list = async (parameters: INodeParameters) =>
		(await run('getAll', { conversationId, communication: byId(communicationId), ...parameters }))
			.items;
	expect(await list({ returnAll: true })).toHaveLength(131);
	expect(sent()).toHaveLength(2);
	const valid = await list({ returnAll: true, filters: { status: 'valid' } });
	expect(valid.map(({ json }) => json.name)).toEqual(['picture.png']);
	expect(await list({ limit: 3 })).toHaveLength(3);
	expect(sent().at(-1)!.query).toEqual({ pageNumber: '1', pageSize: '3' });
});
