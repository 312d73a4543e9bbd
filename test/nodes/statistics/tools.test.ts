import type { IDataObject } from 'n8n-workflow';
import { signedInCredential } from '../../harness/genesysCredentials';
import { runTool } from '../../harness/tool';
import { known, name, object, withStatistics } from './helper';

const { sim, sent } = withStatistics();

/** What a model gets when it gives these statistics. */
const call = async (statistics: unknown, resource = 'statistic', operation = 'getAll') =>
	await runTool({
		node: 'genesysStatistics',
		parameters: {
			authentication: 'token',
			resource,
			operation,
			statistics: '={{ $json.statistics }}',
		},
		credentials: signedInCredential(sim),
		items: [{ statistics } as IDataObject],
	});
const other = { ...known, objectId: 'agent2' };
const none = { name: 'None', ...object };

describe('many values', () => {
	test.each([
		['a list', [known, other]],
		['the JSON text of a list', JSON.stringify([known, other])],
	])('%s takes one request, and gives a row for each', async (_form, statistics) => {
		const { items } = await call(statistics);
		expect(items.map(({ json }) => json)).toEqual([
			expect.objectContaining({ ...known, value: expect.anything() }),
			expect.objectContaining({ ...other, value: expect.anything() }),
		]);
		expect(sent().map(({ body }) => body)).toEqual([{ data: { statistics: [known, other] } }]);
	});

	test('one without a value says so in its row, and costs no other', async () => {
		const { items } = await call([none, known]);
		expect(items.map(({ json }) => json)).toEqual([
			{ ...none, error: expect.stringContaining('no value'), details: expect.anything() },
			expect.objectContaining({ ...known, value: expect.anything() }),
		]);
	});

	test('when there is no value at all, the tool fails', async () => {
		const { items, error } = await call([none, { ...none, name: 'Nothing' }]);
		expect(items).toEqual([]);
		expect(error?.message).toContain('Genesys has no value for this statistic');
	});

	test('more than 100 go in several requests', async () => {
		const { items } = await call(Array(150).fill(known));
		expect(items).toHaveLength(150);
		expect(sent().map(({ body }) => body.data.statistics.length)).toEqual([100, 50]);
	});

	test.each([
		['[]', 'The field "Statistics" has no value'],
		['', 'The field "Statistics" has no value'],
		[name, 'The field "Statistics" is not JSON'],
		[known, 'The field "Statistics" is not a JSON list of objects'],
		[[name], 'The field "Statistics" is not a JSON list of objects'],
		[[{ name }], 'Statistic 1 of the field "Statistics" lacks objectType and objectId'],
		[[known, { ...known, name: '' }], 'Statistic 2 of the field "Statistics" lacks name'],
		[[{ ...known, objectId: {} }], 'Statistic 1 of the field "Statistics" lacks objectId'],
	])('%j is refused before anything is sent', async (statistics, words) => {
		const { error } = await call(statistics);
		expect(error?.message).toContain(words);
		expect(sent()).toEqual([]);
	});
});

test.each([
	['subscription', 'create'],
	['statistic', 'getDefined'],
])('%s.%s takes a list, with a definition where there is no name', async (resource, operation) => {
	const definition = { category: 'CurrentState', subject: 'DNStatus', insensitivity: '2' };
	await call(
		JSON.stringify([
			{ statisticId: 'a', ...known },
			{ statisticId: 'b', ...object, definition },
		]),
		resource,
		operation,
	);
	expect(sent()[0].body.data.statistics).toEqual([
		{ statisticId: 'a', ...known },
		{ statisticId: 'b', ...object, definition: { ...definition, insensitivity: 2 } },
	]);
});

test('a name that no statistic has is refused, with those that it has', async () => {
	const { error } = await call([{ id: 'a', ...known }], 'subscription', 'create');
	expect(error?.message).toContain('An entry of the field "Statistics" has no "id"');
	expect(error?.message).toContain('statisticId');
	expect(sent()).toEqual([]);
});
