import type { IBinaryData, IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { jobOnce } from '../../harness/exportJob';
import { withSimulator } from '../../harness/simulator';
import { until } from '../../harness/until';
import { APIS, located, runsOn } from './helper';

const sim = withSimulator({ exports: { runMs: 300, bytesPerFile: 2_000 } });

beforeEach(() => sim.control.exports.set({ runMs: 300, historyIds: 'own', leftAs: 'values' }));

const DAY_MS = 24 * 3_600_000;
const ago = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString();

const run = runsOn(sim);
const ofJob = async (id: unknown, parameters: INodeParameters = {}, more = {}) =>
	await run('exportJob', 'waitForFiles', { job: located(id), ...parameters }, more);
const ofRun = async (id: unknown, parameters: INodeParameters = {}, more = {}) =>
	await run('exportHistory', 'waitForFiles', { historyRecord: located(id), ...parameters }, more);
const ofMany = async (parameters: INodeParameters = {}, more = {}) =>
	await run('exportHistory', 'waitForFilesOfMany', parameters, more);

const addJob = (title: string, createdDate?: string, media = ['chat', 'email']) =>
	sim.control.exports.addJob(
		jobOnce(title, { jobParams: { type: 'Interactions', media } }),
		createdDate,
	);
/** The same, which still runs, whenever it was created. */
function addRunning(title: string, createdDate?: string) {
	sim.control.exports.set({ runMs: 90 * DAY_MS });
	const job = addJob(title, createdDate);
	sim.control.exports.set({ runMs: 300 });
	return job;
}
const history = () => sim.control.exports.history();
const newest = () => history()[history().length - 1];
const sent = (path: string) =>
	sim.control.requests.list().filter(({ path: known }) => known.includes(path));
const seen = (items: INodeExecutionData[]) =>
	items.map(({ json }) => [json.title, (json.file as IDataObject | undefined)?.media]);

describe.each(APIS)('Wait for Files by %s', (api) => {
	test.each(['own', 'job'] as const)(
		'of a job: its newest run is waited for; history ids: %s',
		async (historyIds) => {
			sim.control.exports.set({ historyIds, runMs: 1_500 });
			addJob('Other');
			const { id } = addJob('Nightly');
			const { items, error } = await ofJob(id, { outputField: 'zip' }, { api });
			expect(error).toBeUndefined();
			expect(items.map(({ json }) => [json.id, json.status])).toEqual([
				[newest().id, 'COMPLETED'],
				[newest().id, 'COMPLETED'],
			]);
			for (const { json, binary, pairedItem } of items) {
				const { name, size } = json.file as IDataObject;
				expect(binary?.zip).toMatchObject({ fileName: name });
				expect((binary?.zip as IBinaryData).bytes).toBe(size);
				expect(pairedItem).toEqual({ item: 0 });
			}
			expect(sent('/progress').length).toBeGreaterThan(0);
			expect(sim.control.exports.storage.violations()).toEqual([]);
		},
	);

	test('of a run that ended long ago: without waiting, and only its own files', async () => {
		addJob('Nightly', ago(9));
		const [record] = history();
		addJob('Nightly', ago(8));
		const { items, error } = await ofRun(record.id, { waitLimit: 0 }, { api });
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => (json.file as IDataObject).historyId)).toEqual([
			record.id,
			record.id,
		]);
		expect(sent('/progress')).toEqual([]);
	});

	test('"download exported data file": those of every export of yesterday', async () => {
		for (const days of [2, 1, 0]) addJob(`${days} days ago`, ago(days));
		const { items, error } = await ofMany({}, { api });
		expect(error).toBeUndefined();
		expect(seen(items)).toEqual([
			['1 days ago', 'chat'],
			['1 days ago', 'email'],
		]);
		expect(items.map(({ binary }) => (binary?.data as IBinaryData).mimeType)).toEqual(
			Array(2).fill('application/zip'),
		);
		expect(sim.control.exports.storage.requests()).toHaveLength(2);
	});

	test('of many: job, source, title, type and status narrow them down', async () => {
		addJob('Nightly', ago(1));
		addJob('Weekly', ago(1));
		const { id } = addJob('Nightly too', ago(1));
		addRunning('Nightly as well', ago(1));
		const titles = async (filters: INodeParameters) => {
			const { items, error } = await ofMany({ downloadFiles: false, filters }, { api });
			expect(error).toBeUndefined();
			return items.map(({ json }) => json.title);
		};
		const status = 'COMPLETED';
		expect(await titles({ status, title: 'nightly' })).toEqual(['Nightly', 'Nightly too']);
		expect(await titles({ status, job: located(id) })).toEqual(['Nightly too']);
		expect(await titles({ status, source: 'DigitalChannels' })).toEqual([]);
		expect(await titles({ status, source: 'UCS', type: 'Interactions' })).toHaveLength(3);
		expect(await titles({ status, type: 'Contacts' })).toEqual([]);
	});
});

test('"Get currently running job completion progress": a job that has not begun yet is waited for', async () => {
	sim.control.exports.set({ startDelayMs: 1_200 });
	const { id } = addJob('Later');
	sim.control.exports.set({ startDelayMs: 0 });
	expect(history()).toEqual([]);
	const { items, error } = await ofJob(id, { downloadFiles: false });
	expect(error).toBeUndefined();
	expect(items[0].json).toMatchObject({ title: 'Later', status: 'COMPLETED' });
	expect(items[0].json.files).toHaveLength(2);
	expect(sim.control.exports.storage.requests()).toEqual([]);
});

test('"ManualJob Not Found" is an error at once', async () => {
	expect((await ofRun(4711)).error?.message).toBe('There is no history record with the ID 4711');
	expect((await ofJob(4711)).error?.message).toBe('There is no export job with the ID 4711');
});

test('a run that is not finished in time goes on, and is no file', async () => {
	const { id } = addRunning('Slow');
	const { error, items } = await ofRun(newest().id, { waitLimit: 0 });
	expect(items).toEqual([]);
	expect(error?.message).toBe(
		`Export "Slow" (history record ${newest().id}) is not finished after 0 minutes`,
	);
	expect(error?.description).toContain('It goes on in Genesys (status RUNNING, 0 %)');
	expect((await ofJob(id, { waitLimit: 0 })).error?.message).toContain(
		`(job ${id}) is not finished`,
	);
});

describe('many runs', () => {
	test('those that still run are waited for at once, and come in the order in which they were created', async () => {
		sim.control.exports.set({ runMs: 2_500 });
		for (let n = 0; n < 12; n++) addJob(`Job ${n}`, undefined, ['chat']);
		const begin = Date.now();
		sim.control.requests.resetMaxInFlight();
		sim.control.faults.add({ kind: 'latency', ms: 20, times: 0 });
		const { items, error } = await ofMany({ period: 'today', options: { concurrency: 2 } });
		expect(error).toBeUndefined();
		expect(seen(items)).toEqual(Array.from({ length: 12 }, (_, n) => [`Job ${n}`, 'chat']));
		expect(items.every(({ binary, pairedItem }) => binary?.data && pairedItem)).toBe(true);
		expect(sim.control.requests.maxInFlight()).toBe(2);
		// One after the other would be 12 times as long.
		expect(Date.now() - begin).toBeLessThan(15_000);
	});

	test.each(['today', 'thisMonth', 'lastHours'])(
		'a clock of Genesys that is ahead loses no run: %s',
		async (period) => {
			sim.control.exports.set({ runMs: 0 });
			addJob('Before', ago(40));
			sim.control.exports.advance(90_000);
			addJob('Just now', undefined, ['chat']);
			const { items, error } = await ofMany({ period, hours: 1 });
			expect(error).toBeUndefined();
			expect(seen(items)).toEqual([['Just now', 'chat']]);
		},
	);

	test('a run that failed or was cancelled is an item of its own, and costs no other', async () => {
		addJob('First', ago(1));
		sim.control.exports.failRun(addRunning('Failed', ago(1)).id);
		sim.control.exports.cancelRun(addRunning('Cancelled', ago(1)).id);
		addRunning('Slow', ago(1));
		addJob('Last', ago(1));
		const [, failed, cancelled, slow] = history();
		const wanted = { waitLimit: 0, downloadFiles: false };

		const { items } = await ofMany(wanted, { onError: 'continueRegularOutput' });
		expect(items.map(({ json }) => json.error ?? json.title)).toEqual([
			'First',
			`Export "Failed" (history record ${failed.id}) failed`,
			`Export "Cancelled" (history record ${cancelled.id}) was cancelled in Genesys`,
			`Export "Slow" (history record ${slow.id}) is not finished after 0 minutes`,
			'Last',
		]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(Array(5).fill({ item: 0 }));

		const apart = await ofMany(wanted, { onError: 'continueErrorOutput' });
		expect(apart.items.map(({ json }) => json.title)).toEqual(['First', 'Last']);
		expect(apart.errorItems).toHaveLength(3);

		sim.control.requests.clear();
		const stopped = await ofMany({ waitLimit: 60 });
		expect(stopped.items).toEqual([]);
		expect(stopped.error?.message).toContain('"Failed"');
		// It neither waits nor downloads for nothing.
		expect(sent('/udm/')).toHaveLength(1);
	});

	test('a file that cannot be had costs only its own export', async () => {
		addJob('Whole', ago(1), ['chat']);
		addJob('Broken', ago(1), ['chat']);
		addJob('Whole too', ago(1), ['chat']);
		const broken = sim.control.exports.files()[1].name;
		sim.control.exports.storage.addFault({ name: broken, truncate: 10, times: 0 });
		const { items } = await ofMany(
			{ options: { maxRetries: 0 } },
			{ onError: 'continueRegularOutput' },
		);
		expect(items.map(({ json }) => json.error ?? json.title)).toEqual([
			'Whole',
			'The file did not arrive completely',
			'Whole too',
		]);
	});

	test('none in the period is no item', async () => {
		addJob('Old', ago(5));
		const { items, error } = await ofMany();
		expect([items, error]).toEqual([[], undefined]);
	});

	test.each([
		[{ period: 'all' }, ['9', '5', '1']],
		[{ period: 'last7Days' }, ['5', '1']],
		[{ period: 'lastDays', days: 2 }, ['1']],
		[{ period: 'lastHours', hours: 25 }, ['1']],
		[{ period: 'after', dateFrom: ago(6) }, ['5', '1']],
		[{ period: 'before', dateTo: ago(3) }, ['9', '5']],
		[{ period: 'between', dateFrom: ago(6), dateTo: ago(3) }, ['5']],
	])('of the period %j', async (period, titles) => {
		for (const days of [9, 5, 1]) addJob(String(days), ago(days));
		const { items } = await ofMany({ ...period, downloadFiles: false });
		expect(items.map(({ json }) => json.title)).toEqual(titles);
	});

	test.each([
		[{ period: 'after', dateFrom: '={{ undefined }}' }, 'The field "From Date" has no value'],
		[{ period: 'lastDays', days: 1.5 }, '1.5 is no number of days'],
		[{ period: 'between', dateFrom: ago(1), dateTo: ago(2) }, 'From Date is not before To Date'],
	])('the period %j is refused before anything is sent', async (period, message) => {
		const { error } = await ofMany(period);
		expect(error?.message).toBe(message);
		expect(sim.control.requests.list()).toEqual([]);
	});

	test('"Get list of jobs info", which has no filter by date, is read newest first and no further than the period', async () => {
		for (let n = 0; n < 250; n++) addJob(`Old ${n}`, ago(30), ['chat']);
		addJob('New', ago(1), ['chat']);
		const { items } = await ofMany({ downloadFiles: false });
		expect(items.map(({ json }) => json.title)).toEqual(['New']);
		const lists = sim.control.requests
			.list()
			.filter(({ path }) => path.endsWith('/export/history'));
		expect(lists).toHaveLength(1);
		expect(lists[0].query).toMatchObject({ orderField: 'createdDate', descAsc: 'true' });
	});

	test('a cancelled execution waits for none of them any longer', async () => {
		for (let n = 0; n < 5; n++) addRunning(`Slow ${n}`);
		const looked = () => sent('/progress').length >= 5;
		await ofMany(
			{ period: 'today' },
			{ onStart: (cancel: () => void) => void until(looked).then(cancel) },
		);
		const looks = sent('/progress').length;
		await new Promise((resolve) => setTimeout(resolve, 1_800));
		expect(sent('/progress').length).toBe(looks);
	});
});
