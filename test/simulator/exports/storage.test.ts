import { createHash } from 'node:crypto';
import { get, type IncomingHttpHeaders } from 'node:http';
import { until } from '../helper';
import { startExports, type Exports } from './helper';

interface Download {
	status: number | undefined;
	headers: IncomingHttpHeaders;
	bytes: number;
	sha256: string;
	/** Whether the answer ended as it should. */
	complete: boolean;
}

/** As it comes over the wire, cut off or not. */
async function fetchAll(url: string, headers = {}): Promise<Download> {
	return await new Promise((resolve, reject) => {
		const request = get(url, { headers, agent: false }, (response) => {
			const hash = createHash('sha256');
			let bytes = 0;
			response.on('data', (chunk: Buffer) => {
				bytes += chunk.length;
				hash.update(chunk);
			});
			response.on('error', () => undefined);
			response.on('close', () =>
				resolve({
					...{ status: response.statusCode, headers: response.headers, bytes },
					...{ sha256: hash.digest('hex'), complete: response.complete },
				}),
			);
		});
		request.on('error', reject);
	});
}

describe('Exports: the storage', () => {
	let it: Exports;
	beforeAll(async () => (it = await startExports()));
	beforeEach(() => {
		it.control.reset();
		it.control.addFile({ name: 'f.zip', size: 200_000, seed: 7 });
	});
	afterAll(async () => await it.sim.close());

	const link = async () => String((await it.client.get('/udm/v10/files/f.zip')).headers.location);

	test('another port; type, length and ETag; the bytes are those of sha256', async () => {
		expect(it.sim.storageUrl).not.toBe(it.sim.url);
		const answer = await fetchAll(await link());
		expect(answer).toMatchObject({ status: 200, bytes: 200_000, complete: true });
		expect(answer.headers).toMatchObject({
			...{ 'content-type': 'application/zip', 'content-length': '200000' },
			etag: expect.stringMatching(/^".+"$/),
		});
		expect(answer.sha256).toBe(await it.control.sha256('f.zip'));
		expect(it.control.storage.requests()).toMatchObject([
			{ method: 'GET', name: 'f.zip', status: 200, bytesSent: 200_000, complete: true },
		]);
	});

	test.each(['x-api-key', 'x-hub-signature', 'authorization', 'cookie', 'proxy-authorization'])(
		'a request with %s is refused and remembered',
		async (header) => {
			expect((await fetchAll(await link())).status).toBe(200);
			expect(it.control.storage.violations()).toEqual([]);
			expect((await fetchAll(await link(), { [header]: 'secret' })).status).toBe(400);
			expect(it.control.storage.violations()).toMatchObject([
				{ name: 'f.zip', status: 400, violations: [header], bytesSent: 0 },
			]);
		},
	);

	test('a link that was changed, is of another file or too old is 403; a deleted file 404', async () => {
		const url = await link();
		const changed = [
			url.replace(/Signature=../, 'Signature=00'),
			url.replace(/Expires=\d/, 'Expires=9'),
			url.replace('f.zip', 'g.zip'),
			url.replace(/\?.*/, ''),
		];
		for (const one of changed) expect((await fetchAll(one)).status).toBe(403);
		expect((await it.plain.post(url)).status).toBe(405);
		it.control.advance(899_000);
		expect((await fetchAll(url)).status).toBe(200);
		it.control.advance(2_000);
		expect((await fetchAll(url)).status).toBe(403);
		const fresh = await link();
		await it.client.delete('/udm/v10/files/f.zip');
		expect((await fetchAll(fresh)).status).toBe(404);
	});

	test('HEAD and ranges', async () => {
		const url = await link();
		const head = await it.plain.head(url);
		expect([head.status, head.headers['content-length']]).toEqual([200, '200000']);
		const get = async (range: string) =>
			await it.plain.get(url, { headers: { range }, responseType: 'arraybuffer' });
		const { data: all } = await get('bytes=0-');
		const part = await get('bytes=70001-150003');
		expect(part.status).toBe(206);
		expect(part.headers['content-range']).toBe('bytes 70001-150003/200000');
		expect(part.data.equals(all.subarray(70_001, 150_004))).toBe(true);
		expect((await get('bytes=-5')).data.equals(all.subarray(-5))).toBe(true);
		expect((await get('bytes=200000-')).status).toBe(416);
	});

	test('truncate announces all and sends a part', async () => {
		it.control.storage.addFault({ truncate: 100_001 });
		const answer = await fetchAll(await link());
		expect(answer).toMatchObject({ status: 200, bytes: 100_001, complete: false });
		expect(answer.headers['content-length']).toBe('200000');
		expect(it.control.storage.requests()).toMatchObject([{ complete: false, bytesSent: 100_001 }]);
		expect(await fetchAll(await link())).toMatchObject({ bytes: 200_000, complete: true });
	});

	test('chunkedTruncate announces nothing, and has no end', async () => {
		it.control.storage.addFault({ chunkedTruncate: 70_000 });
		const answer = await fetchAll(await link());
		expect(answer).toMatchObject({ status: 200, bytes: 70_000, complete: false });
		expect(answer.headers).not.toHaveProperty('content-length');
		expect(answer.headers['transfer-encoding']).toBe('chunked');
	});

	test('noLength is whole', async () => {
		it.control.storage.addFault({ noLength: true });
		const answer = await fetchAll(await link());
		expect(answer).toMatchObject({ bytes: 200_000, complete: true });
		expect(answer.headers).not.toHaveProperty('content-length');
	});

	test('status, redirect, and how often; a fault of another file is none', async () => {
		const { storage } = it.control;
		storage.addFault({ name: 'other.zip', status: 500, times: 0 });
		storage.addFault({ status: 503, times: 2 });
		storage.addFault({ redirect: 'http://127.0.0.1:9/elsewhere' });
		const answers = [];
		for (let i = 0; i < 4; i++) answers.push(await fetchAll(await link()));
		expect(answers.map(({ status }) => status)).toEqual([503, 503, 302, 200]);
		expect(answers[2].headers.location).toBe('http://127.0.0.1:9/elsewhere');
		expect(storage.faults()).toMatchObject([
			{ applied: 0, active: true },
			{ applied: 2, active: false },
			{ applied: 1, active: false },
		]);
		storage.clearFaults();
		expect(storage.faults()).toEqual([]);
	});

	test.each([{ latencyMs: 1_000 }, { throttle: 200_000 }])(
		'%j takes time: a later request without it is done first',
		async (fault) => {
			const { storage } = it.control;
			storage.addFault(fault);
			const url = await link();
			const slow = fetchAll(url);
			await until(() => storage.requests().length === 1);
			expect((await fetchAll(url)).complete).toBe(true);
			expect(storage.requests().map(({ complete }) => complete)).toEqual([false, true]);
			expect(await slow).toMatchObject({ bytes: 200_000, complete: true });
		},
	);

	test.each(['file:///etc/passwd', 'http://user:pass@127.0.0.1:9/x', '/relative', ''])(
		'a redirect of one’s own: %j',
		async (url) => {
			it.control.setRedirect(url);
			expect(await link()).toBe(url);
			const { data } = await it.client.get('/udm/v3/files?filename=f.zip');
			expect(data).toEqual({ path: url });
			it.control.setRedirect(null);
			expect((await fetchAll(await link())).status).toBe(200);
		},
	);

	test('256 MiB without the memory for it', async () => {
		it.control.addFile({ name: 'big.zip', size: 256 * 1024 ** 2 });
		const { headers } = await it.client.get('/udm/v10/files/big.zip');
		const before = process.memoryUsage();
		const { bytes, sha256 } = await fetchAll(String(headers.location));
		const after = process.memoryUsage();
		expect(bytes).toBe(256 * 1024 ** 2);
		expect(sha256).toBe(await it.control.sha256('big.zip'));
		expect(after.heapUsed + after.external - before.heapUsed - before.external).toBeLessThan(
			100 * 1024 ** 2,
		);
	});

	test('a client that goes away, and one that is still reading when all stops', async () => {
		const other = await startExports();
		other.control.addFile({ name: 'big.zip', size: 1024 ** 3 });
		const { headers } = await other.client.get('/udm/v10/files/big.zip');
		const reading = async () =>
			await new Promise<{ destroy(): void }>((resolve) => {
				get(String(headers.location), { agent: false }, (response) => {
					response.on('error', () => undefined);
					response.once('readable', () => resolve(response));
				}).on('error', () => undefined);
			});
		(await reading()).destroy();
		await reading();
		await other.sim.close();
		expect(other.control.storage.requests()).toMatchObject([
			{ complete: false },
			{ complete: false },
		]);
	});
});
