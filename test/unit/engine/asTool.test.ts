import type { INodeParameters } from 'n8n-workflow';
import { nexus } from '../../../nodes/shared/apis/engage';
import { text } from '../../../nodes/shared/descriptions/fields';
import { inputField } from '../../../nodes/shared/descriptions/files';
import { defineProperty } from '../../../nodes/shared/descriptions/property';
import { defineOperation, RowWithFiles } from '../../../nodes/shared/engine/operation';
import type { NodeRun } from '../../harness/runNode';
import { toolOf } from '../../harness/runTool';
import { nodeOf, runOwn, withServer } from './host';

const server = withServer();

const named = { kind: 'custom', description: 'x', action: 'X' } as const;
const attach = defineOperation({
	...{ ...named, value: 'attach', name: 'Attach' },
	properties: [inputField('file')],
	execute: async ({ binaryPropertyName }, { file, send: ask }) => {
		await ask({ method: 'GET', path: '/before' });
		return { size: (await file(binaryPropertyName)).size };
	},
});
const send = defineOperation({
	...{ ...named, value: 'send', name: 'Send' },
	properties: [
		defineProperty({
			...{ displayName: 'Files', name: 'files', type: 'string', default: 'data' },
			...{ commaSeparated: true, takesFiles: true },
		}),
		text('field', 'Field', 'x'),
	],
	execute: async ({ files, field }, context) => {
		for (const name of [...files, ...(field ? [field] : [])]) await context.file(name);
		return { files, asTool: context.asTool };
	},
});
const store = defineOperation({
	...{ ...named, value: 'store', name: 'Store' },
	properties: [],
	execute: async (_values, { storeFile }) =>
		new RowWithFiles(
			{ id: 1 },
			{
				one: await storeFile(Buffer.from('a,b'), 'dir/a.csv', 'text/csv'),
				two: await storeFile(Buffer.from([0xff, 0]), 'b.bin'),
			},
		),
});

const own = nodeOf([attach, send, store], nexus);
const data = { data: Buffer.from('x').toString('base64'), mimeType: 'text/plain' };
const inWorkflow = async (operation: string, parameters: INodeParameters = {}) =>
	await runOwn(own, server.url, operation, parameters, { binary: [{ data }] });
const asTool = async (operation: string, parameters: INodeParameters = {}) => {
	const more: Partial<NodeRun> = { node: 'testTool', extraNodes: { testTool: toolOf(own) } };
	return await runOwn(own, server.url, operation, parameters, { ...more, binary: [{ data }] });
};

test('an operation that needs a file is refused to a model, and works in a workflow', async () => {
	expect((await inWorkflow('attach')).items).toEqual([{ size: 1 }]);
	server.sent = [];
	const { error } = await asTool('attach');
	expect(server.sent).toEqual([]);
	expect(error?.message).toMatch(/^A model cannot give a file to this tool\n\nDetails: /);
});

test('a field that names files has no value for a model, whatever it is at first', async () => {
	expect((await inWorkflow('send')).items).toEqual([{ files: ['data'], asTool: false }]);
	expect((await asTool('send')).items).toEqual([{ files: [], asTool: true }]);
	expect((await asTool('send', { files: 'data' })).items).toEqual([{ files: [], asTool: true }]);
});

test('a file that is asked for all the same is refused', async () => {
	expect((await asTool('send', { field: 'data' })).error?.message).toContain('cannot give a file');
});

test('files in the output are what a model can read of them, and none is stored', async () => {
	const [stored] = (await inWorkflow('store')).paired;
	expect(Object.keys(stored.binary ?? {})).toEqual(['one', 'two']);
	const { paired } = await asTool('store');
	expect(paired[0].binary).toBeUndefined();
	expect(paired[0].json).toEqual({
		id: 1,
		one: {
			fileName: expect.stringMatching(/a\.csv$/),
			mimeType: 'text/csv',
			bytes: 3,
			text: 'a,b',
		},
		two: {
			...{ fileName: 'b.bin', mimeType: '', bytes: 2 },
			says: expect.stringContaining('no link to it'),
		},
	});
});
