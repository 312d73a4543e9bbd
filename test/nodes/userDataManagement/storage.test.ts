import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { BinaryDataService } from 'n8n-core';
import type { INodeParameters } from 'n8n-workflow';
import { withLiar } from '../../harness/liar';
import { runNode } from '../../harness/runNode';

/** Storages that answer as none should, and servers that name files as none should. */
const genesys = withLiar();
const storage = withLiar();

const run = async (operation: string, parameters: INodeParameters = {}) =>
	await runNode({
		node: 'genesysUserDataManagement',
		parameters: {
			...{ api: 'cdds', authentication: 'apiKey', resource: 'file', operation },
			options: { maxRetries: 0 },
			...parameters,
		},
		credentials: { genesysApi: { baseUrl: genesys.url, apiKey: 'key-0123456789' } },
	});
const download = async (name = 'a.zip', parameters: INodeParameters = {}) =>
	await run('download', { file: { __rl: true, mode: 'id', value: name }, ...parameters });
const redirectTo = (path: string) => {
	genesys.answer = (response) =>
		void response.writeHead(303, { location: `${storage.url}${path}` }).end();
};

beforeEach(() => redirectTo('/bucket/a.zip'));

test.each([
	['../../etc/x.zip', 'x.zip'],
	['..\\..\\etc\\x.zip', 'x.zip'],
	['/etc/x.zip', 'x.zip'],
])('a file that the server calls %j is kept as %j, in no folder', async (name, kept) => {
	genesys.answer = (response, { url = '' }) => {
		if (url.includes('/file-metadatas'))
			return genesys.json(response, { items: [{ path: name }], count: 1 });
		response.writeHead(200, { 'content-type': 'application/zip' }).end('zip');
	};
	const { items, error } = await run('downloadMany', { returnAll: true, outputField: 'data' });
	expect(error).toBeUndefined();
	expect(items[0].binary?.data.fileName).toBe(kept);
	expect(items[0].binary?.data.directory).toBeUndefined();
});

test('what comes while n8n stores a piece is the next piece, up to 1 MiB of it', async () => {
	const KiB = 1024;
	const content = Buffer.alloc(16 * 1024 * KiB, 'zip');
	storage.answer = (response) =>
		void response.writeHead(200, { 'content-type': 'application/zip' }).end(content);
	const pieces: Buffer[] = [];
	const store = jest
		.spyOn(BinaryDataService.prototype, 'store')
		.mockImplementation(async (_location, stream, data) => {
			for await (const piece of stream as Readable) {
				pieces.push(piece as Buffer);
				await sleep(20);
			}
			return data;
		});
	try {
		const { error } = await download();
		expect(error).toBeUndefined();
	} finally {
		store.mockRestore();
	}
	expect(Buffer.concat(pieces).equals(content)).toBe(true);
	const largest = Math.max(...pieces.map(({ length }) => length));
	// Node.js would have paused the connection after 64 KiB.
	expect(largest).toBeGreaterThan(512 * KiB);
	expect(largest).toBeLessThanOrEqual((1024 + 64) * KiB);
});

test('200,000 files in one page overflow no stack', async () => {
	const items = Array.from({ length: 200_000 }, (_, size) => ({ size }));
	genesys.answer = (response) => {
		const page = genesys.sent.length === 1 ? items : [];
		genesys.json(response, { items: page, count: items.length });
	};
	// None has a name, so that none is asked for.
	const { error } = await run('downloadMany', { returnAll: true, outputField: 'data' });
	expect(error?.message).toBe('The metadata of a file has no name that is known here');
});

test.each([
	['application/json', JSON.stringify({ message: 'Not for key-0123456789' })],
	['text/html', '<p>Not for key-0123456789</p>'],
])('what Genesys sends in place of a file shows no key: %s', async (type, body) => {
	genesys.answer = (response) => void response.writeHead(200, { 'content-type': type }).end(body);
	const { error } = await download();
	expect(error?.description).toContain('left out, since it holds a part of a secret');
	expect(JSON.stringify([error?.message, error?.description, error?.context])).not.toContain(
		'0123456789',
	);
});

test('a redirect of the storage that names no address is not followed', async () => {
	storage.answer = (response) => void response.writeHead(302).end();
	const { error } = await download();
	expect(error?.message).toBe('The file could not be downloaded');
	expect(error?.description).toContain('not fetched');
	expect(storage.sent.map(({ url }) => url)).toEqual(['/bucket/a.zip']);
});

describe('what is no file, whatever its status', () => {
	test.each([
		['text/html; charset=utf-8', '<html>Sign in</html>'],
		['application/xhtml+xml', '<html>Sign in</html>'],
		['application/json', '{"message":"Not now"}'],
		['application/xml', '<Error><Code>SlowDown</Code></Error>'],
	])('%s of the storage', async (type, body) => {
		storage.answer = (response) => void response.writeHead(200, { 'content-type': type }).end(body);
		const { items, error } = await download();
		expect(error?.message).toBe('The file storage sent no file');
		expect(items).toEqual([]);
	});

	test.each([
		['page.html', 'text/html'],
		['data.json', 'application/json'],
		['data.xml', 'text/xml'],
	])('but %s is one that is called so', async (name, type) => {
		storage.answer = (response) => void response.writeHead(200, { 'content-type': type }).end('x');
		const { items, error } = await download(name);
		expect(error).toBeUndefined();
		expect(items[0].binary?.data).toMatchObject({ fileName: name, bytes: 1 });
	});

	test('and so is what comes as an attachment', async () => {
		const headers = { 'content-type': 'text/html', 'content-disposition': 'attachment' };
		storage.answer = (response) => void response.writeHead(200, headers).end('x');
		expect((await download()).error).toBeUndefined();
	});
});

test('a compressed file that is shorter than its length is an error', async () => {
	const bytes = gzipSync('a file that gets shorter '.repeat(100));
	storage.answer = (response) => {
		const headers = { 'content-encoding': 'gzip', 'content-length': bytes.length };
		response.writeHead(200, headers).write(bytes.subarray(0, -12));
		setImmediate(() => response.destroy());
	};
	expect((await download()).error?.message).toBe('The file did not arrive completely');
});

test.each([
	['its signature', (url: string) => new URL(url).searchParams.get('X-Signature') ?? ''],
	['its signature as it was sent', () => 'SIG%2F0123456789abcdef'],
	['all of it', (url: string) => url],
])('a storage that repeats %s of a link shows nothing of that', async (_what, partOf) => {
	const query = 'X-Signature=SIG%2F0123456789abcdef&X-Credential=AKIA0123456789';
	redirectTo(`/first?${query}`);
	storage.answer = (response, { url = '' }) => {
		// The link that was there before shows neither.
		if (url.startsWith('/first')) return void response.writeHead(302, { location: '/next' }).end();
		const said = partOf(`${storage.url}/first?${query}`);
		response.writeHead(403, { 'content-type': 'application/xml' });
		response.end(`<Error><SignatureProvided>${said}</SignatureProvided></Error>`);
	};
	const { error } = await download();
	expect(error?.message).toBe('The file storage refused the link that Genesys gave');
	expect(JSON.stringify([error?.message, error?.description, error?.context])).not.toMatch(
		/0123456789/,
	);
});
