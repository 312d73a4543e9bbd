import { job, startExports, type Exports } from './helper';

describe('Exports: the control API', () => {
	let it: Exports;
	beforeAll(async () => (it = await startExports()));
	afterAll(async () => await it.sim.close());

	const call = async (method: string, path: string, data?: unknown) => {
		const url = `${it.sim.url}/_simulator/exports${path}`;
		const answer = await it.plain.request({ method, url, data });
		return answer.status === 200 ? answer.data : answer.status;
	};

	test('settings', async () => {
		const before = await call('GET', '/settings');
		expect(before).toEqual({
			...{ runMs: 2_000, startDelayMs: 0, bytesPerFile: 20_000, filesPerMedia: 1 },
			...{
				historyIds: 'own',
				idOffset: 0,
				cronSpeed: 1,
				auto: false,
				linkSeconds: 900,
				leftAs: 'values',
			},
		});
		const changes = { runMs: 50, historyIds: 'job', auto: true, leftAs: 'objects' };
		expect(await call('PUT', '/settings', changes)).toEqual({ ...before, ...changes });
		for (const wrong of [{ runMs: '1' }, { historyIds: 'x' }, { cronSpeed: 0 }, { colour: 1 }]) {
			expect(await call('PUT', '/settings', wrong)).toBe(400);
		}
		expect(await call('PUT', '/settings', before)).toEqual(before);
	});

	test('jobs, runs and time', async () => {
		expect(await call('POST', '/jobs', { ...job(), title: undefined })).toBe(400);
		expect(await call('POST', '/jobs', job())).toMatchObject({ id: 1001 });
		const yearly = { cron: '0 0 1 1 *' };
		expect(await call('POST', '/jobs', job({ schedulerParam: yearly }))).toMatchObject({
			id: 1002,
		});
		expect(await call('POST', '/jobs?createdDate=x', job())).toBe(400);
		expect(await call('POST', '/advance', { ms: 500 })).toEqual({ now: expect.any(String) });
		expect(await call('GET', '/jobs')).toMatchObject([
			{ status: 'RUNNING', progress: 20, definition: job(), nextRunAt: null },
			{ status: 'WAITING', nextRunAt: expect.stringMatching(/-01-01T00:00:00.000Z$/) },
		]);
		expect(await call('POST', '/runs/5001/fail')).toMatchObject({ status: 'FAILED' });
		expect(await call('POST', '/runs/5001/cancel')).toBe(404);
		expect(await call('GET', '/history')).toMatchObject([{ id: 5001, status: 'FAILED' }]);
	});

	test('a job of the past has run in the past', async () => {
		const createdDate = '2020-02-03T04:05:06.000Z';
		const { id } = await call('POST', `/jobs?createdDate=${createdDate}`, job());
		expect((await call('GET', '/history')).at(-1)).toMatchObject({
			...{ parentId: id, status: 'COMPLETED', createdDate },
		});
		expect((await call('GET', '/files')).at(-1)).toMatchObject({
			uploadDate: '2020-02-03T04:05:08.000Z',
		});
		await call('POST', '/reset');
	});

	test('files, redirect and storage', async () => {
		const added = await call('POST', '/files', { name: 'a.zip', size: 3, seed: 1 });
		expect(await call('GET', '/files')).toEqual([added]);
		expect(await call('POST', '/files', { name: 'a.zip', size: 3 })).toBe(400);
		expect(await call('GET', '/files/a.zip/sha256')).toEqual({
			sha256: await it.control.sha256('a.zip'),
		});
		expect(await call('GET', '/files/b.zip/sha256')).toBe(404);
		expect(await call('GET', '/storage')).toEqual({ url: it.sim.storageUrl });

		expect(await call('PUT', '/redirect', { url: 'ftp://x' })).toEqual({ url: 'ftp://x' });
		const download = async () =>
			String((await it.client.get('/udm/v10/files/a.zip')).headers.location);
		expect(await download()).toBe('ftp://x');
		await call('PUT', '/redirect', { url: null });

		expect(await call('POST', '/storage/faults', { colour: 1 })).toBe(400);
		await call('POST', '/storage/faults', { status: 503 });
		expect(await call('GET', '/storage/faults')).toMatchObject([{ status: 503, active: true }]);
		const headers = { 'x-api-key': 'k' };
		expect((await it.plain.get(await download(), { headers })).status).toBe(400);
		expect(await call('GET', '/storage/violations')).toMatchObject([{ violations: ['x-api-key'] }]);
		expect(await call('GET', '/storage/requests')).toHaveLength(1);
		expect(await call('DELETE', '/storage/requests')).toEqual([]);
		expect(await call('DELETE', '/storage/faults')).toEqual([]);
	});

	test.each(['the reset of the exports', 'the reset of everything'])('%s', async (which) => {
		it.control.addJob(job());
		it.control.advance(10_000);
		it.control.setRedirect('http://127.0.0.1:9/');
		it.control.storage.addFault({ status: 500 });
		const form = new FormData();
		form.append('file', new Blob(['x']));
		await it.client.post('/udm/v10/cipher/a.pem', form);
		if (which.endsWith('exports')) await call('POST', '/reset');
		else await it.plain.post(`${it.sim.url}/_simulator/reset`);

		const { accessToken } = it.sim.control.auth.issueToken('agent');
		it.client.defaults.headers.authorization = `Bearer ${accessToken}`;
		for (const path of ['/jobs', '/history', '/files', '/storage/faults', '/storage/requests']) {
			expect(await call('GET', path)).toEqual([]);
		}
		expect((await it.client.get('/udm/v10/cipher')).status).toBe(404);
		const { createdDate, id } = it.control.addJob(job());
		expect(id).toBe(1001);
		expect(Math.abs(Date.parse(createdDate) - Date.now())).toBeLessThan(5_000);
		it.control.advance(2_000);
		expect(it.control.history()).toMatchObject([{ id: 5001 }]);
		const { headers } = await it.client.get(`/udm/v10/files/${it.control.files()[0].name}`);
		expect(headers.location).toMatch(it.sim.storageUrl);
		it.control.reset();
	});
});
