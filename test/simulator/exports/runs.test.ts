import { ExportsService } from '../../../simulator/exports/service';
import { exportsConfig } from '../../../simulator/exports/options';
import { seededRandom } from '../../../simulator/core/random';
import { until } from '../helper';
import { job, startExports, type Exports } from './helper';

const HISTORY = '/udm/v10/export/history';
const JOBS = '/udm/v10/export/jobs';

describe('Exports: jobs run', () => {
	let it: Exports;
	beforeAll(async () => (it = await startExports()));
	beforeEach(() => {
		it.control.set({ historyIds: 'own', startDelayMs: 0, cronSpeed: 1, leftAs: 'values' });
		it.control.reset();
	});
	afterAll(async () => await it.sim.close());

	const create = async (given = {}) => (await it.client.post(JOBS, job(given))).data;
	const progress = async (id: number) => (await it.client.get(`${HISTORY}/${id}/progress`)).data;

	test('accepted, running in steps, complete, with files and a record of its own', async () => {
		expect(await create()).toMatchObject({ id: 1001, status: 'WAITING', progress: 0 });
		const seen: unknown[] = [await progress(5001)];
		for (let i = 0; i < 4; i++) {
			it.control.advance(500);
			seen.push(await progress(5001));
		}
		const steps = [0, 20, 50, 70];
		expect(seen).toEqual([
			...steps.map((step) => ({ progress: step, status: 'RUNNING' })),
			{ progress: 100, status: 'COMPLETED' },
		]);
		const { data: record } = await it.client.get(`${HISTORY}/5001`);
		expect(record).toMatchObject({
			...{ id: 5001, parentId: 1001, status: 'COMPLETED', title: 'Nightly' },
			...{ fileName: 'UCS_Interactions_email_5001_1.zip', exportAttachments: false },
		});
		expect(record.fileSize).toBe(it.control.files()[0].size);
		const { data } = await it.client.get(`${JOBS}/1001`);
		expect(data).toMatchObject({ status: 'COMPLETED', parentId: 0, fileName: record.fileName });
	});

	test('historyIds "job": the record of an immediate job has the id of the job', async () => {
		it.control.set({ historyIds: 'job' });
		await create();
		await create({ schedulerParam: { startDate: '2020-01-01' } });
		it.control.advance(0);
		expect(it.control.history()).toMatchObject([
			{ id: 1001, parentId: 1001 },
			{ id: 5001, parentId: 1002 },
		]);
	});

	test('idOffset is added to the ids of jobs and records', async () => {
		it.control.set({ idOffset: 70 });
		await create();
		it.control.set({ idOffset: 0 });
		expect(it.control.history()).toMatchObject([{ id: 5071, parentId: 1071 }]);
		expect((await it.client.get(`${JOBS}/1071`)).status).toBe(200);
	});

	test('a start can be delayed; nothing has run before', async () => {
		it.control.set({ startDelayMs: 1_000 });
		await create();
		it.control.advance(999);
		expect((await it.client.get(HISTORY)).status).toBe(204);
		it.control.advance(1);
		expect(it.control.history()).toMatchObject([{ status: 'RUNNING' }]);
	});

	test('cancelled: run and job, and nothing more happens; a finished job is refused', async () => {
		await create({ schedulerParam: { immediately: true, cron: '* * * * *' } });
		it.control.advance(1_000);
		expect(await it.client.post(`${JOBS}/cancel/1001`)).toMatchObject({ status: 200, data: '' });
		expect(await progress(5001)).toEqual({ progress: 50, status: 'CANCELLED' });
		it.control.advance(3_600_000);
		expect(it.control.jobs()).toMatchObject([{ status: 'CANCELLED', nextRunAt: null }]);
		expect(it.control.history()).toHaveLength(1);
		expect(it.control.files()).toEqual([]);
		expect((await it.client.post(`${JOBS}/cancel/1001`)).status).toBe(400);
	});

	test('suspended: the run stands still, and goes on where it was', async () => {
		await create();
		it.control.advance(1_000);
		await it.client.post(`${JOBS}/suspend/1001`);
		it.control.advance(60_000);
		expect(await progress(5001)).toEqual({ progress: 50, status: 'SUSPENDED' });
		expect((await it.client.delete(`${JOBS}/1001`)).status).toBe(400);
		await it.client.post(`${JOBS}/resume/1001`);
		it.control.advance(500);
		expect(await progress(5001)).toEqual({ progress: 70, status: 'RUNNING' });
		it.control.advance(500);
		expect(await progress(5001)).toEqual({ progress: 100, status: 'COMPLETED' });
	});

	test('created suspended, a job does not run until it is resumed', async () => {
		expect(await create({ suspended: true })).toMatchObject({ status: 'SUSPENDED' });
		it.control.advance(60_000);
		expect(it.control.history()).toEqual([]);
		await it.client.post(`${JOBS}/resume/1001`);
		it.control.advance(2_000);
		expect(it.control.jobs()).toMatchObject([{ status: 'COMPLETED' }]);
	});

	test('runs that fail, or are cancelled elsewhere', async () => {
		await create({ schedulerParam: { immediately: true, cron: '0 * * * *', runs: '2' } });
		it.control.advance(100);
		expect(it.control.failRun(1001)).toMatchObject({ id: 5001, status: 'FAILED' });
		expect(() => it.control.failRun(1001)).toThrow('Not found');
		expect(it.control.jobs()).toMatchObject([{ status: 'WAITING' }]);
		it.control.advance(3_600_000);
		await create();
		it.control.advance(100);
		expect(it.control.cancelRun(5003)).toMatchObject({ parentId: 1002, status: 'CANCELLED' });
		expect(it.control.history().map(({ status }) => status)).toEqual([
			...['FAILED', 'COMPLETED', 'CANCELLED'],
		]);
		expect(it.control.files().map(({ historyId }) => historyId)).toEqual([5002]);
	});

	test('a run in progress and its job cannot be deleted', async () => {
		await create();
		it.control.advance(100);
		expect((await it.client.delete(`${JOBS}/1001`)).status).toBe(400);
		expect((await it.client.delete(`${HISTORY}/5001`)).status).toBe(400);
		it.control.advance(2_000);
		expect((await it.client.delete(`${HISTORY}/5001`)).status).toBe(204);
		expect((await it.client.delete(`${JOBS}/1001`)).status).toBe(204);
		expect((await it.client.delete(`${JOBS}/1001`)).status).toBe(400);
		expect((await it.client.get(`${JOBS}/1001`)).status).toBe(404);
		expect((await it.client.get(`${HISTORY}/5001`)).status).toBe(404);
		expect((await it.client.get(`${HISTORY}/5001/progress`)).status).toBe(400);
		expect(it.control.files()).toHaveLength(1);
	});

	test('bulk delete: 204, or 500 with what is left; ids that are none are 400', async () => {
		for (let i = 0; i < 4; i++) await create();
		it.control.advance(2_000);
		await create();
		it.control.advance(0);
		const remove = async (url: string, jobIDs?: string) => {
			const { status, data } = await it.client.delete(url, { params: { jobIDs } });
			return [status, data];
		};
		expect(await remove(JOBS, '1001,1002')).toEqual([204, '']);
		expect(await remove(JOBS, '1003,1005,77')).toEqual([500, [1005, 77]]);
		expect(it.control.jobs().map(({ id }) => id)).toEqual([1004, 1005]);
		expect(await remove(HISTORY, '5001,5005')).toEqual([500, [5005]]);
		it.control.set({ leftAs: 'objects' });
		expect(await remove(HISTORY, '5002,5005')).toEqual([500, [{ id: 5005 }]]);
		expect((await remove(JOBS, '1004,x'))[0]).toBe(400);
		expect((await remove(JOBS))[0]).toBe(400);
		expect(it.control.jobs()).toHaveLength(2);
	});

	describe('schedules', () => {
		const at = (iso: string) => it.control.advance(Date.parse(iso) - now());
		const now = () => {
			const { createdDate } = it.control.addJob(job({ suspended: true, title: 'clock' }));
			return Date.parse(createdDate);
		};
		const runsOf = (title: string) =>
			it.control
				.history()
				.filter((record) => record.title === title)
				.map(({ createdDate }) => createdDate);

		test('a cron from a start date, as often as told', async () => {
			await create({ schedulerParam: { cron: '30 2 * * *', runs: '3', startDate: '2040-01-10' } });
			at('2040-01-09T23:00:00Z');
			expect(runsOf('Nightly')).toEqual([]);
			expect(it.control.jobs()[0].nextRunAt).toBe('2040-01-10T02:30:00.000Z');
			at('2040-02-01T00:00:00Z');
			const days = ['10', '11', '12'];
			expect(runsOf('Nightly')).toEqual(days.map((day) => `2040-01-${day}T02:30:00.000Z`));
			expect(it.control.jobs()[0]).toMatchObject({ status: 'COMPLETED', nextRunAt: null });
			expect(it.control.files().map(({ uploadDate }) => uploadDate)).toEqual(
				days.map((day) => `2040-01-${day}T02:30:02.000Z`),
			);
		});

		test('a date alone is one run', async () => {
			await create({ schedulerParam: { startDate: '2041-05-01T08:00:00+02:00' } });
			at('2041-06-01T00:00:00Z');
			expect(runsOf('Nightly')).toEqual(['2041-05-01T06:00:00.000Z']);
		});

		test('what falls into a pause, or into a run that is under way, is left out', async () => {
			at('2042-01-01T00:00:00Z');
			await create({ schedulerParam: { cron: '*/1 * * * * *' } });
			at('2042-01-01T00:00:06.500Z');
			const seconds = ['01', '03', '05'];
			expect(runsOf('Nightly')).toEqual(seconds.map((s) => `2042-01-01T00:00:${s}.000Z`));
			at('2042-01-01T00:00:10.500Z');
			await it.client.post(`${JOBS}/suspend/${it.control.jobs()[1].id}`);
			at('2042-01-01T01:00:00Z');
			expect(runsOf('Nightly')).toHaveLength(5);
		});

		test('cronSpeed lets the runs follow each other faster', async () => {
			it.control.set({ cronSpeed: 360 });
			at('2043-01-01T00:30:00Z');
			await create({ schedulerParam: { cron: '0 * * * *' } });
			at('2043-01-01T00:30:26Z');
			expect(runsOf('Nightly')).toEqual([
				...['2043-01-01T00:30:05.000Z', '2043-01-01T00:30:15.000Z', '2043-01-01T00:30:25.000Z'],
			]);
		});
	});

	test('with auto, all of it happens by itself', async () => {
		const { sim, control } = await startExports({ auto: true, runMs: 100, cronSpeed: 60 });
		const finished = async (count: number) => {
			await until(() => control.files().length >= count);
		};
		control.addJob(job());
		await finished(1);
		control.addJob(job({ schedulerParam: { cron: '* * * * *', runs: '2' } }));
		await finished(3);
		expect(control.jobs()).toMatchObject([{ status: 'COMPLETED' }, { status: 'COMPLETED' }]);
		await sim.close();
	});

	test('with auto, a run ends also when nobody asks', async () => {
		const settings = exportsConfig({ runMs: 50 }).settings;
		const core = new ExportsService({ url: () => '', random: seededRandom(1) }, settings);
		core.jobs.create(job());
		core.catchUp();
		// Looked at from below, where looking does not let anything happen.
		await until(() => core.files.list().length > 0);
		await core.stop();
	});
});
