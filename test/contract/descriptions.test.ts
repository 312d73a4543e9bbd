import type { INodeProperties, INodePropertyOptions, INodeTypeDescription } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import { GenesysApi } from '../../credentials/GenesysApi.credentials';
import { GenesysOAuth2Api } from '../../credentials/GenesysOAuth2Api.credentials';
import { GenesysTokenApi } from '../../credentials/GenesysTokenApi.credentials';
import { apiKey, oAuth2, token } from '../../nodes/shared/apis/engage';
import { builtNodes, viewsOf, withChildren, type BuiltNode } from './helpers/descriptions';
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

test('what the editor loads of a node is under 150 kB', () => {
	const sizes = nodes.map(({ description: { name, properties } }) => ({
		name,
		kB: Math.round(JSON.stringify(properties).length / 1_000),
	}));
	expect(sizes.filter(({ kB }) => kB >= 150)).toEqual([]);
	expect(Math.max(...sizes.map(({ kB }) => kB))).toBeGreaterThan(100);
});

test.each([
	['genesysMessagingTrigger', '', ['10 seconds', 'number of attempts', 'time between them']],
	['genesysCloudMessagingTrigger', '', ['10 seconds', 'up to five times', 'port 443']],
	['genesysInteractionsTrigger', '', ['answered 200', 'number of attempts', 'time between them']],
	['genesysUserDataManagement', 'exportJob.clone', ['the Schedule and the Job Type']],
	['genesysUserDataManagement', 'exportJob.update', ['the Schedule and the Job Type']],
	['genesysMessaging', 'message.sendRichMedia', ['does not document the content', 'a guess']],
	['genesysMessaging', 'message.sendEmail', ['not those that it takes', 'attachments']],
	['genesysMessaging', 'message.reply', ['does not document the form of an email', 'attachments']],
])('%s %s says in the editor what the documents leave open', (node, operation, words) => {
	const view = viewsOf(copyOf(node)).find(({ name }) => name === operation);
	const notices = (view?.properties ?? []).filter(({ type }) => type === 'notice');
	const text = notices.map(({ displayName }) => displayName).join(' ');
	expect(words.filter((word) => !text.includes(word))).toEqual([]);
});

/** What counts something, and for how long something lasts at most; by name, wherever it is. */
const COUNTS = ['batchSize', 'concurrency', 'limit', 'maxRetries', 'timeout'];
const TIMES = ['draftTimeout', 'longestInterval', 'throttle', 'timeout', 'waitLimit'];

test('what counts something is whole, and no time is so long that it would never end', () => {
	const fields = nodes
		.flatMap(({ description }) => description.properties)
		.flatMap((property) => withChildren(property).map((child) => child.property));
	const found = (names: string[]) =>
		fields.filter(({ name, type }) => type === 'number' && names.includes(name));
	const broken = found(COUNTS).filter(({ typeOptions }) => typeOptions?.numberPrecision !== 0);
	const endless = found(TIMES).filter(({ typeOptions }) => !typeOptions?.maxValue);
	expect([...broken, ...endless].map(({ name }) => name)).toEqual([]);
	for (const name of [...COUNTS, ...TIMES]) expect(found([name])).not.toEqual([]);
});

test("with a key alone, the editor says what cannot be done; it does not leave an operation's internal name", () => {
	const { properties } = copyOf('genesysAuthentication');
	const noticesWith = (authentication: string, resource: string, operation: string) =>
		properties
			.filter(({ type }) => type === 'notice')
			.filter((property) =>
				NodeHelpers.displayParameter({ authentication, resource, operation }, property, null, null),
			)
			.map(({ displayName }) => displayName);
	expect(noticesWith('apiKey', 'user', 'get')).toEqual([
		expect.stringContaining('Genesys OAuth2 API or Genesys Token API'),
	]);
	expect(noticesWith('apiKey', 'user', 'changePassword')).toEqual([]);
	expect(noticesWith('token', 'user', 'get')).toEqual([]);
	const selects = properties.filter(({ name }) => name === 'operation');
	expect(JSON.stringify(selects)).not.toContain('/authentication');
});

test('errors call a credential type what the editor calls it', () => {
	const types = [new GenesysApi(), new GenesysOAuth2Api(), new GenesysTokenApi()];
	const called = [apiKey, oAuth2, token].map(({ name, displayName }) => ({ name, displayName }));
	expect(called).toEqual(types.map(({ name, displayName }) => ({ name, displayName })));
});

test('what few users fill in stands below what all do', () => {
	const below = nodes.flatMap(({ description }) =>
		viewsOf(description).flatMap(({ name, properties }) => {
			const names = properties.map((property) => property.name);
			const place = names.indexOf('additionalFields');
			const after = place < 0 ? [] : names.slice(place + 1).filter((one) => one !== 'options');
			return after.map((one) => `${description.name} ${name}: ${one}`);
		}),
	);
	expect(below).toEqual([]);
});

test('every method that fills a list of a description is there, and every such method is used', () => {
	const lists = nodes.map(({ description, node: { methods = {} } }) => {
		const fields = description.properties.flatMap((property) => withChildren(property));
		const loaded = fields.map(({ property }) => property.typeOptions?.loadOptionsMethod);
		const searched = fields
			.flatMap(({ property: { modes = [] } }) => modes)
			.map(({ typeOptions }) => typeOptions?.searchListMethod);
		const names = (methods: Array<string | undefined>) =>
			[...new Set(methods.filter((method) => method !== undefined))].sort();
		return {
			node: description.name,
			named: [names(loaded), names(searched)],
			built: [methods.loadOptions, methods.listSearch].map((all) => Object.keys(all ?? {}).sort()),
		};
	});
	for (const { node, named, built } of lists)
		expect({ node, methods: built }).toEqual({ node, methods: named });
	expect(lists.flatMap(({ named }) => named.flat()).length).toBeGreaterThan(7);
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
		(node) => {
			const byId = find(node, 'secureMailId').modes!.find(({ name }) => name === 'id')!;
			byId.placeholder = 'bff348eb';
		},
		['secureMailId has a placeholder without "e.g." by id'],
	],
	[
		'a required field that has a default',
		(node) => void (find(node, 'limit').required = true),
		['limit is required, and has a default'],
	],
	[
		'a required field that waits for one that comes later',
		({ properties }) => {
			const limit = properties.findIndex(({ name }) => name === 'limit');
			Object.assign(properties[limit], { required: true, default: '' });
			properties.unshift(...properties.splice(limit, 1));
		},
		['secureEmail.getAll: limit is required, and waits for what is read later or not at all'],
	],
	[
		'a required field that hides',
		(node) => {
			const address = find(node, 'address');
			address.displayOptions!.hide = { status: ['read'] };
		},
		['count', 'getAll'].map(
			(name) =>
				`secureEmail.${name}: address is required, and waits for what is read later or not at all`,
		),
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
		'the same of an option',
		(node) => {
			const [option] = find(node, 'options').options as INodeProperties[];
			option.displayOptions = { show: { '/status': ['new'] } };
		},
		['interaction.get: options.concurrency waits for status = new'],
	],
	[
		'a field that is there twice',
		(node) => void node.properties.push(structuredClone(find(node, 'status'))),
		['secureEmail.count: status is there twice', 'secureEmail.getAll: status is there twice'],
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
