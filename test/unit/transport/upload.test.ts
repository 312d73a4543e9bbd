import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { nexus } from '../../../nodes/shared/apis/engage';
import { defineOperation } from '../../../nodes/shared/engine/operation';
import type { SourceFile } from '../../../nodes/shared/transport/multipart';
import type { UploadTarget } from '../../../nodes/shared/transport/upload';
import type { NodeRun } from '../../harness/runNode';
import { until } from '../../harness/until';
import { nodeOf, runOwn } from '../engine/host';

/** Uploads through n8n's engine to a storage that is a server of this test. */
type Respond = (
	request: IncomingMessage,
	response: ServerResponse,
	attempt: number,
) => Promise<void> | void;

const MiB = 1024 * 1024;
const QUERY = 'X-Amz-Signature=0123456789abcdef&X-Amz-Credential=AKIA%2Feu';
const seen: Array<{ method?: string; url?: string; headers: IncomingMessage['headers'] }> = [];
let respond: Respond;
let target: UploadTarget;
let file: SourceFile & { read: number };

const http = createServer((request, response) => {
	const { method, url, headers } = request;
	seen.push({ method, url, headers });
	void Promise.resolve(respond(request, response, seen.length)).catch(() => response.destroy());
});
const read = async (request: IncomingMessage) => {
	const hash = createHash('sha256');
	let size = 0;
	for await (const chunk of request as AsyncIterable<Buffer>) {
		hash.update(chunk);
		size += chunk.length;
	}
	return { size, sha256: hash.digest('hex') };
};
const answerWith =
	(status: number, headers = {}, body = ''): Respond =>
	async (request, response) => {
		await read(request);
		response.writeHead(status, headers).end(body);
	};
const fileOf = (content: Buffer, times = 1): typeof file => ({
	fileName: 'a.png',
	mimeType: 'image/png',
	size: content.length * times,
	read: 0,
	async *stream() {
		this.read++;
		for (let i = 0; i < times; i++) yield content;
	},
});

const upload = defineOperation({
	kind: 'custom',
	value: 'upload',
	name: 'Upload',
	action: 'Upload',
	description: 'Upload',
	properties: [],
	execute: async (_values, context) => {
		await context.upload(target, file);
		return { done: true };
	},
});
const run = async (options = {}, more: Partial<NodeRun> = {}) =>
	await runOwn(nodeOf([upload], nexus), 'http://127.0.0.1:1', 'upload', { options }, more);
const errorOf = (error: { message: string; description?: string; context?: unknown } | undefined) =>
	`${error?.message} ${error?.description} ${JSON.stringify(error?.context)}`;

beforeAll(async () => {
	http.listen(0, '127.0.0.1');
	await once(http, 'listening');
});
beforeEach(() => {
	seen.length = 0;
	respond = answerWith(200);
	file = fileOf(Buffer.from('png'));
	const { port } = http.address() as AddressInfo;
	target = {
		url: `http://127.0.0.1:${port}/bucket/a?${QUERY}`,
		headers: { 'Content-Type': 'image/x-signed', 'x-amz-tagging': 'organization=4711' },
		request: { path: '/uploads' },
	};
});
afterAll(() => {
	http.closeAllConnections();
	http.close();
});

test('the file is PUT as it is, with the headers of the link, its length, and no credential', async () => {
	let got: unknown;
	respond = async (request, response) => {
		got = await read(request);
		response.writeHead(200).end();
	};
	const { items } = await run();
	expect(items).toEqual([{ done: true }]);
	expect(got).toEqual({ size: 3, sha256: createHash('sha256').update('png').digest('hex') });
	const [{ method, url, headers }] = seen;
	expect([method, url]).toEqual(['PUT', `/bucket/a?${QUERY}`]);
	expect(headers).toMatchObject({
		'content-type': 'image/x-signed',
		'content-length': '3',
		'x-amz-tagging': 'organization=4711',
	});
	expect(headers['transfer-encoding']).toBeUndefined();
	const secret = ['authorization', 'x-api-key', 'cookie'].filter((name) => name in headers);
	expect(secret).toEqual([]);
});

test.each([
	['without headers', undefined],
	['with headers that are none', { 'x-amz-acl': null, 'x-amz-tagging': { a: 1 } }],
	['with text in place of headers', 'no headers'],
])('a link %s has the type of the file, and no other header', async (_what, headers) => {
	target.headers = headers;
	await run();
	expect(seen[0].headers['content-type']).toBe('image/png');
	expect(Object.keys(seen[0].headers).filter((name) => /^(x-amz-.*|\d)$/.test(name))).toEqual([]);
});

test.each([
	['is busy', answerWith(503)],
	['asks for patience', answerWith(429, { 'retry-after': '0' })],
	['drops the connection', ((request) => void request.socket.destroy()) as Respond],
])('a storage that %s gets the file again, read anew', async (_what, once) => {
	let got: unknown;
	respond = async (request, response, attempt) => {
		if (attempt === 1) return await once(request, response, attempt);
		got = await read(request);
		response.writeHead(201).end();
	};
	const { items } = await run();
	expect(items).toEqual([{ done: true }]);
	expect(seen).toHaveLength(2);
	expect(file.read).toBe(2);
	expect(got).toMatchObject({ size: 3 });
});

test.each([
	[400, 'The file storage did not take the file'],
	[401, 'The file storage refused the link that Genesys gave'],
	[403, 'The file storage refused the link that Genesys gave'],
	[404, 'The file storage refused the link that Genesys gave'],
	[409, 'The file storage did not take the file'],
	[413, 'The file storage did not take the file'],
	[307, 'The file storage answered with a redirect, which is not followed'],
	[500, 'The file storage failed'],
])(
	'HTTP %d of the storage is an error, sent once, that tells nothing of the link',
	async (status, message) => {
		const xml = `<Error><Code>SignatureDoesNotMatch</Code><SignatureProvided>0123456789abcdef</SignatureProvided><Key>AKIA/eu</Key></Error>`;
		const location = 'http://127.0.0.1:1/elsewhere';
		respond = answerWith(status, { location, 'content-type': 'application/xml' }, xml);
		const { error } = await run();
		expect(error?.message).toBe(message);
		const told = errorOf(error);
		expect(told).toContain('SignatureDoesNotMatch');
		expect(told).not.toMatch(/0123456789abcdef|AKIA|X-Amz-Signature|\/bucket|4711/);
		expect(told).toContain('POST /nexus/v3/uploads');
		expect(seen).toHaveLength(1);
	},
);

test('a storage that wants more patience than there is ends the upload', async () => {
	respond = answerWith(429, { 'retry-after': '61' });
	const { error } = await run();
	expect(error?.message).toBe('The file storage is receiving too many requests');
	expect(seen).toHaveLength(1);
});

test('what is left in Genesys without its file ends the error', async () => {
	target.left = 'The upload stays open.';
	respond = answerWith(403);
	const { error } = await run();
	expect(error?.description).toMatch(/^Links are good .* HTTP 403\..* The upload stays open\.$/);
});

test('a storage that nothing answers for is an error that tells nothing of the link', async () => {
	target.url = `http://127.0.0.1:1/bucket/a?${QUERY}`;
	const { error } = await run({ maxRetries: 0 });
	expect(error?.message).toBe('Nothing answers at the address of the file storage');
	expect(errorOf(error)).not.toMatch(/bucket|X-Amz/);
});

test('a storage that does not answer is given up after Timeout', async () => {
	respond = async (request) => void (await read(request));
	const { error } = await run({ maxRetries: 0, timeout: 100 });
	expect(error?.message).toBe('The file storage did not answer in time');
});

test('Timeout is how long nothing may happen, however long the file takes', async () => {
	const { stream } = fileOf(Buffer.from('piece'), 8);
	file = fileOf(Buffer.from('piece'), 8);
	file.stream = async function* slowly() {
		for await (const piece of stream.call(file)) {
			await new Promise((resolve) => setTimeout(resolve, 60));
			yield piece;
		}
	};
	const { items } = await run({ maxRetries: 0, timeout: 250 });
	expect(items).toEqual([{ done: true }]);
});

test('a cancelled execution ends the upload', async () => {
	let closed = false;
	respond = (request) => void request.on('close', () => (closed = true));
	await run({}, { onStart: (cancel) => void until(() => seen.length === 1).then(cancel) });
	await until(() => closed);
	expect(seen).toHaveLength(1);
});

test('an execution that is cancelled before the file is sent again sends it no more', async () => {
	let answered = 0;
	respond = async (request, response, attempt) => {
		response.on('close', () => (answered = Date.now()));
		await answerWith(503, { 'retry-after': '2' })(request, response, attempt);
	};
	// By then the upload waits for its next attempt.
	const isWaiting = () => answered > 0 && Date.now() - answered > 100;
	await run({}, { onStart: (cancel) => void until(isWaiting).then(cancel) });
	expect(seen).toHaveLength(1);
	expect(file.read).toBe(1);
});

test.each([
	undefined,
	'',
	'/bucket/a',
	'file:///etc/passwd',
	'ftp://127.0.0.1/a',
	'https://kim:secret@127.0.0.1/a',
])('%p is no address to send a file to', async (url) => {
	target.url = url;
	const { error } = await run();
	expect(error?.message).toBe('The file could not be uploaded');
	expect(errorOf(error)).toContain('Genesys gave no address that a file is sent to');
	expect(file.read).toBe(0);
});

test.each([['text'], [['a']], [4], [null]])(
	'%p in place of headers harms nobody',
	async (headers) => {
		target.headers = headers;
		const { items } = await run();
		expect(items).toEqual([{ done: true }]);
	},
);

test('a file that breaks off while it is read is an error, and nothing is stored', async () => {
	let complete = false;
	respond = async (request, response) => {
		await read(request).then(
			() => (complete = true),
			() => {},
		);
		response.destroy();
	};
	file.stream = async function* () {
		yield Buffer.from('p');
		throw new Error('the disk is gone');
	};
	const { error } = await run({ maxRetries: 0 });
	expect(error?.message).toMatch(/^The (file|connection)/);
	expect(complete).toBe(false);
});

test('128 MiB pass without being held in memory', async () => {
	const chunk = Buffer.alloc(64 * 1024, 7);
	file = fileOf(chunk, 2_048);
	let got: unknown;
	respond = async (request, response) => {
		got = await read(request);
		response.writeHead(200).end();
	};
	const held = () => process.memoryUsage().arrayBuffers;
	const before = held();
	let highest = before;
	const timer = setInterval(() => (highest = Math.max(highest, held())), 2);
	const { items } = await run();
	clearInterval(timer);
	expect(items).toEqual([{ done: true }]);
	expect(got).toMatchObject({ size: 128 * MiB });
	expect((highest - before) / MiB).toBeLessThan(64);
});
