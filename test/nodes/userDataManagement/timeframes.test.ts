import type { INodeParameters } from 'n8n-workflow';
import { withSimulator } from '../../harness/simulator';
import { APIS, type More, runsOn } from './helper';

const sim = withSimulator({ exports: { runMs: 100, bytesPerFile: 1_000 } });
const run = runsOn(sim);

beforeEach(() => sim.control.exports.set({ runMs: 100 }));

/** In a workflow whose time zone is New York. */
const create = async (parameters: INodeParameters, api = 'udm10', more: More = {}) => {
	const content = { title: 'Nightly', source: 'UCS', dataType: 'Interactions', media: ['chat'] };
	return await run('exportJob', 'create', { ...content, ...parameters }, { api, ...more });
};
const timeFrames = () =>
	sim.control.exports.jobs().map(({ definition }) => definition.timeFrame as { dateTo: string });
const sent = () =>
	sim.control.requests.list({ method: 'POST' }).filter(({ path }) => path.endsWith('/export/jobs'));
const finishAll = () => sim.control.exports.advance(1_000);

describe.each(APIS)('by %s', (api) => {
	test('"dateTo (string, optional)": everything since a date', async () => {
		const { error } = await create({ timeFrame: 'after', dateFrom: '2026-11-01T00:00:00' }, api);
		expect(error).toBeUndefined();
		expect(timeFrames()).toEqual([{ all: false, dateFrom: '2026-11-01T04:00:00.000Z' }]);
	});

	test('"dateFrom (string, optional)": everything up to a date', async () => {
		const { error } = await create({ timeFrame: 'before', dateTo: '2026-11-02T00:00:00' }, api);
		expect(error).toBeUndefined();
		expect(timeFrames()).toEqual([{ all: false, dateTo: '2026-11-02T05:00:00.000Z' }]);
	});

	test('since the last run, from a date at first, and then without a gap', async () => {
		const since = { timeFrame: 'sinceLastRun', firstFrom: '2026-11-01T00:00:00' };
		for (let run = 0; run < 3; run++) {
			expect((await create(since, api)).error).toBeUndefined();
			finishAll();
		}
		const [first, second, third] = timeFrames();
		expect(first).toMatchObject({ all: false, dateFrom: '2026-11-01T04:00:00.000Z' });
		expect(second).toMatchObject({ dateFrom: first.dateTo });
		expect(third).toMatchObject({ dateFrom: second.dateTo });
		expect(third.dateTo > second.dateTo).toBe(true);
	});
});

test('a run that failed, or has another title, is not the last one', async () => {
	const since = { timeFrame: 'sinceLastRun', firstFrom: '2026-11-01T00:00:00' };
	await create(since);
	finishAll();
	await create({ ...since, title: 'Nightly, too' });
	finishAll();
	sim.control.exports.set({ runMs: 60_000 });
	await create(since);
	sim.control.exports.failRun(sim.control.exports.jobs()[2].id);
	await create(since);
	const frames = timeFrames();
	expect(frames[3]).toMatchObject({ dateFrom: frames[0].dateTo });
});

test('a run whose status the user says is finished is the last one', async () => {
	sim.control.exports.set({ runMs: 60_000 });
	const since = { timeFrame: 'sinceLastRun', firstFrom: '2026-11-01T00:00:00' };
	const wait = { operation: 'createAndWait', downloadFiles: false };
	const options = { doneStatuses: ['RUNNING'] };
	for (let run = 0; run < 2; run++) {
		expect((await create({ ...since, ...wait, options })).error).toBeUndefined();
	}
	const [first, second] = timeFrames();
	expect(second).toMatchObject({ dateFrom: first.dateTo });
});

test('without a time since the last run there is nothing to export', async () => {
	const { error } = await create({ timeFrame: 'sinceLastRun', firstFrom: '2099-01-01' });
	expect(error?.message).toBe('There is no time since the last run');
	expect(error?.description).toContain('2099-01-01');
	expect(sent()).toEqual([]);
});

test.each([
	['yesterday', '00:00', 1],
	['last7Days', '00:00', 7],
	['last30Days', '00:00', 30],
	['lastDays', '00:00', 3],
])('%s ends at midnight of the workflow', async (timeFrame, time, days) => {
	await create({ timeFrame, days: 3 });
	const [{ dateFrom, dateTo }] = timeFrames() as Array<Record<string, string>>;
	const local = (date: string) =>
		new Date(date).toLocaleTimeString('en-GB', {
			timeZone: 'America/New_York',
			...({ hour: '2-digit', minute: '2-digit' } as const),
		});
	expect([local(dateFrom), local(dateTo)]).toEqual([time, time]);
	expect(Math.round((Date.parse(dateTo) - Date.parse(dateFrom)) / 86_400_000)).toBe(days);
	const age = Date.now() - Date.parse(dateTo);
	expect(age >= 0 && age < 25 * 3_600_000).toBe(true);
});

test('each item has its own timeframe', async () => {
	const items = [{ hours: 2 }, { hours: 5 }];
	await create({ timeFrame: 'lastHours', hours: '={{ $json.hours }}' }, 'udm10', { items });
	const spans = (timeFrames() as Array<Record<string, string>>).map(
		({ dateFrom, dateTo }) => (Date.parse(dateTo) - Date.parse(dateFrom)) / 3_600_000,
	);
	expect(spans.sort()).toEqual([2, 5]);
});

test.each([
	[{ timeFrame: 'between', dateFrom: '={{ undefined }}', dateTo: '2026-11-02' }, '"From Date"'],
	[{ timeFrame: 'after', dateFrom: '={{ "" }}' }, '"From Date"'],
	[{ timeFrame: 'before', dateTo: '={{ null }}' }, '"To Date"'],
	[{ timeFrame: 'sinceLastRun', firstFrom: '={{ $json.first }}' }, '"First Run From"'],
])('a date that is missing does not open the timeframe: %j', async (parameters, field) => {
	const { error } = await create(parameters);
	expect(error?.message).toBe(`The field ${field} has no value`);
	expect(sent()).toEqual([]);
});

test('"fileSplitSize (string, optional): size of splitted file", in whatever unit', async () => {
	const all = { timeFrame: 'all' };
	await create({ ...all, additionalFields: { fileSplitSize: ' 10 KB ' } });
	const { error } = await create({ ...all, additionalFields: { fileSplitSize: '5 Mebibytes' } });
	expect(sent().map(({ body }) => JSON.parse(body).jobParams.fileSplitSize)).toEqual([
		'10 KB',
		'5 Mebibytes',
	]);
	// This Genesys does not know that unit, and is the one to say so.
	expect(error?.httpCode).toBe('400');
	expect(error?.description).toContain('not "5 Mebibytes"');
});

describe('"cron (string, optional)" with a fixed period exports that period at each run', () => {
	const cron = { schedule: 'scheduled', cron: '0 0 2 * * *' };
	const fixed = { timeFrame: 'yesterday' };

	test('which is said beside the output, once', async () => {
		const items = [{}, {}, {}];
		const { error, hints } = await create({ ...fixed, ...cron }, 'udm10', { items });
		expect(error).toBeUndefined();
		expect(hints).toEqual([expect.stringContaining('each run exports the same period again')]);
	});

	test.each([
		{ ...fixed, schedule: 'immediately' },
		{ ...fixed, schedule: 'scheduled', startDate: '2099-01-01' },
		{ ...fixed, ...cron, runs: 1 },
		{ ...cron, timeFrame: 'after', dateFrom: '2026-11-01' },
		{ ...cron, timeFrame: 'all' },
	])('and not of %j', async (parameters) => {
		const { error, hints } = await create(parameters);
		expect(error).toBeUndefined();
		expect(hints).toEqual([]);
	});
});

test('Create and Wait exports yesterday', async () => {
	const { items, error } = await create({ operation: 'createAndWait', timeFrame: 'yesterday' });
	expect(error).toBeUndefined();
	expect(items).toHaveLength(1);
	expect(items[0].binary).toHaveProperty('data');
	expect(items[0].json.dateTo).toBe(timeFrames()[0].dateTo);
});
