import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Resource } from '../../nodes/shared/engine/operation';
import { ROOT } from '../harness/package';
import { aiFields, keyOf } from './helpers/aiKeys';
import {
	builtNodes,
	inForm,
	isTrigger,
	viewsOf,
	type BuiltNode,
	type View,
} from './helpers/descriptions';
import { actionProblems, fieldProblems } from './helpers/toolProblems';

/** The words of the nodes are all that a language model has: what its tools do, and what the fields of them are. */
let actionNodes: BuiltNode[];
/** `node resource.operation` of each operation that is declared as a deletion. */
const deletions = new Set<string>();

beforeAll(async () => {
	actionNodes = (await builtNodes()).filter(({ description }) => !isTrigger(description));
	for (const { className, description } of actionNodes) {
		for (const { value, operations } of resourcesOf(className)) {
			operations
				.filter(({ kind }) => kind === 'deletion')
				.forEach((operation) => deletions.add(`${description.name} ${value}.${operation.value}`));
		}
	}
});

/** What the node is built from: its description does not say of what kind an operation is. */
function resourcesOf(className: string): Resource[] {
	const folder = join(ROOT, 'nodes', className, 'actions');
	return readdirSync(folder)
		.map((resource) => join(folder, resource, 'index.ts'))
		.filter((file) => existsSync(file))
		.flatMap((file) => Object.values(jest.requireActual<Record<string, Resource>>(file)))
		.filter((exported) => Array.isArray(exported?.operations));
}

const operationsIn = ({ properties }: BuiltNode['description'], resource?: string) =>
	properties
		.filter(({ name, displayOptions }) => {
			const shown = displayOptions?.show?.resource ?? [resource];
			return name === 'operation' && (!resource || shown.includes(resource));
		})
		.flatMap(({ options = [] }) => options as INodePropertyOptions[]);

const namesIn = (description: BuiltNode['description']) => [
	...new Set(operationsIn(description).map(({ name }) => name)),
];

/** Each operation of each node, as `node resource.operation`. */
const all = (): Array<{ of: string; view: View; description: BuiltNode['description'] }> =>
	actionNodes.flatMap(({ description }) =>
		viewsOf(description).map((view) => ({
			of: `${description.name} ${view.name}`,
			view,
			description,
		})),
	);

const operationOf = ({ view, description }: ReturnType<typeof all>[number]) =>
	operationsIn(description, view.resource).find(({ value }) => value === view.operation)!;

test('each action says in 55 to 90 characters what happens, and what is gone for good', () => {
	const problems = all().flatMap((one) =>
		actionProblems(operationOf(one), deletions.has(one.of)).map((what) => `${one.of} ${what}`),
	);
	expect(problems).toEqual([]);
	expect(all().length).toBeGreaterThan(150);
	expect(deletions.size).toBeGreaterThan(5);
});

test('each action is its own in the 33 characters that fit into the name of a tool beside the longest name of a node', () => {
	const seen = new Map<string, string[]>();
	for (const one of all()) {
		const beginning = operationOf(one).action!.slice(0, 33);
		seen.set(beginning, [...(seen.get(beginning) ?? []), one.of]);
	}
	expect([...seen].filter(([, users]) => users.length > 1)).toEqual([]);
});

test('what a consumer writes is brought to an agent, and not sent to a consumer', () => {
	const actions = all()
		.filter(({ of }) => /^genesysMessaging message\./.test(of))
		.map((one) => operationOf(one).action);
	expect(actions.length).toBeGreaterThan(5);
	expect(
		actions.filter((action) => !/^(Bring consumer|Report) .*\bto agent\b/.test(action!)),
	).toEqual([]);
});

test('each field stands alone: it says what it is, with an example, and has a key of its own', () => {
	const problems = all().flatMap(({ of, view, description }) =>
		[false, true].flatMap((asTool) =>
			fieldProblems(inForm(view.properties, asTool), namesIn(description)).map(
				(what) => `${of}: ${what}`,
			),
		),
	);
	expect([...new Set(problems)]).toEqual([]);
});

test('the keys are those that the editor makes', () => {
	expect(keyOf('workitem', 'Workitem ID')).toBe('Workitem_ID');
	expect(keyOf('options.fileName', 'File Name')).toBe('File_Name');
	expect(keyOf('data.entries[0].key', 'User Data Name')).toBe('entries0_User_Data_Name');
	expect(keyOf('dataJson', 'User Data (JSON)')).toBe('User_Data__JSON_');
	expect(keyOf('a', 'Wrap-Up Code')).toBe('Wrap-Up_Code');
	expect(keyOf('a', 'x'.repeat(70))).toBe('x'.repeat(63));
	expect(keyOf('a[0].b', 'x'.repeat(70))).toBe(`a0_${'x'.repeat(60)}`);
	expect(keyOf('a[0].b[1].c', `${'x'.repeat(70)}y`)).toBe(`${'x'.repeat(62)}y`);
});

const text = (more: Partial<INodeProperties> = {}): INodeProperties => ({
	displayName: 'Case Number',
	name: 'case',
	type: 'string',
	default: '',
	description: 'Number of the case, e.g. 4711',
	...more,
});

const entries = (name: string, label: string): INodeProperties => ({
	displayName: name,
	name,
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	default: {},
	description: 'One by one',
	options: [{ displayName: 'Fields', name: 'entries', values: [text({ displayName: label })] }],
});

test.each<[string, INodeProperties[], string[]]>([
	['nothing', [text(), entries('a', 'Added Case'), entries('b', 'Changed Case')], []],
	[
		'no description',
		[text({ description: ' ' })],
		['case does not say what it is', 'case has no example'],
	],
	['no example', [text({ description: 'Number of the case' })], ['case has no example']],
	[
		'an example beside the description',
		[text({ description: 'Number', placeholder: 'e.g. 4711' })],
		[],
	],
	[
		'a placeholder that is none',
		[text({ description: 'Number', placeholder: '4711' })],
		['case has no example'],
	],
	['a switch', [text({ type: 'boolean', description: 'Whether it is open' })], []],
	['a number', [text({ type: 'number', description: 'How many' })], ['case has no example']],
	[
		'a list that is loaded and has no example',
		[
			text({
				type: 'options',
				typeOptions: { loadOptionsMethod: 'get' },
				description:
					'The case. Choose from the list, or specify an ID using an <a href="#">expression</a>.',
			}),
		],
		['case has no example'],
	],
	[
		'a list that is loaded and says nothing of its own',
		[
			text({
				type: 'options',
				placeholder: 'e.g. 4711',
				typeOptions: { loadOptionsMethod: 'get' },
				description: 'Choose from the list, or specify an ID using an <a href="#">expression</a>.',
			}),
		],
		['case does not say what it is'],
	],
	[
		'a list that only a person sees',
		[text({ description: 'Choose it from the list, or give its ID, e.g. 4711' })],
		['case needs a hand and a mouse'],
	],
	[
		'a place on the screen',
		[text({ description: 'Of the one above, e.g. 4711' })],
		['case needs a hand and a mouse'],
	],
	[
		'an operation that no model knows',
		[text({ description: 'ID that Create returned, e.g. 4711' })],
		['case names an operation without its resource'],
	],
	[
		'an operation with its resource',
		[text({ description: 'ID, e.g. 4711. The operation Create of the resource Case gives it.' })],
		[],
	],
	['a bare label', [text({ displayName: 'Name' })], ['case is called Name']],
	[
		'a thing of which it is not said what names it',
		[text({ type: 'resourceLocator', displayName: 'Workitem' })],
		['case is called Workitem'],
	],
	['a thing by its ID', [text({ type: 'resourceLocator', displayName: 'Workitem ID' })], []],
	[
		'two lists with the same labels',
		[entries('a', 'Case Name'), entries('b', 'Case Name')],
		['b.entries[0].case shares the key entries0_Case_Name'],
	],
	[
		'a label in and outside of a collection',
		[
			text(),
			{
				...text({ name: 'options', description: 'More' }),
				type: 'collection',
				options: [text({ name: 'inner' })],
			},
		],
		['options.inner shares the key Case_Number'],
	],
	[
		'labels that differ in signs only',
		[text(), text({ name: 'other', displayName: 'Case.Number' })],
		['other shares the key Case_Number'],
	],
])('%s: found', (_what, properties, problems) => {
	expect(fieldProblems(properties, ['Create', 'Get Many'])).toEqual(problems);
});

test('what can be no expression has no key', () => {
	expect(aiFields([text({ noDataExpression: true }), text({ type: 'notice' })])).toEqual([]);
});

test.each<[string, string, boolean, string[]]>([
	['x'.repeat(54), 'get', false, ['says too little in 54 characters']],
	['x'.repeat(55), 'get', false, []],
	['x'.repeat(90), 'get', false, []],
	['x'.repeat(91), 'get', false, ['says too much in 91 characters']],
	['Delete '.repeat(10), 'deleteMany', false, ['does not say what is gone for good']],
	['Take away '.repeat(6), 'takeAway', true, ['does not say what is gone for good']],
	['Delete secure email from lists while contact database keeps it', 'delete', true, []],
])('of the action "%s" of %s: found', (action, value, deletes, problems) => {
	expect(actionProblems({ name: 'Any', value, action }, deletes)).toEqual(problems);
});
