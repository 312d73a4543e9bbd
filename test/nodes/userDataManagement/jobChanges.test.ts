import type { INodeParameters } from 'n8n-workflow';
import type { JobDefinition } from '../../../simulator';
import { withSimulator } from '../../harness/simulator';
import { APIS, located, type More, runsOn } from './helper';

const sim = withSimulator({ exports: { runMs: 100, bytesPerFile: 1_000 } });
const run = runsOn(sim);

const nightly: JobDefinition = {
	source: 'UCS',
	title: 'Nightly',
	type: 'UCS',
	description: 'For the archive',
	timeFrame: {
		all: false,
		dateFrom: '2026-01-01T00:00:00.000Z',
		dateTo: '2026-02-01T00:00:00.000Z',
	},
	schedulerParam: {
		immediately: false,
		cron: '0 0 2 * * *',
		runs: '5',
		startDate: '2099-01-01T00:00:00.000Z',
	},
	jobParams: { type: 'Interactions', media: ['chat', 'email'], fileSplitSize: '10MB' },
	suspended: false,
};
/** What each API does not tell of a job, as the fields say it of the one above. */
const schedule = {
	schedule: 'scheduled',
	cron: '0 0 2 * * *',
	runs: 5,
	startDate: '2099-01-01T00:00:00Z',
};
const UNTOLD: Record<string, Record<string, INodeParameters>> = {
	update: { udm10: { jobType: 'UCS', ...schedule }, udm4: { jobType: 'UCS' }, cdds: schedule },
	clone: { udm10: { jobType: 'UCS', ...schedule }, udm4: {}, cdds: schedule },
};

const addJob = (more: Partial<JobDefinition> = {}) =>
	String(sim.control.exports.addJob({ ...nightly, ...more }).id);

const change = async (
	operation: 'clone' | 'update',
	id: string,
	fields: INodeParameters,
	more: More = {},
) => {
	const name = operation === 'clone' ? 'changedFields' : 'updateFields';
	return await run('exportJob', operation, { job: located(id), [name]: fields }, more);
};

/** A job without what only some versions have. */
const common = ({ jobParams, suspended, ...job }: JobDefinition) => {
	const { type, media, fileSplitSize } = jobParams;
	const { source, title, description, timeFrame, schedulerParam } = job;
	return {
		...{ source, title, description, timeFrame, schedulerParam },
		jobParams: { type, media, fileSplitSize },
		suspended: String(suspended) === 'true',
	};
};
const definitions = () => sim.control.exports.jobs().map(({ definition }) => common(definition));
const asDefined = common(nightly);
const requests = () => sim.control.requests.list().filter(({ path }) => path.includes('/export/'));
const sentBodies = (wanted: string) =>
	requests()
		.filter(({ method }) => method === wanted)
		.map(({ body }) => JSON.parse(body) as object);

describe.each(APIS)('Update by %s', (api) => {
	test('"update not started job": changes what is given, and nothing else', async () => {
		const id = addJob();
		const fields = { ...UNTOLD.update[api], title: 'Nightly, too' };
		const { error, items } = await change('update', id, fields, { api });
		expect(error).toBeUndefined();
		expect(items[0].json).toMatchObject({ id: Number(id), title: 'Nightly, too' });
		expect(definitions()).toEqual([{ ...asDefined, title: 'Nightly, too' }]);
	});

	test('one date is changed alone', async () => {
		const id = addJob();
		const fields = { ...UNTOLD.update[api], dateTo: '2026-03-01T00:00:00Z' };
		await change('update', id, fields, { api });
		expect(definitions()[0].timeFrame).toEqual({
			...nightly.timeFrame,
			dateTo: '2026-03-01T00:00:00.000Z',
		});
	});

	test.each([true, false])('a job that is suspended, %s, stays so', async (suspended) => {
		// Another job with such a title is no answer.
		addJob({ suspended: !suspended });
		const id = addJob({ suspended });
		await change('update', id, UNTOLD.update[api], { api });
		expect(definitions()[1]).toEqual({ ...asDefined, suspended });
	});

	test('what is emptied is removed', async () => {
		const id = addJob();
		const emptied = { description: '', fileSplitSize: '' };
		await change('update', id, { ...UNTOLD.update[api], ...emptied }, { api });
		const [{ description, jobParams }] = definitions();
		expect([description, jobParams.fileSplitSize]).toEqual([undefined, undefined]);
	});

	test('a relative period takes the place of the one that was', async () => {
		const id = addJob();
		await change('update', id, { ...UNTOLD.update[api], timeFrame: 'yesterday' }, { api });
		const [{ timeFrame }] = definitions();
		expect(Date.parse(String(timeFrame.dateTo))).toBeGreaterThan(Date.now() - 25 * 3_600_000);
		await change('update', id, { ...UNTOLD.update[api], timeFrame: 'all' }, { api });
		expect(definitions()[0].timeFrame).toEqual({ all: true });
	});
});

test.each([
	['udm10', 'no Job Type, no Schedule'],
	['udm4', 'no Job Type'],
	['cdds', 'no Schedule'],
])('%s does not tell all of a job, which is said before anything is changed', async (api, what) => {
	const { error } = await change('update', addJob(), { title: 'Other' }, { api });
	expect(error?.message).toBe(`The export job has ${what}`);
	expect(error?.description).toContain('add it to the fields');
	expect(sentBodies('PUT')).toEqual([]);
});

test('where Genesys tells the schedule, a part of it can be changed', async () => {
	const id = addJob();
	const more = { api: 'udm4' };
	await change('update', id, { jobType: 'UCS', runs: 7 }, more);
	expect(definitions()[0].schedulerParam).toEqual({ ...nightly.schedulerParam, runs: '7' });
	await change('update', id, { jobType: 'UCS', runs: 0, cron: '0 0 3 * * *' }, more);
	const { startDate } = nightly.schedulerParam;
	expect(definitions()[0].schedulerParam).toEqual({
		...{ immediately: false, cron: '0 0 3 * * *', startDate },
	});
	await change('update', id, { jobType: 'UCS', schedule: 'immediately' }, more);
	expect(definitions()[0].schedulerParam).toEqual({ immediately: true });
});

test('changes of one job follow each other', async () => {
	const id = addJob();
	const items = [{ description: 'one' }, { description: 'two' }, { description: 'three' }];
	const fields = { jobType: 'UCS', description: '={{ $json.description }}' };
	const { error } = await change('update', id, fields, { api: 'udm4', items });
	expect(error).toBeUndefined();
	expect(definitions()[0].description).toBe('three');
	expect(requests().map(({ method }) => method)).toEqual([
		'GET',
		'PUT',
		'GET',
		'PUT',
		'GET',
		'PUT',
	]);
});

test('"update not started job": one that has started is not changed, and what helps is said', async () => {
	const id = addJob({ schedulerParam: { immediately: true } });
	sim.control.exports.advance(1_000);
	const { error } = await change('update', id, { ...UNTOLD.update.udm10, title: 'Too late' });
	expect(error?.message).toBe('Genesys did not accept the update');
	expect(error?.description).toContain('Only a job that has not started yet can be changed');
	expect(error?.description).toContain('the status of this one is "COMPLETED"');
	expect(error?.description).toContain('Clone makes a new job like it');
	expect(definitions()[0].title).toBe('Nightly');
});

describe.each(APIS)('Clone by %s', (api) => {
	test('makes a job like it, with what is given changed', async () => {
		const id = addJob();
		const fields = { ...UNTOLD.clone[api], title: 'Copy' };
		const { error, items } = await change('clone', id, fields, { api });
		expect(error).toBeUndefined();
		const copies = sim.control.exports.jobs().slice(1);
		expect(items.map(({ json }) => json)).toEqual([
			expect.objectContaining({ id: copies[0].id, title: 'Copy', status: 'WAITING' }),
		]);
		expect(definitions()).toEqual([asDefined, { ...asDefined, title: 'Copy' }]);
	});

	test('a job that has run is run again, for another period', async () => {
		const id = addJob({ schedulerParam: { immediately: true } });
		sim.control.exports.advance(1_000);
		const now = { ...UNTOLD.clone[api], schedule: 'immediately', timeFrame: 'yesterday' };
		const { error } = await change('clone', id, now, { api });
		expect(error).toBeUndefined();
		const [, { dateFrom, dateTo }] = sim.control.exports.history();
		expect(Date.parse(dateTo) - Date.parse(dateFrom)).toBeGreaterThanOrEqual(23 * 3_600_000);
		expect(definitions()[1]).toMatchObject({ title: 'Nightly', jobParams: asDefined.jobParams });
	});

	test('what a job has besides its definition is not sent', async () => {
		await change('clone', addJob(), UNTOLD.clone[api], { api });
		const [names] = sentBodies('POST').map((body) => Object.keys(body));
		const told = /^(id|status|progress|created.*|parentId|fileName|fileSize|date.*)$/;
		expect(names.filter((name) => told.test(name))).toEqual([]);
		expect(names).toContain('schedulerParam');
	});
});

test('a copy of a job with a cron exports the same period at each run, which is said', async () => {
	const { hints } = await change('clone', addJob(), {}, { api: 'udm4' });
	expect(hints).toEqual([expect.stringContaining('each run exports the same period again')]);
});

test.each([
	[{ timeFrame: 'lastDays' }, '"Days"'],
	[{ timeFrame: 'lastHours' }, '"Hours"'],
	[{ timeFrame: 'sinceLastRun' }, '"First Run From"'],
])('what a timeframe needs is asked for: %j', async (fields, name) => {
	const { error } = await change(
		'update',
		addJob(),
		{ jobType: 'UCS', ...fields },
		{ api: 'udm4' },
	);
	expect(error?.message).toBe(`The field ${name} has no value`);
	expect(sentBodies('PUT')).toEqual([]);
});

test.each(['clone', 'update'] as const)(
	'%s of a job that is not there says so',
	async (operation) => {
		const { error } = await change(operation, '4711', UNTOLD.update.udm10);
		expect(error?.message).toBe('There is no export job with the ID 4711');
		expect(requests()).toHaveLength(1);
	},
);
