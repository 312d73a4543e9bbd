import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { IBinaryData, INodeParameters } from 'n8n-workflow';
import { keyCredential, oAuth2Credential, tokenCredential } from '../../harness/genesysCredentials';
import { runNode, type NodeRun } from '../../harness/runNode';
import { withSimulator } from '../../harness/simulator';

const sim = withSimulator();

beforeEach(() => sim.control.exports.setRedirect(null));

const name = 'a b ü.zip';
const size = 300_000;
const storage = () => sim.control.exports.storage;
const run = async (
	resource: string,
	operation: string,
	parameters: INodeParameters,
	more: Partial<NodeRun> = {},
) =>
	await runNode({
		node: 'genesysUserDataManagement',
		parameters: { api: 'udm10', authentication: 'token', resource, operation, ...parameters },
		credentials: tokenCredential(sim),
		...more,
	});
const file = { __rl: true, mode: 'id', value: name };
const download = async (parameters: INodeParameters = {}, more: Partial<NodeRun> = {}) => {
	sim.control.exports.addFile({ name, size });
	const options = { maxRetries: 0 };
	return await run('file', 'download', { file, options, ...parameters }, more);
};
/** What a storage of the test's own answers. */
async function serve(answer: (response: ServerResponse, request: IncomingMessage) => void) {
	const server = createServer((request, response) => answer(response, request));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		close: async () => await new Promise((resolve) => server.close(resolve)),
	};
}
async function fromStorage(options: INodeParameters, answer: Parameters<typeof serve>[0]) {
	const server = await serve(answer);
	sim.control.exports.setRedirect(`${server.url}/x`);
	const result = await download({ options });
	await server.close();
	return result;
}
const digestOf = ({ data }: IBinaryData) =>
	createHash('sha256').update(Buffer.from(data, 'base64')).digest('hex');

describe('a download', () => {
	test.each(['udm10', 'udm4', 'cdds'])(
		'by %s is the file, and shows no credential',
		async (api) => {
			const old = { api, authentication: 'apiKey' };
			const { items, error } =
				api === 'udm10'
					? await download()
					: await download(old, { credentials: keyCredential(sim) });
			expect(error).toBeUndefined();
			const data = items[0].binary?.data as IBinaryData;
			expect(data).toMatchObject({ fileName: name, mimeType: 'application/zip', bytes: size });
			expect(data.directory).toBeUndefined();
			expect(digestOf(data)).toBe(await sim.control.exports.sha256(name));
			expect(items[0].json).toEqual({ fileName: name });
			expect(items[0].pairedItem).toEqual({ item: 0 });
			expect(storage().requests()).toHaveLength(1);
			expect(storage().violations()).toEqual([]);
		},
	);

	test('goes where the field says', async () => {
		const { items } = await download({ outputField: 'archive' });
		expect(Object.keys(items[0].binary ?? {})).toEqual(['archive']);
	});

	test.each([{ truncate: 1000 }, { chunkedTruncate: 1000 }, { truncate: 0 }])(
		'%j is an error, and never a short file',
		async (fault) => {
			storage().addFault({ ...fault, times: 0 });
			const { items, error } = await download();
			expect(error?.message).toBe('The file did not arrive completely');
			expect(items).toEqual([]);
		},
	);

	test('that breaks once is started again with a new link', async () => {
		storage().addFault({ truncate: 1000, times: 1 });
		const { items, error } = await download({ options: { maxRetries: 1 } });
		expect(error).toBeUndefined();
		expect(digestOf(items[0].binary?.data as IBinaryData)).toBe(
			await sim.control.exports.sha256(name),
		);
		expect(storage().requests()).toHaveLength(2);
	});

	test('without a length is taken when it ends as it should', async () => {
		storage().addFault({ noLength: true });
		const { items } = await download();
		expect((items[0].binary?.data as IBinaryData).bytes).toBe(size);
	});

	test('that stands still is given up after the time-out', async () => {
		let close = () => {};
		const closed = new Promise<void>((resolve) => (close = resolve));
		const { error } = await fromStorage({ maxRetries: 0, timeout: 700 }, (response) => {
			response.writeHead(200, { 'content-length': '5000' }).write('x'.repeat(1000));
			response.once('close', close);
		});
		expect(error?.message).toBe('The file did not arrive in time');
		// The connection does not stay open, or this would wait for ever.
		await closed;
	});

	test('is asked for as it is, and taken when it is compressed all the same', async () => {
		const content = 'a file that gets shorter '.repeat(100);
		let accepted: unknown;
		const { items, error } = await fromStorage({ maxRetries: 0 }, (response, request) => {
			accepted = request.headers['accept-encoding'];
			const body = gzipSync(content);
			response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': body.length });
			response.end(body);
		});
		expect(error).toBeUndefined();
		const data = Buffer.from((items[0].binary?.data as IBinaryData).data, 'base64').toString();
		expect(data).toBe(content);
		expect(accepted).toBe('identity');
	});

	test('that is no content at all is an error', async () => {
		const { error } = await fromStorage({ maxRetries: 0 }, (response) => {
			response.writeHead(204).end();
		});
		expect(error?.message).toBe('The file storage sent no file');
	});

	test.each([
		['application/json', '{"status":{"code":7,"message":"Not now"}}', 'did not carry it out'],
		['text/html; charset=utf-8', '<html>Sign in</html>', 'Something other than a Genesys web API'],
	])('answered with %s in place of a redirect is an error', async (type, body, message) => {
		const server = await serve((response) => {
			response.writeHead(200, { 'content-type': type }).end(body);
		});
		const { error } = await run(
			'file',
			'download',
			{ api: 'cdds', authentication: 'apiKey', file, options: { maxRetries: 0 } },
			{ credentials: { genesysApi: { baseUrl: server.url, apiKey: 'k' } } },
		);
		await server.close();
		expect(error?.message).toContain(message);
	});

	test('that goes on slowly is not given up', async () => {
		storage().addFault({ throttle: 150_000 });
		const { error } = await download({ options: { maxRetries: 0, timeout: 1_200 } });
		expect(error).toBeUndefined();
	});

	test.each([403, 404, 500])(
		'answered %i by the storage is an error without the link',
		async (status) => {
			storage().addFault({ status, times: 0 });
			const { error } = await download();
			expect(error).toMatchObject({ httpCode: String(status) });
			expect(error?.message).toContain('file storage');
			expect(JSON.stringify(error)).not.toContain('X-Signature');
			expect(storage().violations()).toEqual([]);
		},
	);

	test.each([
		'file:///etc/passwd',
		'ftp://127.0.0.1/x',
		'http://user:secret-pass@127.0.0.1:1/x',
		'javascript:alert(1)',
		'//',
		'',
	])('to %j is not followed', async (url) => {
		sim.control.exports.setRedirect(url);
		const { error } = await download();
		expect(error?.message).toBeDefined();
		expect(error?.description).toContain('not fetched');
		expect(JSON.stringify(error)).not.toContain('secret-pass');
	});

	test('follows a few redirects of the storage, still without a credential, and not for ever', async () => {
		const link = `${sim.storageUrl}/storage/loop`;
		storage().addFault({ redirect: link, times: 0 });
		const { error } = await download();
		expect(error?.description).toContain('not fetched');
		expect(storage().requests().length).toBeLessThan(8);
		expect(storage().violations()).toEqual([]);
	});

	test('of a file that does not exist says which', async () => {
		const { error } = await run('file', 'download', { file: { ...file, value: 'no.zip' } });
		expect(error).toMatchObject({ httpCode: '404', message: 'Genesys has no file "no.zip"' });
	});

	test('one that fails costs no other', async () => {
		storage().addFault({ name: 'b.zip', truncate: 10, times: 0 });
		for (const one of ['a.zip', 'b.zip', 'c.zip']) {
			sim.control.exports.addFile({ name: one, size: 1000 });
		}
		const { items } = await run(
			'file',
			'download',
			{ file: { ...file, value: '={{ $json.name }}' }, options: { maxRetries: 0 } },
			{
				items: ['a.zip', 'b.zip', 'c.zip'].map((one) => ({ name: one })),
				onError: 'continueRegularOutput',
			},
		);
		expect(items.map(({ json, binary }) => [json.fileName, Boolean(binary)])).toEqual([
			['a.zip', true],
			[undefined, false],
			['c.zip', true],
		]);
	});
});

describe('Download Many', () => {
	const many = async (parameters: INodeParameters, more: Partial<NodeRun> = {}) =>
		await run('file', 'downloadMany', { returnAll: true, ...parameters }, more);
	const add = (one: string, uploadDate?: string) =>
		sim.control.exports.addFile({ name: one, size: 1000, uploadDate });

	test('"view a list of files", "download exported data file": those that pass the filters, by one node', async () => {
		const old = add('old.zip', '2020-01-01T00:00:00.000Z');
		const files = [add('a.zip'), add('b.zip')];
		expect(old.name).toBe('old.zip');
		const { items, error } = await many({ filters: { startDate: '2021-01-01T00:00:00' } });
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json)).toEqual(files);
		for (const { json, binary, pairedItem } of items) {
			const sha256 = await sim.control.exports.sha256(String(json.name));
			expect(digestOf(binary?.data as IBinaryData)).toBe(sha256);
			expect(pairedItem).toEqual({ item: 0 });
		}
		expect(storage().requests()).toHaveLength(2);
	});

	test('no more than Limit', async () => {
		for (let n = 0; n < 5; n++) add(`${n}.zip`);
		const { items } = await many({ returnAll: false, limit: 3 });
		expect(items).toHaveLength(3);
		expect(storage().requests()).toHaveLength(3);
	});

	test('one that cannot be had costs no other', async () => {
		for (const one of ['a.zip', 'b.zip', 'c.zip']) add(one);
		storage().addFault({ name: 'b.zip', truncate: 10, times: 0 });
		const options = { maxRetries: 0 };
		const { items } = await many({ options }, { onError: 'continueRegularOutput' });
		expect(items.map(({ json }) => json.error ?? json.name)).toEqual([
			'a.zip',
			'The file did not arrive completely',
			'c.zip',
		]);
	});
});

test('the storage notices a credential', async () => {
	sim.control.exports.addFile({ name, size: 10 });
	const { items } = await run('file', 'getLinks', { file });
	await fetch(items[0].json.url as string, { headers: { 'x-api-key': sim.apiKey } });
	expect(storage().violations()).toHaveLength(1);
});

describe('links', () => {
	test('of 250 files take three requests; a missing one costs no other', async () => {
		const names = Array.from({ length: 250 }, (_, n) => `file-${n}.zip`);
		for (const one of names) {
			if (one !== 'file-120.zip') sim.control.exports.addFile({ name: one, size: 10 });
		}
		const { items } = await run(
			'file',
			'getLinks',
			{ file: { ...file, value: '={{ $json.name }}' } },
			{ items: names.map((one) => ({ name: one })), onError: 'continueRegularOutput' },
		);
		expect(items.flatMap(({ json }, n) => (json.error ? [n] : []))).toEqual([120]);
		const { url } = items[249].json;
		expect((await (await fetch(url as string)).arrayBuffer()).byteLength).toBe(10);
		const asked = sim.control.requests.list().filter(({ path }) => path.endsWith('/files'));
		// Three groups, and the one with the missing file again without it.
		expect(asked).toHaveLength(4);
	});
});

test('1,000 files are deleted in 10 requests', async () => {
	const names = Array.from({ length: 1000 }, (_, n) => ({ name: `export_${n}.zip` }));
	for (const one of names) sim.control.exports.addFile({ ...one, size: 1 });
	const { items } = await run(
		'file',
		'deleteMany',
		{ file: { ...file, value: '={{ $json.name }}' } },
		{ items: names },
	);
	expect(items).toHaveLength(1000);
	expect(sim.control.exports.files()).toEqual([]);
	const asked = sim.control.requests.list().filter(({ method }) => method === 'DELETE');
	expect(asked.length).toBeLessThanOrEqual(10);
});

describe('a certificate', () => {
	const pem = '-----BEGIN CERTIFICATE-----\r\nü\r\n-----END CERTIFICATE-----\n';
	const binary = [
		{
			data: {
				data: Buffer.from(pem).toString('base64'),
				fileName: 'key.pem',
				mimeType: 'application/x-pem-file',
			},
		},
	];
	const upload = async (more: Partial<NodeRun> & { authentication?: string } = {}) =>
		await run(
			'certificate',
			'upload',
			{ binaryPropertyName: 'data', authentication: more.authentication ?? 'token' },
			{ binary, ...more },
		);

	test('is stored under its name, and then known', async () => {
		const { items, error } = await upload();
		expect(error).toBeUndefined();
		expect(items[0].json).toMatchObject({ fileName: 'key.pem', uploaded: true });
		const { items: known } = await run('certificate', 'get', {});
		expect(known[0].json).toMatchObject({ name: 'key.pem', size: Buffer.byteLength(pem) });
	});

	test.each(['oAuth2', 'token'])(
		'is sent again, complete, after %s was renewed',
		async (authentication) => {
			const credentials =
				authentication === 'oAuth2'
					? await oAuth2Credential(sim)
					: tokenCredential(sim, { sessionToken: 'expired' });
			sim.control.auth.expireTokens();
			const { error } = await upload({ authentication, credentials });
			expect(error).toBeUndefined();
			const { items } = await run('certificate', 'get', {});
			expect(items[0].json).toMatchObject({ size: Buffer.byteLength(pem) });
		},
	);
});
