import type { IDataObject } from 'n8n-workflow';
import { exportApis, type ExportApi } from '../../../nodes/shared/apis/exports';
import { filesOf } from '../../../nodes/shared/exports/files';
import type { ApiRequest } from '../../../nodes/shared/transport/api';
import { ApiResponse } from '../../../nodes/shared/transport/response';

/** The names that belong to `record` among the files that Genesys lists. */
async function names(files: IDataObject[], record: IDataObject, name = 'cdds') {
	const api = exportApis.find(({ choice }) => choice.value === name) as ExportApi;
	const queries: ApiRequest['query'][] = [];
	const send = async ({ query }: ApiRequest) => {
		queries.push(query);
		return new ApiResponse(200, {}, { count: files.length, items: files }, api.envelope);
	};
	const found = await filesOf(send, { id: 500, title: 'Nightly', ...record }, api);
	return { names: found.map(({ name }) => name), query: queries[0] };
}

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

test('by the whole title, when nothing else is known', async () => {
	const files = [
		{ name: 'a.zip', jobTitle: 'Nightly' },
		{ name: 'b.zip', jobTitle: 'Nightly 2' },
	];
	expect((await names(files, { fileName: '' })).names).toEqual(['a.zip']);
});

test('only the current API is asked for the id', async () => {
	expect((await names([], {}, 'udm10')).query).toMatchObject({ historyId: '500' });
	const { query } = await names([], {}, 'udm4');
	expect(query).toMatchObject({ jobTitle: 'Nightly' });
	expect(query).not.toHaveProperty('historyId');
});
