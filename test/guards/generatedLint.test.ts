import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';
import { builtNodes } from '../contract/helpers/descriptions';
import { ROOT } from '../harness/package';
import { descriptionSource } from './helpers/descriptionSource';
import { temporaryFolder } from './helpers/folders';
import { scanTexts, type Finding } from './helpers/scan';

/**
 * n8n's lint rules read literals only, and the properties of the action nodes are computed. So the built descriptions are
 * written out as source text, and that is linted.
 */
const temporary = temporaryFolder();

/** Rules that look at the class around the description, which is not part of the text. */
const ABOUT_THE_CLASS = ['@n8n/community-nodes/webhook-lifecycle-complete'];

const files: string[] = [];
let findings: Finding[][];
let spoiled: Finding[];

beforeAll(async () => {
	const nodes = await builtNodes();
	const job = (className: string, description: INodeTypeDescription) => ({
		folder: ROOT,
		file: `nodes/${className}/${className}.node.ts`,
		code: descriptionSource(className, description),
	});
	const secureEmail = nodes.find(({ className }) => className === 'GenesysSecureEmail');
	if (!secureEmail) throw new Error('GenesysSecureEmail was not built');
	const jobs = nodes.map(({ className, description }) => job(className, description));
	files.push(...jobs.map(({ file }) => file));
	findings = scanTexts(
		[...jobs, job('GenesysSecureEmail', spoil(secureEmail.description))],
		temporary,
	);
	spoiled = findings.pop() as Finding[];
}, 60_000);

/** One mistake of each kind that the rules are there for, in computed properties. */
function spoil(original: INodeTypeDescription): INodeTypeDescription {
	const description = structuredClone({ ...original });
	const find = (name: string) =>
		description.properties.find((property) => property.name === name) as INodeProperties;
	find('limit').default = 10;
	find('returnAll').description = 'Return everything';
	find('address').displayName = 'email address';
	find('status').description = 'Which emails to include. Read ones too';
	find('dataMode').default = 'somethingElse';
	const [count, remove] = find('operation').options as Array<{ action?: string; name: string }>;
	delete count.action;
	remove.action = 'Delete Secure Email';
	find('operation').options?.reverse();
	return description;
}

test('every built description is linted', () => {
	expect(findings).toHaveLength(files.length);
	expect(files.length).toBeGreaterThan(0);
});

test('n8n lint finds nothing in the built descriptions', () => {
	const found = findings
		.flat()
		.filter(({ rule }) => !ABOUT_THE_CLASS.includes(rule ?? ''))
		.map(({ file, rule, message }) => `${file}: ${message} (${rule})`);
	expect(found).toEqual([]);
});

test('mistakes in computed properties are found', () => {
	const rules = new Set(spoiled.map(({ rule }) => rule?.replace('n8n-nodes-base/', '')));
	expect([...rules].sort()).toEqual([
		'node-param-default-wrong-for-limit',
		'node-param-default-wrong-for-options',
		'node-param-description-boolean-without-whether',
		'node-param-description-missing-final-period',
		'node-param-description-wrong-for-return-all',
		'node-param-display-name-miscased',
		'node-param-operation-option-action-miscased',
		'node-param-operation-option-without-action',
		'node-param-options-type-unsorted-items',
	]);
});
