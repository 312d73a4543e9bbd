import type { INodeProperties, INodePropertyOptions, INodeTypeDescription } from 'n8n-workflow';
import { builtNodes, type BuiltNode } from './helpers/descriptions';
import { descriptionProblems } from './helpers/descriptionProblems';

let nodes: BuiltNode[];

beforeAll(async () => {
	nodes = await builtNodes();
});

const copyOf = (name: string) => {
	const { description } = nodes.find((node) => node.description.name === name)!;
	// Not structuredClone: a spoiled part is to be spoiled in one place only, not wherever it is shared.
	return JSON.parse(JSON.stringify(description)) as INodeTypeDescription;
};

test('every built description is as the guidelines ask', () => {
	const problems = nodes.flatMap(({ description }) =>
		descriptionProblems(description).map((problem) => `${description.name}: ${problem}`),
	);
	expect(problems).toEqual([]);
	expect(nodes.length).toBeGreaterThan(2);
});

test('every operation and every list method that a description names is there', () => {
	const missing = nodes.flatMap(({ description, node }) =>
		description.properties
			.flatMap(({ modes = [] }) => modes)
			.map(({ typeOptions }) => typeOptions?.searchListMethod)
			.filter((method) => method && !node.methods?.listSearch?.[method])
			.map((method) => `${description.name}: ${method}`),
	);
	expect(missing).toEqual([]);
});

const find = ({ properties }: INodeTypeDescription, name: string) =>
	properties.find((property) => property.name === name)!;
const operations = (description: INodeTypeDescription) =>
	find(description, 'operation').options as INodePropertyOptions[];
const changeField =
	(name: string, change: Partial<INodeProperties>) => (node: INodeTypeDescription) =>
		void Object.assign(find(node, name), change);
const changeOperation =
	(index: number, change: Partial<INodePropertyOptions>) => (node: INodeTypeDescription) =>
		void Object.assign(operations(node)[index], change);

test.each<[string, (node: INodeTypeDescription) => void, string[]]>([
	[
		'an operation without action',
		changeOperation(0, { action: '' }),
		['operation count has no action'],
	],
	[
		'Title Case',
		changeOperation(0, { action: 'Count Secure Emails' }),
		['operation count has an action that is not in sentence case'],
	],
	[
		'an article',
		changeOperation(0, { action: 'Count the secure emails' }),
		['operation count has an action with an article'],
	],
	[
		'an operation without description',
		changeOperation(0, { description: undefined }),
		['operation count has no description'],
	],
	[
		'operations in another order',
		(node) => void operations(node).reverse(),
		[
			'the operations are not in the order of their names: Send, Purge, Mark as Read, Get User Data, Get Many, Get, Delete, Count',
		],
	],
	[
		'a boolean that asks nothing',
		changeField('returnAll', { description: 'Return all results' }),
		['returnAll does not say "Whether"'],
	],
	[
		'options in no order',
		(node) => void find(node, 'options').options!.reverse(),
		['options has options in no order'],
	],
	[
		'a placeholder that looks like a value',
		changeField('address', { placeholder: 'consumer@example.com' }),
		['address has a placeholder without "e.g."'],
	],
	[
		'the same in a resource locator',
		(node) => void (find(node, 'secureMailId').modes![0].placeholder = 'bff348eb'),
		['secureMailId has a placeholder without "e.g." by id'],
	],
	[
		'a required field that is not always shown',
		(node) => void (find(node, 'limit').required = true),
		['limit is required, and is not always shown', 'limit is required, and has a default'],
	],
	[
		'a field of no operation',
		(node) => void (find(node, 'status').displayOptions!.show!.operation = ['search']),
		['status is shown for no operation: {"resource":["secureEmail"],"operation":["search"]}'],
	],
	[
		'a condition that never holds',
		(node) => void (find(node, 'dataJson').displayOptions!.show!.dataMode = ['raw']),
		['secureEmail.send: dataJson waits for dataMode = raw'],
	],
	[
		'a field that is there twice',
		(node) => void node.properties.push(structuredClone(find(node, 'status'))),
		['secureEmail.count: status is there twice'],
	],
	[
		'an expression for the operation',
		changeField('operation', { noDataExpression: false }),
		['operation may be an expression'],
	],
	[
		'no tool',
		(node) => void (node.usableAsTool = undefined),
		['an action node is not usable as a tool'],
	],
	['no subtitle', (node) => void (node.subtitle = ''), ['the node has no subtitle']],
	['no codex', (node) => void (node.codex = undefined), ['the node has no codex']],
	[
		'one icon for both themes',
		(node) => void Object.assign(node, { iconUrl: 'a.svg' }),
		['the node has no light and dark icon'],
	],
])('%s would be found', (_what, spoil, problems) => {
	const description = copyOf('genesysSecureEmail');
	const before = descriptionProblems(description);
	spoil(description);
	const added = descriptionProblems(description).filter((problem) => !before.includes(problem));
	expect(added).toEqual(problems);
});

test('a trigger that is usable as a tool would be found', () => {
	const description = { ...copyOf('genesysInteractionsTrigger'), usableAsTool: true as const };
	expect(descriptionProblems(description)).toEqual(['a trigger is usable as a tool']);
});
