import { createHash } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';
import { job, startExports, type Exports } from './helper';

describe('Exports: files and certificates', () => {
	let it: Exports;
	beforeAll(async () => (it = await startExports()));
	beforeEach(() => {
		it.control.set({ bytesPerFile: 20_000, filesPerMedia: 1, leftAs: 'values' });
		it.control.reset();
	});
	afterAll(async () => await it.sim.close());

	const run = (given = {}) => {
		it.control.addJob(job(given));
		it.control.advance(2_000);
		return it.control.files();
	};
	const download = async (name: string, base = '/udm/v10'): Promise<Buffer> => {
		const { status, headers } = await it.client.get(`${base}/files/${name}`);
		expect(status).toBe(303);
		expect(headers.location).toMatch(it.sim.storageUrl);
		const answer = await it.plain.get(headers.location, { responseType: 'arraybuffer' });
		expect(answer.status).toBe(200);
		return answer.data;
	};
	const records = (zip: Uint8Array) => {
		const [[name, bytes], ...others] = Object.entries(unzipSync(zip));
		expect(others).toEqual([]);
		const lines = strFromU8(bytes).trimEnd().split('\n');
		return { name, size: bytes.length, items: lines.map((line) => JSON.parse(line)) };
	};

	test.each(['/udm/v10', '/udm/v3', '/data-download/v3'])(
		'%s: a real ZIP archive of JSON Lines',
		async (base) => {
			const [file] = run();
			const zip = await download(file.name, base);
			expect(zip).toHaveLength(file.size);
			const { name, size, items } = records(zip);
			expect(name).toBe('UCS_Interactions_email_5001_1.jsonl');
			expect(size).toBeGreaterThan(19_000);
			expect(size).toBeLessThanOrEqual(20_000);
			for (const item of items) {
				expect(item).toEqual({
					...{ interactionId: expect.any(String), mediaType: 'email' },
					...{ startDate: expect.any(String), endDate: expect.any(String) },
					...{ agent: expect.stringMatching(/^agent/), subject: expect.any(String) },
					contact: expect.objectContaining({ emailAddress: expect.stringContaining('@') }),
				});
			}
			expect(it.control.storage.violations()).toEqual([]);
		},
	);

	test('the same each time, others for another run; dates in the timeframe; attachments', async () => {
		const jobParams = { type: 'Interactions', media: ['chat'], exportAttachments: true };
		const timeFrame = { dateFrom: '2024-03-01T00:00:00+01:00', dateTo: '2024-03-02' };
		run({ jobParams, timeFrame });
		const [first, second] = run({ jobParams, timeFrame });
		const bytes = await download(first.name);
		expect((await download(first.name)).equals(bytes)).toBe(true);
		expect(await it.control.sha256(first.name)).toBe(
			createHash('sha256').update(bytes).digest('hex'),
		);
		const { items } = records(bytes);
		expect(records(await download(second.name)).items[0]).not.toEqual(items[0]);
		for (const { startDate, attachments } of items) {
			expect(startDate >= '2024-02-29T23:00' && startDate <= '2024-03-02T00:00').toBe(true);
			expect(attachments).toMatchObject([{ name: expect.stringMatching(/\.txt$/) }]);
		}
	});

	test.each([
		[{ dateFrom: '2024-03-01' }, '2024-03-01', '2025-03-02'],
		[{ dateTo: '2024-03-01' }, '2023-03-01', '2024-03-02'],
	])('a timeframe that is open on one side: %j', async (timeFrame, from, to) => {
		const [file] = run({ timeFrame });
		const { items } = records(await download(file.name));
		expect(items.length).toBeGreaterThan(1);
		for (const { startDate } of items) expect(startDate >= from && startDate < to).toBe(true);
		expect(it.control.history()[0]).toMatchObject({ dateFrom: '', dateTo: '', ...timeFrame });
	});

	test('files for each medium; all enabled ones when none is named; contacts', async () => {
		it.control.set({ filesPerMedia: 2, bytesPerFile: 500 });
		expect(run({ jobParams: { type: 'Interactions', media: ['email', 'chat'] } })).toHaveLength(4);
		it.control.reset();
		it.control.set({ filesPerMedia: 1 });
		const media = run({ jobParams: { type: 'Interactions', media: [] } }).map((file) => file.media);
		expect(media).toEqual(['chat', 'email', 'voice', 'sms', 'workitem']);
		const [file] = run({ jobParams: { type: 'Contacts', media: ['contact'] } }).slice(-1);
		expect(records(await download(file.name)).items[0]).toHaveProperty('contactId');
	});

	test.each([
		['10 MB', 1],
		['10KB', 2],
		['4096', 5],
		['0.5gb', 1],
	])('split at %s: %i files', (fileSplitSize, count) => {
		const files = run({ jobParams: { type: 'Interactions', media: ['email'], fileSplitSize } });
		expect(files).toHaveLength(count);
		expect(it.control.history()[0]).toMatchObject({
			fileName: files.map(({ name }) => name).join(','),
			fileSize: files.reduce((sum, { size }) => sum + size, 0),
		});
	});

	test('links: one is an object, several an array; 404 names the missing; at most 100', async () => {
		it.control.addFile({ name: 'a.zip', size: 10 });
		it.control.addFile({ name: 'ü b.zip', size: 10 });
		const presign = async (filename?: string) => {
			const { status, data } = await it.client.get('/udm/v10/files', { params: { filename } });
			return { status, data };
		};
		const one = await presign('a.zip');
		expect(one).toMatchObject({ status: 200, data: { path: expect.stringContaining('/a.zip?') } });
		const { data } = await presign('a.zip,ü b.zip');
		expect(data).toHaveLength(2);
		for (const { path } of data) expect((await it.plain.get(path)).status).toBe(200);
		expect(await presign('x.zip,a.zip,y.zip')).toEqual({
			status: 404,
			data: [{ path: 'x.zip' }, { path: 'y.zip' }],
		});
		const names = Array.from({ length: 101 }, () => 'a.zip');
		expect((await presign(names.slice(1).join(','))).status).toBe(200);
		expect((await presign(names.join(','))).status).toBe(400);
		expect((await presign()).status).toBe(400);
		expect((await it.client.get('/udm/v10/files/x.zip')).status).toBe(404);
	});

	test('delete: one, many, and what is left', async () => {
		for (const name of ['a', 'b', 'c', 'd', 'e']) it.control.addFile({ name, size: 1 });
		const remove = async (filename: string) => {
			const { status, data } = await it.client.delete('/udm/v3/files', { params: { filename } });
			return [status, data];
		};
		expect((await it.client.delete('/udm/v10/files/a')).status).toBe(204);
		expect((await it.client.delete('/udm/v10/files/a')).status).toBe(404);
		expect(await remove('b,c')).toEqual([204, '']);
		expect(await remove('a,d')).toEqual([500, ['a']]);
		it.control.set({ leftAs: 'objects' });
		expect(await remove('a,e')).toEqual([500, [{ path: 'a' }]]);
		expect(it.control.files()).toEqual([]);
	});

	test('an added file belongs to a run, and says what it is told', async () => {
		run();
		const given = { name: 'big.zip', size: 5, historyId: 5001, media: 'chat' };
		expect(it.control.addFile(given)).toMatchObject({
			...{ name: 'big.zip', size: 5, historyId: 5001, jobId: 1001, jobTitle: 'Nightly' },
			...{ type: 'Interactions', source: 'UCS', media: 'chat' },
		});
		expect(it.control.history()[0].fileName).toMatch(/,big\.zip$/);
		expect(() => it.control.addFile(given)).toThrow('Invalid request');
		expect(() => it.control.addFile({ name: 'a,b', size: 1 })).toThrow('Invalid request');
	});

	test.each(['/udm/v10', '/udm/v3', '/data-download/v3'])('%s: certificate', async (base) => {
		expect((await it.client.get(`${base}/cipher`)).status).toBe(404);
		const upload = async (field: string, text: string) => {
			const form = new FormData();
			form.append(field, new Blob([text]), 'local.pem');
			return await it.client.post(`${base}/cipher/my%20cert.pem`, form);
		};
		const { status, data } = await upload('file', '-----BEGIN CERTIFICATE-----');
		expect([status, typeof data]).toEqual([201, 'string']);
		expect((await it.client.get(`${base}/cipher`)).data).toEqual({
			...{ ccid: expect.any(String), name: 'my cert.pem', size: 27 },
			lastModified: expect.stringMatching(/Z$/),
		});
		expect((await upload('certificate', 'x')).status).toBe(400);
		expect((await upload('file', '')).status).toBe(400);
		const post = async (body: unknown, type: string) =>
			(await it.client.post(`${base}/cipher/a.pem`, body, { headers: { 'content-type': type } }))
				.status;
		expect(await post({ file: 'x' }, 'application/json')).toBe(400);
		expect(await post('nonsense', 'multipart/form-data; boundary=x')).toBe(400);
		expect(await post('nonsense', 'multipart/form-data')).toBe(400);
		expect((await it.client.get(`${base}/cipher`)).data.name).toBe('my cert.pem');
	});
});
