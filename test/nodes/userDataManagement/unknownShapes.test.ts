import type { INodeParameters } from 'n8n-workflow';
import { openEditor } from '../../harness/editor';
import { tokenCredential } from '../../harness/genesysCredentials';
import { withSimulator } from '../../harness/simulator';
import { located, runsOn } from './helper';

const sim = withSimulator();

const parameters = { api: 'udm10', authentication: 'token' };
const run = runsOn(sim);
/** Lets Genesys answer GET of this path with these rows, as a page where lists have pages. */
const answer = (path: string, rows: unknown[] | object) =>
	sim.control.faults.add({
		kind: 'status',
		status: 200,
		times: 0,
		body: path.startsWith('/data/')
			? rows
			: { count: [rows].flat().length, from: 0, size: 50, items: rows },
		match: { method: 'GET', pathRegex: `/udm/v10${path}$` },
	});
/** What the editor calls to fill a list. */
async function editor() {
	const credentials = tokenCredential(sim);
	const { load, search } = await openEditor({
		node: 'genesysUserDataManagement',
		parameters,
		credentials,
	});
	return { load, search: async (name: string) => (await search(name)).results };
}

describe('"items (array:object)" whose fields are not documented', () => {
	test.each([
		['job', '/export/jobs'],
		['historyRecord', '/export/history'],
		['file', '/file-metadatas'],
	])('the list of %s says which fields came', async (name, path) => {
		answer(path, [{ key: 'a', label: 'b' }, { key: 'c' }]);
		const { search } = await editor();
		await expect(search(name)).rejects.toMatchObject({
			message: 'The rows that Genesys lists have no ID or name that is known here',
			description: expect.stringContaining('Fields of the first row: key, label.'),
		});
	});

	test('a row that cannot be chosen does not hide the others, or show as undefined', async () => {
		answer('/export/jobs', [{ id: 7 }, { title: 'no id' }, { id: 8, title: 'B', status: 'DONE' }]);
		const { search } = await editor();
		expect(await search('job')).toEqual([
			{ name: '#7', value: '7' },
			{ name: 'B (done) #8', value: '8' },
		]);
	});

	test('runs of one title are told apart by their date, where it can be read', async () => {
		const title = 'Nightly';
		answer('/export/history', [
			{ id: 2, title, status: 'DONE', createdDate: '2026-11-27T02:00:01.000Z' },
			{ id: 1, title, createdAt: Date.parse('2026-11-26T02:00:01Z') },
			{ id: 0, title, createdDate: 'long ago' },
			{ id: 3, title, createdDate: 1e20 },
		]);
		const rows = await (await editor()).search('historyRecord');
		expect(rows?.map(({ name }) => name)).toEqual([
			'Nightly 2026-11-27 02:00 UTC (done) #2',
			'Nightly 2026-11-26 02:00 UTC #1',
			'Nightly #0',
			'Nightly #3',
		]);
	});

	test('no row at all is an empty list', async () => {
		answer('/export/jobs', []);
		expect(await (await editor()).search('job')).toEqual([]);
	});
});

describe('reference data, of which the documents of V10 say "{}"', () => {
	const load = async (rows: object) => {
		answer('/data/sources', rows);
		return await (await editor()).load('source');
	};

	test('is taken by what names and values are called elsewhere', async () => {
		expect(await load([{ label: 'B', value: 'b' }, { name: 'a' }, 'c'])).toEqual([
			{ name: 'a', value: 'a' },
			{ name: 'B', value: 'b' },
			{ name: 'c', value: 'c' },
		]);
	});

	test('says which fields came when it has none of them', async () => {
		await expect(load([{ key: 1 }])).rejects.toMatchObject({
			description: expect.stringContaining('Fields of the first row: key.'),
		});
	});

	test('that is no list says the same', async () => {
		await expect(load({})).rejects.toMatchObject({
			description: expect.stringContaining('Fields of the first row: none.'),
		});
	});
});

describe('the metadata of a file', () => {
	const wait = async (more: INodeParameters) => {
		sim.control.exports.addJob({
			source: 'UCS',
			title: 'Nightly',
			type: 'UCS',
			timeFrame: { all: true },
			schedulerParam: { immediately: true },
			jobParams: { type: 'Interactions', media: ['chat'] },
			suspended: false,
		});
		sim.control.exports.advance(10_000);
		const [{ id }] = sim.control.exports.history();
		return await run('exportHistory', 'waitForFiles', { historyRecord: located(id), ...more });
	};

	test('without a known name is an error that names its fields, and no request without a name', async () => {
		answer('/file-metadatas', [{ uri: 'x', bytes: 3 }]);
		const { error } = await wait({});
		expect(error?.message).toBe('The metadata of a file has no name that is known here');
		expect(error?.description).toContain('Its fields are: uri, bytes.');
		expect(sim.control.exports.storage.requests()).toEqual([]);
	});

	test('without a known name is in the list, as Genesys sent it', async () => {
		const files = [{ uri: 'x', bytes: 3 }];
		answer('/file-metadatas', files);
		const { items } = await wait({ downloadFiles: false });
		expect(items[0].json.files).toEqual(files);
	});
});

test('history records without a date that can be read are no part of a period, and say so', async () => {
	answer('/export/history', [{ id: 5, title: 'Nightly', status: 'COMPLETED', begun: 'today' }]);
	const { error } = await run('exportHistory', 'waitForFilesOfMany', {});
	expect(error?.message).toBe('Export "Nightly" (history record 5) has no date that can be read');
	expect(error?.description).toContain('Its fields are: id, title, status, begun.');
});

test('history records without an ID are errors, each its own', async () => {
	answer('/export/history', [{ key: 5 }, { key: 6 }]);
	const { error } = await run('exportHistory', 'waitForFilesOfMany', { period: 'all' });
	expect(error?.message).toBe('Genesys sent a history record without an ID');
	expect(error?.description).toContain('Its fields are: key.');
});

test.each([[], { id: null }, { id: '' }])(
	'a job that was created without an ID, %j, is not waited for',
	async (body) => {
		const match = { method: 'POST', pathRegex: '/export/jobs$' };
		sim.control.faults.add({ kind: 'status', status: 202, body, match });
		const { error } = await run('exportJob', 'createAndWait', {
			...{ title: 'Nightly', source: 'UCS', dataType: 'Interactions', media: ['chat'] },
			...{ timeFrame: 'all', waitLimit: 0 },
		});
		expect(error?.message).toBe('Genesys took the export, but did not say which ID it has');
	},
);

describe('deleting one, "in case if some cannot be deleted internal server error is returned with a list"', () => {
	const resources: Array<[string, string, INodeParameters]> = [
		['exportJob', '/export/jobs', { job: located(7) }],
		['exportHistory', '/export/history', { historyRecord: located(7) }],
		['file', '/files', { file: located('7') }],
	];

	test.each(resources)('%s: Delete', async (resource, path, thing) => {
		sim.control.faults.add({
			kind: 'status',
			status: 500,
			body: ['7'],
			match: { method: 'DELETE', pathRegex: `${path}/7$` },
		});
		const { error } = await run(resource, 'delete', thing);
		expect(error).toMatchObject({ message: 'Genesys did not delete "7"', httpCode: '500' });
		expect(error?.description).toContain('What is in progress cannot be deleted');
	});

	test.each(resources)('%s: Delete Many of one item', async (resource, _path, thing) => {
		const { error } = await run(resource, 'deleteMany', thing);
		expect(error?.message).toBe('Genesys did not delete "7"');
		expect(error?.description).toContain('What is in progress cannot be deleted');
		const deletions = sim.control.requests.list().filter(({ method }) => method === 'DELETE');
		expect(deletions.map(({ status }) => status)).toEqual([500]);
	});

	test.each(resources)(
		'%s: Delete Many of one item that is not there',
		async (resource, _path, thing) => {
			sim.control.faults.add({ kind: 'status', status: 404, match: { method: 'DELETE' } });
			const { error } = await run(resource, 'deleteMany', thing);
			expect(error).toMatchObject({ message: 'Genesys does not have "7"', httpCode: '404' });
		},
	);
});

test('the only file of Get Download Links that is missing is named', async () => {
	const { error } = await run('file', 'getLinks', { file: located('no.zip') });
	expect(error).toMatchObject({ message: 'Genesys has no file "no.zip"', httpCode: '404' });
});
