import { job, jobV4, ROWS, startExports, type Exports } from './helper';

describe('Exports: access, definitions, differences between versions', () => {
	let it: Exports;
	beforeAll(async () => (it = await startExports()));
	beforeEach(() => it.control.reset());
	afterAll(async () => await it.sim.close());

	test('80 rows, and each of them exists', async () => {
		expect(ROWS).toHaveLength(80);
		for (const [method, url] of ROWS) {
			const { status, data } = await it.client.request({ method, url });
			expect({ method, url, status, ours: status !== 404 || data.status?.code === 404 }).toEqual({
				...{ method, url, status, ours: true },
			});
		}
	});

	test('all of them want the key', async () => {
		for (const [method, url] of ROWS) {
			const { status, data } = await it.plain.request({ method, url: it.sim.url + url });
			expect([url, status, data]).toEqual([url, 403, { message: 'Forbidden' }]);
		}
	});

	test('v10 wants a token but for its version, the others only check one that is sent', async () => {
		for (const [method, url] of ROWS) {
			const { status } = await it.keyOnly.request({ method, url });
			const wanted = url.startsWith('/udm/v10') && url !== '/udm/v10/version';
			expect([url, status === 401]).toEqual([url, wanted]);
			const headers = { authorization: 'Bearer nonsense' };
			expect((await it.keyOnly.request({ method, url, headers })).status).toBe(401);
		}
	});

	test.each([
		['nothing that says when', { schedulerParam: {} }],
		['a cron that is none', { schedulerParam: { cron: 'every night' } }],
		['runs that are no number', { schedulerParam: { cron: '0 0 * * *', runs: 'few' } }],
		['a start date that is none', { schedulerParam: { startDate: 'tomorrow' } }],
		['a time without a zone', { schedulerParam: { startDate: '2026-01-01T10:00:00' } }],
		['a timeframe without a date', { timeFrame: { all: false } }],
		['a date that is none', { timeFrame: { dateTo: 'yesterday' } }],
		[
			'a timeframe that runs backwards',
			{ timeFrame: { dateFrom: '2026-02-01', dateTo: '2026-01-01' } },
		],
		['an unknown source', { source: 'Attic' }],
		['a type of another source', { jobParams: { type: 'Messages', media: [] } }],
		['an unknown medium', { jobParams: { type: 'Interactions', media: ['pigeon'] } }],
		['a medium that is not enabled', { jobParams: { type: 'Interactions', media: ['callback'] } }],
		['a split size that is none', { jobParams: { ...job().jobParams, fileSplitSize: 'big' } }],
		['a split size of nothing', { jobParams: { ...job().jobParams, fileSplitSize: '0MB' } }],
		['an unknown kind of job', { type: 'Other' }],
		['suspended as text', { suspended: 'false' }],
		['fileSplitSize outside of jobParams', { fileSplitSize: '1MB' }],
		['a member too many', { colour: 'red' } as object],
		['no title', { title: undefined }],
		['no media', { jobParams: { type: 'Interactions' } as never }],
	])('v10 refuses %s', async (_what, given) => {
		const { status, data } = await it.client.post('/udm/v10/export/jobs', job(given));
		expect(status).toBe(400);
		expect(data.status).toMatchObject({ code: 400, message: expect.any(String) });
		expect(it.control.jobs()).toEqual([]);
	});

	test.each(['/udm/v4', '/data-download/v4'])('%s differs from v10', async (base) => {
		const create = async (body: object) => await it.keyOnly.post(`${base}/export/jobs`, body);
		expect((await create(jobV4({ suspended: false }))).status).toBe(400);
		expect((await create({ ...jobV4(), type: 'UCS' })).status).toBe(400);
		const attachments = { ...job().jobParams, exportAttachments: true };
		expect((await create(jobV4({ jobParams: attachments }))).status).toBe(400);

		const { status, data } = await create(jobV4({ fileSplitSize: '3KB', suspended: 'true' }));
		expect(status).toBe(202);
		expect(data).toEqual({
			...{ id: 1001, type: 'Interactions', source: 'UCS', title: 'Nightly' },
			...{ fileSplitSize: '3KB', fileName: '', fileSize: 0, status: 'SUSPENDED' },
			...{ createdDate: expect.stringMatching(/Z$/), dateFrom: '', dateTo: '' },
			...{ description: '', media: ['email'], progress: 0, parentId: 0 },
		});
		const withType = await it.keyOnly.put(`${base}/export/jobs/1001`, {
			...jobV4({ title: 'New' }),
			type: 'UCS',
		});
		const without = await it.keyOnly.put(`${base}/export/jobs/1001`, jobV4({ title: 'New' }));
		const udm = base === '/udm/v4';
		expect([withType.status, without.status]).toEqual(udm ? [200, 400] : [400, 200]);
	});

	test('a job by its id: createdAt in v10, the definition in UDM v4, JobInfo in CDDS v4', async () => {
		await it.client.post('/udm/v10/export/jobs', job({ suspended: true }));
		const read = async (base: string) => (await it.client.get(`${base}/export/jobs/1001`)).data;
		const v10 = await read('/udm/v10');
		expect(v10).toMatchObject({
			id: 1001,
			exportAttachments: false,
			createdAt: expect.any(String),
		});
		expect(v10).not.toHaveProperty('createdDate');
		const cdds = await read('/data-download/v4');
		expect(cdds).toMatchObject({ id: 1001, createdDate: v10.createdAt });
		expect(cdds).not.toHaveProperty('exportAttachments');
		expect(await read('/udm/v4')).toEqual({
			...{ id: 1001, source: 'UCS', title: 'Nightly', timeFrame: { all: true } },
			schedulerParam: { immediately: true },
			...{ jobParams: job().jobParams, suspended: 'true' },
		});
	});

	test('suspend and resume answer the job, in UDM v4 a status', async () => {
		await it.client.post('/udm/v10/export/jobs', job({ schedulerParam: { cron: '0 0 * * *' } }));
		const act = async (base: string, action: string) =>
			await it.client.post(`${base}/export/jobs/${action}/1001`);
		const envelope = { status: { code: 0, detail: {}, message: 'successful' } };
		expect((await act('/udm/v4', 'suspend')).data).toEqual(envelope);
		expect((await act('/udm/v4', 'suspend')).status).toBe(400);
		expect((await act('/udm/v4', 'resume')).data).toEqual(envelope);
		expect((await act('/udm/v10', 'suspend')).data).toMatchObject({
			id: 1001,
			status: 'SUSPENDED',
		});
		expect((await act('/data-download/v4', 'resume')).data).toMatchObject({ status: 'WAITING' });
		expect((await act('/udm/v10', 'resume')).status).toBe(400);
		for (const action of ['suspend', 'resume', 'cancel']) {
			expect((await it.client.post(`/udm/v10/export/jobs/${action}/7`)).status).toBe(404);
		}
	});

	test('update: v10 only before the first run, the others whenever it does not run', async () => {
		const hourly = { cron: '0 * * * *' };
		await it.client.post('/udm/v10/export/jobs', job({ schedulerParam: hourly }));
		const v10 = async (title: string) =>
			await it.client.put('/udm/v10/export/jobs/1001', job({ title, schedulerParam: hourly }));
		const cdds = async (title: string) =>
			await it.client.put(
				'/data-download/v4/export/jobs/1001',
				jobV4({ title, schedulerParam: hourly }),
			);
		expect((await v10('Before')).data.title).toBe('Before');
		it.control.advance(Date.parse(it.control.jobs()[0].nextRunAt as string) - Date.now());
		while (it.control.jobs()[0].status !== 'RUNNING') it.control.advance(500);
		expect([(await v10('x')).status, (await cdds('x')).status]).toEqual([400, 400]);
		it.control.advance(3_000);
		expect(it.control.history()).toMatchObject([{ status: 'COMPLETED', title: 'Before' }]);
		expect([(await v10('x')).status, (await cdds('After')).status]).toEqual([400, 200]);
		expect((await it.client.put('/udm/v10/export/jobs/9', job())).status).toBe(404);
	});

	test('dictionaries, versions, attributes and labels', async () => {
		const get = async (path: string) => await it.client.get(path);
		for (const base of ['/udm/v10', '/udm/v3', '/data-download/v3']) {
			expect((await get(`${base}/data/job-statuses`)).data).toContainEqual({
				...{ label: 'Completed', value: 'COMPLETED' },
			});
			const ucs = { label: 'Universal Contact Server', value: 'UCS' };
			expect((await get(`${base}/data/sources`)).data).toContainEqual(ucs);
			expect((await get(`${base}/data/types?source=DigitalChannels`)).data).toEqual([
				{ name: 'Messages', source: 'DigitalChannels' },
			]);
			expect((await get(`${base}/data/types?source=x`)).status).toBe(204);
			expect((await get(`${base}/data/sub-types?source=UCS&dataType=Contacts`)).data).toEqual([
				{
					...{ name: 'contact', displayName: 'Contact', source: 'UCS' },
					...{ dataType: 'Contacts', enabled: true },
				},
			]);
			expect((await get(`${base}/version`)).data).toEqual({
				...{ version: expect.any(String), buildNumber: expect.any(String) },
				...{ changeset: expect.any(String), name: expect.any(String) },
			});
		}
		const attributes = await get('/udm/v10/data/attributes?entities=contact');
		expect(Object.keys(attributes.data)).toEqual(['contact']);
		expect((await get('/udm/v10/resources/labels')).data['job.status.FAILED']).toBe('Failed');
	});
});
