import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { tokenCredential } from '../../harness/genesysCredentials';
import { runNode } from '../../harness/runNode';
import { withSimulator } from '../../harness/simulator';
import { runTool } from '../../harness/tool';

const sim = withSimulator({ samples: false });

const setup = (resource: string, operation: string, parameters: INodeParameters) => ({
	node: 'genesysUserDataManagement',
	parameters: { api: 'udm10', authentication: 'token', resource, operation, ...parameters },
	credentials: tokenCredential(sim),
});
/** What a model gets when it gives these arguments. */
const call = async (
	resource: string,
	operation: string,
	field: string,
	args: IDataObject,
	more: INodeParameters = {},
) =>
	await runTool({
		...setup(resource, operation, { [field]: `={{ $json.${field} }}`, ...more }),
		items: [args],
	});
/** All requests but that for the token. */
const urls = () =>
	sim.control.requests
		.list()
		.map(({ method, url }) => `${method} ${url}`)
		.filter((request) => !request.includes('/auth/'));
const rowsOf = ({ items }: Awaited<ReturnType<typeof call>>) => items.map(({ json }) => json);

beforeEach(async () => await sim.control.reset());

describe('several things at once', () => {
	const names = ['a.zip', 'b.zip', 'c.zip'];
	beforeEach(() => {
		names.forEach((name) => sim.control.exports.addFile({ name, size: 10 }));
		sim.control.requests.clear();
	});

	test.each([
		['text with commas', 'a.zip, b.zip'],
		['the JSON text of a list', '["a.zip","b.zip"]'],
		['a list', ['a.zip', 'b.zip']],
	])('as %s: one request, and a row for each', async (_form, files) => {
		expect(rowsOf(await call('file', 'deleteMany', 'files', { files }))).toEqual([
			{ fileName: 'a.zip', deleted: true },
			{ fileName: 'b.zip', deleted: true },
		]);
		expect(urls()).toEqual(['DELETE /udm/v10/files?filename=a.zip%2Cb.zip']);
	});

	test('one that fails says so in its row, and costs no other', async () => {
		const rows = rowsOf(await call('file', 'deleteMany', 'files', { files: 'a.zip,none.zip' }));
		expect(rows).toEqual([
			{ fileName: 'a.zip', deleted: true },
			{
				fileName: 'none.zip',
				error: expect.stringContaining('"none.zip"'),
				details: expect.anything(),
			},
		]);
	});

	test('when none of it succeeds, the tool fails', async () => {
		const { items, error } = await call('file', 'deleteMany', 'files', { files: 'x.zip,y.zip' });
		expect(items).toEqual([]);
		expect(error?.message).toContain('x.zip');
	});

	test('links', async () => {
		expect(rowsOf(await call('file', 'getLinks', 'files', { files: names }))).toEqual(
			names.map((fileName) => ({
				fileName,
				url: expect.stringContaining(encodeURIComponent(fileName)),
			})),
		);
		expect(urls()).toHaveLength(1);
	});

	test.each([
		['exportJob', 'jobs', '/export/jobs'],
		['exportHistory', 'historyRecords', '/export/history'],
	])('%s, by IDs that are numbers', async (resource, field, path) => {
		await call(resource, 'deleteMany', field, { [field]: '[9001, 9002]' });
		expect(urls()[0]).toContain(`DELETE /udm/v10${path}?jobIDs=9001%2C9002`);
	});

	test.each(['', '[]', [], ' '])('%j is none, and nothing is sent', async (files) => {
		const { error } = await call('file', 'deleteMany', 'files', { files });
		expect(error?.message).toContain('The field "File Names" has no value');
		expect(urls()).toEqual([]);
	});

	test.each([[{ name: 'a.zip' }], [[{ name: 'a.zip' }]], ['[{"name":"a.zip"}]']])(
		'%j is refused, and the field named',
		async (files) => {
			const { error } = await call('file', 'deleteMany', 'files', { files });
			expect(error?.message).toContain('The field "File Names" is not text');
			expect(urls()).toEqual([]);
		},
	);

	test('a workflow has one for each item, as before', async () => {
		const { items } = await runNode({
			...setup('file', 'deleteMany', {
				file: { __rl: true, mode: 'id', value: '={{ $json.name }}' },
			}),
			items: names.map((name) => ({ name })),
		});
		expect(items.map(({ json }) => json)).toEqual(Array(3).fill({ deleted: true }));
		expect(urls()).toHaveLength(1);
	});
});

describe('Source and Data Type by an expression', () => {
	const job = (source: string, dataType: string): INodeParameters => ({
		title: 'Nightly',
		source,
		dataType,
		media: '={{ ["email"] }}',
		timeFrame: 'all',
	});
	const created = () =>
		sim.control.requests
			.list()
			.filter(({ method, url }) => method === 'POST' && url.endsWith('/export/jobs'))
			.map(({ body }) => JSON.parse(body) as IDataObject)
			.map(({ source, jobParams }) => [source, (jobParams as IDataObject).type]);
	const create = async (source: string, dataType: string, items: IDataObject[] = [{}]) =>
		await runNode({ ...setup('exportJob', 'create', job(source, dataType)), items });
	const byItem = ['={{ $json.source }}', '={{ $json.type }}'] as const;

	test.each([
		['UCS', 'Interactions'],
		['ucs', 'interactions'],
		['Universal Contact Server', 'Interactions'],
		[' universal contact server ', 'INTERACTIONS'],
	])('%s, %s are those of the list', async (source, type) => {
		const { error } = await create(...byItem, [{ source, type }]);
		expect(error).toBeUndefined();
		expect(created()).toEqual([['UCS', 'Interactions']]);
	});

	test('the lists are read once in a run', async () => {
		await create(
			...byItem,
			Array(5).fill({ source: 'Universal Contact Server', type: 'Interactions' }),
		);
		expect(urls().filter((url) => url.includes('/data/'))).toEqual([
			'GET /udm/v10/data/sources',
			'GET /udm/v10/data/types?source=UCS',
		]);
		expect(created()).toHaveLength(5);
	});

	test('what was picked from the list needs no look at it', async () => {
		await create('UCS', 'Interactions');
		expect(urls()).toEqual(['POST /udm/v10/export/jobs']);
	});

	test.each([
		['Sales', 'Interactions', '"Sales" is no choice of the field "Source"', 'UCS (Universal'],
		['UCS', 'Mails', '"Mails" is no choice of the field "Data Type"', 'Interactions'],
	])('%s, %s is refused with what there is', async (source, type, message, choices) => {
		const { error } = await create(...byItem, [{ source, type }]);
		expect(error?.message).toBe(message);
		expect(error?.description).toContain(choices);
		expect(created()).toEqual([]);
	});

	test.each([
		['exportJob', 'getAll', { filters: { source: '={{ $json.s }}' } }, '/export/jobs'],
		['exportHistory', 'getAll', { filters: { source: '={{ $json.s }}' } }, '/export/history'],
		['file', 'getAll', { filters: { source: '={{ $json.s }}' } }, '/file-metadatas'],
		['file', 'downloadMany', { filters: { source: '={{ $json.s }}' } }, '/file-metadatas'],
		['exportHistory', 'waitForFilesOfMany', { filters: { source: '={{ $json.s }}' } }, '/history'],
		['referenceData', 'getTypes', { source: '={{ $json.s }}' }, '/data/types'],
		['referenceData', 'getSubTypes', { source: '={{ $json.s }}' }, '/data/sub-types'],
	])('%s.%s takes the name', async (resource, operation, parameters, path) => {
		const items = [{ s: 'Universal Contact Server' }];
		await runNode({ ...setup(resource, operation, parameters), items });
		const [list, asked] = urls();
		expect(list).toBe('GET /udm/v10/data/sources');
		expect(asked).toContain(path);
		expect(asked).toContain('source=UCS');
	});

	test.each([
		['clone', 'changedFields', 'POST'],
		['update', 'updateFields', 'PUT'],
	])('%s takes the names of changed fields', async (operation, field, method) => {
		const { id } = sim.control.exports.addJob({
			source: 'DigitalChannels',
			title: 'Nightly',
			type: 'UCS',
			timeFrame: { all: true },
			schedulerParam: { immediately: false, startDate: '2099-01-01T00:00:00.000Z' },
			jobParams: { type: 'Messages', media: ['whatsapp'] },
			suspended: false,
		});
		sim.control.requests.clear();
		const fields = {
			source: '={{ $json.source }}',
			dataType: '={{ $json.type }}',
			media: '={{ ["email"] }}',
			jobType: 'UCS',
			schedule: 'immediately',
		};
		const job = { __rl: true, mode: 'id', value: String(id) };
		const { error } = await runNode({
			...setup('exportJob', operation, { job, [field]: fields }),
			items: [{ source: 'Universal contact server', type: 'interactions' }],
		});
		expect(error).toBeUndefined();
		const [sent] = sim.control.requests
			.list()
			.filter((request) => request.method === method && !request.url.includes('/auth/'));
		expect(JSON.parse(sent.body)).toMatchObject({
			source: 'UCS',
			jobParams: { type: 'Interactions' },
		});
	});
});
