import type { INodeParameters } from 'n8n-workflow';
import { jobOnce } from '../../harness/exportJob';
import { withSimulator } from '../../harness/simulator';
import { APIS, runsOn } from './helper';

const sim = withSimulator();

const DAY_MS = 24 * 3_600_000;
const ago = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString();
const run = runsOn(sim);
const list = async (parameters: INodeParameters, api = 'udm10') =>
	await run('exportHistory', 'getAll', { returnAll: true, ...parameters }, { api });
const addJob = (title: string, days: number) =>
	sim.control.exports.addJob(jobOnce(title), ago(days));
const asked = () =>
	sim.control.requests
		.list()
		.filter(({ path }) => path.endsWith('/export/history'))
		.map(({ query }) => query);

test.each(APIS)('exports of yesterday by %s, newest first', async (api) => {
	for (const days of [3, 1.0001, 1, 0]) addJob(String(days), days);
	const { items, error } = await list({ period: 'yesterday' }, api);
	expect(error).toBeUndefined();
	expect(items.map(({ json }) => json.title)).toEqual(['1', '1.0001']);
	expect(asked()).toEqual([{ orderField: 'createdDate', descAsc: 'true', from: '0', size: '100' }]);
});

test.each([
	[{ period: 'all' }, ['3', '2', '1', '0']],
	[{ period: 'lastDays', days: 2 }, ['1', '2']],
	[{ period: 'after', dateFrom: ago(2.5) }, ['0', '1', '2']],
	[{ period: 'before', dateTo: ago(1.5) }, ['2', '3']],
	[{ period: 'between', dateFrom: ago(2.5), dateTo: ago(0.5) }, ['1', '2']],
	[{ period: 'after', dateFrom: ago(2.5), filters: { title: '2' } }, ['2']],
])('%j', async (parameters, titles) => {
	for (const days of [3, 2, 1, 0]) addJob(String(days), days);
	const { items } = await list(parameters);
	expect(items.map(({ json }) => json.title)).toEqual(titles);
});

test.each([
	[{ period: 'between', dateFrom: ago(1), dateTo: ago(2) }, 'From Date is not before To Date'],
	[{ period: 'after', dateFrom: '={{ "" }}' }, 'The field "From Date" has no value'],
	[{ period: 'lastDays', days: 1e9 }, '1000000000 is no number of days'],
])('%j is none', async (parameters, message) => {
	const { error } = await list(parameters);
	expect(error?.message).toBe(message);
	expect(asked()).toEqual([]);
});

test('Limit counts those of the period, and ends the reading', async () => {
	for (let n = 0; n < 150; n++) addJob(`new ${n}`, 0);
	for (let n = 0; n < 150; n++) addJob(`old ${n}`, 1);
	const { items } = await list({
		returnAll: false,
		limit: 20,
		...{ period: 'before', dateTo: ago(0.9) },
	});
	expect(items).toHaveLength(20);
	expect(items.every(({ json }) => String(json.title).startsWith('old'))).toBe(true);
	expect(asked()).toHaveLength(2);
});

test('a list in another order is read to its end', async () => {
	addJob('B', 1);
	for (let n = 0; n < 150; n++) addJob('M', 9);
	addJob('Y', 1);
	const options = { orderField: 'title', descAsc: true };
	const { items } = await list({ period: 'yesterday', options });
	expect(items.map(({ json }) => json.title)).toEqual(['Y', 'B']);
	expect(asked()).toHaveLength(2);
});

test('a server that does not sort is read to its end', async () => {
	addJob('old', 9);
	addJob('new', 1);
	addJob('older', 10);
	const rows = sim.control.exports.history();
	const page = (items: object[], from: number) =>
		sim.control.faults.add({
			kind: 'status',
			status: 200,
			body: { count: 2 * rows.length, from, size: 100, items },
			match: { pathRegex: '/export/history$' },
		});
	page(rows, 0);
	page([{ ...rows[1], id: 9, title: 'last' }], 2);
	const { items } = await list({ period: 'yesterday' });
	expect(items.map(({ json }) => json.title)).toEqual(['new', 'last']);
});

test('Full Answer gives the pages as they come, no further than the period', async () => {
	for (let n = 0; n < 150; n++) addJob('M', 9);
	const { items } = await list({ period: 'yesterday', options: { fullAnswer: true } });
	expect(items.map(({ json }) => json.count)).toEqual([150]);
});
