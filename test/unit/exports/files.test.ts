import type { IDataObject } from 'n8n-workflow';
import { exportApis, type ExportApi } from '../../../nodes/shared/apis/exports';
import { filesOf } from '../../../nodes/shared/exports/files';
import type { ApiRequest } from '../../../nodes/shared/transport/api';
import { ApiResponse } from '../../../nodes/shared/transport/response';

const nightly = { id: 500, title: 'Nightly' };
const apiOf = (name: string) => exportApis.find(({ choice }) => choice.value === name) as ExportApi;

/** The names that belong to `record` among the files that Genesys lists, when these are the other runs. */
async function names(
	files: IDataObject[],
	record: IDataObject,
	{ name = 'cdds', runs = [] }: { name?: string; runs?: IDataObject[] } = {},
) {
	const api = apiOf(name);
	const own = { ...nightly, ...record };
	const asked: ApiRequest[] = [];
	const send = async (request: ApiRequest) => {
		asked.push(request);
		const items = request.path === '/export/history' ? [...runs, own] : files;
		return new ApiResponse(200, {}, { count: items.length, items }, api.envelope);
	};
	const found = await filesOf(send, own, api);
	return { names: found.map((file) => file.name), query: asked[0].query, asked: asked.length };
}
const UNTOLD = 'Which files belong to the export cannot be told';

test('by the id of the export, where files have it', async () => {
	const files = [
		{ name: 'a.zip', historyId: 500 },
		{ name: 'b.zip', historyId: '500' },
		{ name: 'c.zip', historyId: 5001 },
	];
	expect((await names(files, { fileName: 'c.zip' })).names).toEqual(['a.zip', 'b.zip']);
});

test('by the name, and not by the beginning of another one', async () => {
	const files = ['x_500.zip', 'x_500_2.zip', 'x_5001.zip', 'y.zip'].map((name) => ({ name }));
	const { names: found } = await names(files, { fileName: 'x_500.zip' });
	expect(found).toEqual(['x_500.zip', 'x_500_2.zip']);
});

test('by the names, where there are several', async () => {
	const files = ['a.zip', 'b.zip', 'a_2.zip'].map((name) => ({ name }));
	expect((await names(files, { fileName: 'a.zip, b.zip' })).names).toEqual(['a.zip', 'b.zip']);
});

describe('files of a title that is not that of one run alone', () => {
	const files = ['a', 'b', 'c'].map((name, night) => ({
		name: `${name}.zip`,
		jobTitle: 'Nightly',
		uploadDate: `2026-11-0${night + 1}T02:30:00Z`,
	}));
	const runOf = (night: number, parentId = 7): IDataObject => ({
		...{ ...nightly, id: 500 + night, parentId },
		createdDate: `2026-11-0${night}T02:00:00Z`,
	});

	test('are those of the only run that has it', async () => {
		const another = { name: 'd.zip', jobTitle: 'Nightly 2' };
		const run = { id: 9, title: 'Nightly 2' };
		const found = await names([...files, another], {}, { runs: [run] });
		expect(found.names).toEqual(['a.zip', 'b.zip', 'c.zip']);
	});

	test.each([1, 2, 3])(
		'are told by their date, where the runs are of one job: %d',
		async (night) => {
			const runs = [1, 2, 3].filter((other) => other !== night).map((other) => runOf(other));
			const { names: found } = await names(files, runOf(night), { runs });
			expect(found).toEqual([files[night - 1].name]);
		},
	);

	test.each([
		['of several jobs, which can run at once', runOf(1), [runOf(2, 8)]],
		['that name no job', runOf(1, 0), [runOf(2, 0)]],
		['without a date', { ...runOf(1), createdDate: '' }, [runOf(2)]],
		['of another without a date', runOf(1), [{ ...runOf(2), createdDate: 'then' }]],
		['of the same moment', runOf(1), [{ ...runOf(1), id: 502 }]],
	])('cannot be told by the dates of runs %s', async (_what, run, runs) => {
		await expect(names(files, run, { runs })).rejects.toThrow(UNTOLD);
	});

	test('cannot be told without a date of their own', async () => {
		const undated = files.map((file) => ({ ...file, uploadDate: undefined }));
		await expect(names(undated, runOf(1), { runs: [runOf(2)] })).rejects.toThrow(UNTOLD);
	});

	test('are those that Genesys lists of a run, where it can be asked for them', async () => {
		const found = await names(files, runOf(1), { name: 'udm10', runs: [runOf(2)] });
		expect(found).toMatchObject({ names: ['a.zip', 'b.zip', 'c.zip'], asked: 1 });
	});
});

describe('files whose name begins like that of the run', () => {
	const files = ['nightly_20261101.zip', 'nightly_20261102.zip'].map((name) => ({ name }));

	test('are not its own, when other runs have the same name', async () => {
		const fileName = 'nightly.zip';
		const runs = [{ ...nightly, id: 501, fileName }];
		await expect(names(files, { fileName }, { runs })).rejects.toThrow(UNTOLD);
	});

	test('are not its own, when they are named by another run', async () => {
		const runs = [{ ...nightly, id: 501, fileName: 'nightly_20261102.zip' }];
		const { names: found } = await names(files, { fileName: 'nightly.zip' }, { runs });
		expect(found).toEqual(['nightly_20261101.zip']);
	});

	test('are not its own, when they have another title', async () => {
		const [first, second] = files;
		const titled = [first, { ...second, jobTitle: 'Nightly 2' }];
		const { names: found } = await names(titled, { fileName: 'nightly.zip' });
		expect(found).toEqual([first.name]);
	});
});

test.each([
	['no title', [{ name: 'a.zip', jobTitle: 'Nightly' }], { title: undefined }],
	['files without a title', [{ name: 'a.zip' }], {}],
	['neither', [{ name: 'a.zip' }], { title: undefined }],
])(
	'a run with %s and no file name is an error, and not one without files',
	async (_, files, run) => {
		await expect(names(files, run)).rejects.toThrow(UNTOLD);
	},
);

test('a record without an ID is asked nothing about', async () => {
	const send = jest.fn();
	await expect(filesOf(send, { id: null, title: 'Nightly' }, apiOf('udm10'))).rejects.toThrow(
		'Genesys sent a history record without an ID',
	);
	expect(send).not.toHaveBeenCalled();
});

test('only the current API is asked for the id', async () => {
	expect((await names([], {}, { name: 'udm10' })).query).toMatchObject({ historyId: '500' });
	const { query } = await names([], {}, { name: 'udm4' });
	expect(query).toMatchObject({ jobTitle: 'Nightly' });
	expect(query).not.toHaveProperty('historyId');
});
