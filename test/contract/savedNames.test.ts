import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeTypeDescription } from 'n8n-workflow';
import { loadPackage } from '../harness/package';
import { builtNodes } from './helpers/descriptions';
import {
	goneFrom,
	namesOfCredential,
	namesOfNode,
	withAdditions,
	type SavedNames,
} from './helpers/savedNames';

/**
 * Workflows and credentials that users have saved hold the names of nodes, versions, credentials, operations, fields and
 * options, and leave out what is at its default. All of them are listed in savedNames.json; labels are free.
 */
const FILE = join(__dirname, 'savedNames.json');
const read = (): SavedNames =>
	existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as SavedNames) : {};

const GONE =
	'A name that saved workflows hold was renamed or removed, or a default changed: those workflows break. Keep it, or make ' +
	'a new version of the node. To give it up all the same, delete its line from savedNames.json by hand.';
const NEW =
	'There are new names. When they are as they shall stay, run UPDATE_SAVED_NAMES=1 npx jest test/contract/savedNames ' +
	'and commit savedNames.json.';

let built: SavedNames;

beforeAll(async () => {
	const loader = await loadPackage();
	const credentials = Object.keys(loader.known.credentials).sort();
	built = Object.fromEntries([
		...credentials.map((name) => [name, namesOfCredential(loader.getCredential(name).type)]),
		...(await builtNodes()).map(({ description }) => [description.name, namesOfNode(description)]),
	]);
	if (process.env.UPDATE_SAVED_NAMES === '1') {
		writeFileSync(FILE, `${JSON.stringify(withAdditions(read(), built), null, '\t')}\n`);
	}
});

test('no name that saved workflows hold is gone', () => {
	const gone = goneFrom(read(), built);
	expect({ gone, ...(gone.length && { why: GONE }) }).toEqual({ gone: [] });
});

test('every name is in savedNames.json', () => {
	const added = goneFrom(built, read());
	expect({ added, ...(added.length && { what: NEW }) }).toEqual({ added: [] });
});

describe('a change of the built node is found:', () => {
	const node = async () => {
		const nodes = await builtNodes();
		const found = nodes.find(({ description }) => description.name === 'genesysSecureEmail');
		return structuredClone({ ...found!.description });
	};
	const field = (description: INodeTypeDescription, name: string) =>
		description.properties.find((property) => property.name === name)!;

	test.each<[string, (description: INodeTypeDescription) => void, string[]]>([
		[
			'a renamed field',
			(description) => (field(description, 'address').name = 'email'),
			['count: address (string, default "")'],
		],
		[
			'another default',
			(description) => (field(description, 'limit').default = 100),
			['getAll: limit (number, default 50)'],
		],
		[
			'another value of an option',
			(description) => (field(description, 'status').options![0] = { name: 'All', value: 'any' }),
			['count: status = all'],
		],
		[
			'a renamed operation',
			({ properties }) => {
				const select = properties.find(({ name }) => name === 'operation')!;
				(select.options![1] as { value: string }).value = 'remove';
			},
			['delete', 'delete: options (collection, default {})'],
		],
		[
			'another credential',
			(description) => (description.credentials![0].name = 'genesysKeyApi'),
			['credential genesysApi'],
		],
		[
			'another default operation',
			(description) => (field(description, 'operation').default = 'count'),
			['operation of secureEmail (default getAll)'],
		],
		['another version', (description) => (description.version = 2), ['version 1']],
	])('%s', async (_what, change, lost) => {
		const description = await node();
		change(description);
		const gone = goneFrom(
			{ node: built.genesysSecureEmail },
			{ node: namesOfNode(description) },
		).map((name) => name.replace(/^node: (secureEmail\.)?/, ''));
		expect(gone).toEqual(expect.arrayContaining(lost));
	});

	test('but not another label', async () => {
		const description = await node();
		field(description, 'address').displayName = 'Consumer';
		field(description, 'address').description = 'Another text';
		expect(namesOfNode(description)).toEqual(built.genesysSecureEmail);
	});
});

test('an update adds names and keeps those that are gone', () => {
	expect(withAdditions({ a: ['x', 'y'], b: ['z'] }, { a: ['x', 'n'], c: ['w'] })).toEqual({
		a: ['x', 'n', 'y'],
		b: ['z'],
		c: ['w'],
	});
});
