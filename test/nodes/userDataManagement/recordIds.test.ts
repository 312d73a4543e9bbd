import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { withLiar } from '../../harness/liar';
import { runNode } from '../../harness/runNode';

/** History records that cannot be asked for by an ID: nothing is asked by the name of "null". */
const liar = withLiar();

const run = async (resource: string, operation: string, parameters: INodeParameters) =>
	await runNode({
		node: 'genesysUserDataManagement',
		parameters: {
			...{ api: 'cdds', authentication: 'apiKey', resource, operation, waitLimit: 0 },
			options: { maxRetries: 0 },
			...parameters,
		},
		credentials: { genesysApi: { baseUrl: liar.url, apiKey: 'key-0123456789' } },
	});
const badPaths = () =>
	liar.sent.map(({ url }) => url).filter((url) => /null|undefined|object/i.test(url));

const ids: Array<[IDataObject]> = [[{}], [{ id: null }], [{ id: { a: 1 } }], [{ id: '' }]];

test.each(ids)('Wait for Files of the record %j is an error at once', async (record) => {
	liar.answer = (response) => liar.json(response, { ...record, status: 'RUNNING' });
	const { error } = await run('exportHistory', 'waitForFiles', {
		historyRecord: { __rl: true, mode: 'id', value: '5' },
	});
	expect(error?.message).toBe('Genesys sent a history record without an ID');
	expect(liar.sent).toHaveLength(1);
	expect(badPaths()).toEqual([]);
});

test.each(ids)('Create and Wait does not ask for the run %j', async (record) => {
	liar.answer = (response, { method }) =>
		liar.json(
			response,
			method === 'POST' ? { id: 1 } : { items: [{ ...record, parentId: 1 }], count: 1 },
		);
	const { error } = await run('exportJob', 'createAndWait', {
		...{ title: 'Nightly', source: 'UCS', dataType: 'Interactions', media: ['chat'] },
		timeFrame: 'all',
	});
	expect(error).toBeDefined();
	expect(badPaths()).toEqual([]);
});
