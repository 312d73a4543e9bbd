import { beyond, complete, implemented, notImplemented } from './coverage';
import { coverageProblems, type Coverage } from './helpers/coverageProblems';
import { builtNodes, isTrigger, signInCredentials, viewsOf } from './helpers/descriptions';
import { operations, systems } from './helpers/operations';

/** What the built package has: `node.resource.operation`, `node` for a trigger, `credential:name` for what signs in. */
let built: string[];

beforeAll(async () => {
	const nodes = (await builtNodes()).flatMap(({ description }) =>
		isTrigger(description)
			? [description.name]
			: viewsOf(description).map(({ name }) => `${description.name}.${name}`),
	);
	built = [...nodes, ...(await signInCredentials()).map((name) => `credential:${name}`)];
});

const coverage: Coverage = { implemented, notImplemented, complete, beyond };

test('the inventory is complete', () => {
	expect(operations).toHaveLength(202);
	expect(new Set(operations.map(({ id }) => id)).size).toBe(202);
});

test('every documented operation is either implemented or has a reason why not', () => {
	expect(coverageProblems(systems, built, coverage)).toEqual([]);
});

test.each<[string, (copy: Coverage) => void, string[]]>([
	[
		'a forgotten operation',
		({ implemented: table }) => delete table['securemail.get'],
		[
			'securemail.get is nowhere in the table',
			'securemail.get must be implemented',
			'genesysSecureEmail.interaction.get stands for no documented operation',
			'genesysSecureEmail.secureEmail.get stands for no documented operation',
		],
	],
	[
		'an operation in both places',
		({ notImplemented: table }) => (table['openmedia.stop'] = 'planned: later'),
		['openmedia.stop is more than once in the table'],
	],
	[
		'a system that is planned as a whole, with implemented operations',
		({ notImplemented: reasons }) => (reasons['interactions-webhook'] = 'planned: later'),
		['interactions-webhook.event is more than once in the table'],
	],
	[
		'an implementation that does not exist',
		({ implemented: table }) => (table['openmedia.get'] = ['genesysOpenMedia.workitem.fetch']),
		['genesysOpenMedia.workitem.fetch of openmedia.get does not exist'],
	],
	[
		'an operation that is not documented',
		({ notImplemented: table }) => (table['openmedia.list'] = 'planned: later'),
		['openmedia.list is no documented operation or system'],
	],
	[
		'a missing reason',
		({ notImplemented: table }) => (table['statistics.cometd.endpoint'] = ''),
		['statistics.cometd.endpoint has no reason'],
	],
	[
		'a credential that does not exist',
		({ implemented: table }) => table['auth.oauth-token'].push('credential:genesysBasicApi'),
		['credential:genesysBasicApi of auth.oauth-token does not exist'],
	],
	[
		'a credential that signs in by an operation that is not named',
		({ implemented: table }) => {
			table['auth.oauth-authorize'] = ['credential:genesysOAuth2Api'];
			table['auth.oauth-token'] = ['credential:genesysOAuth2Api'];
		},
		['credential:genesysTokenApi stands for no documented operation'],
	],
	[
		'a gap in a complete system',
		({ implemented: table, notImplemented: reasons }) => {
			delete table['openmedia.get-by-external-id'];
			reasons['openmedia.get-by-external-id'] = 'planned: later';
		},
		['openmedia.get-by-external-id must be implemented'],
	],
])('%s would be found', (_what, spoil, problems) => {
	const copy = structuredClone(coverage);
	const before = coverageProblems(systems, built, copy);
	spoil(copy);
	const added = coverageProblems(systems, built, copy).filter((text) => !before.includes(text));
	expect(added).toEqual(problems);
});

test('an operation of a node that stands for nothing would be found', () => {
	const more = [...built, 'genesysOpenMedia.workitem.assign'];
	expect(coverageProblems(systems, more, coverage)).toContain(
		'genesysOpenMedia.workitem.assign stands for no documented operation',
	);
});
