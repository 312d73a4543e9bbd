import type { Simulator } from '../../../simulator';
import type { McpAnswer, McpTool } from '../../examples/support/mcp';
import type { Filled, FilledTool } from './filledTools';

/** A tool, and what a client was answered. */
export interface Used extends FilledTool {
	/** Display name of the node. */
	node: string;
	listed?: McpTool;
	/** With values that can be. */
	right: McpAnswer;
	/** With one that cannot be; undefined for a tool that needs a file. */
	wrong?: McpAnswer & {
		/** Label of the field whose value cannot be, that value, or the reason of a refusal. */
		about: string[];
	};
}

/** What no model should read: that of a program which did not expect something. */
const INTERNAL =
	/\bundefined\b|\bNaN\b|\[object |(Type|Reference|Range|Syntax)Error|Cannot read|is not (a function|iterable)|Unexpected token|Internal error|\n\s+at \S+/i;

export const isInternal = ({ text }: McpAnswer): boolean => INTERNAL.test(text);

/** n8n's own check, which names a parameter and not what the field is: for a value that is missing. */
const BY_N8N = /did not match expected schema/;

/** Rows, each without an error. */
export function hasSucceeded({ right: { isError, text } }: Used): boolean {
	if (isError) return false;
	const rows: unknown = JSON.parse(text);
	return Array.isArray(rows) && rows.every((row: object) => !('error' in row));
}

/** A model has no files, and is told that one is needed. */
export const needsFile = ({ right }: Used): boolean =>
	right.isError && !isInternal(right) && /\bfiles?\b/.test(right.text.split('\n')[0]);

/** An error that names the field or the value that it is about, or has what Genesys said. */
export function hasClearError(used: Used): boolean {
	if (used.wrong === undefined) return needsFile(used);
	const { isError, text, about } = used.wrong;
	if (!isError || isInternal(used.wrong) || BY_N8N.test(text)) return false;
	return [...about, 'Genesys answered HTTP'].some((words) => text.includes(words));
}

/** IDs that can be, and that nothing has. */
const UNKNOWN = { cloud: '00000000-0000-4000-8000-000000000000', other: '999999' };

/** Where no rule finds a value that cannot be; by the name of the field. */
const OWN: Record<string, unknown> = {
	'genesysAgentEmail.interaction.getAll states': 'Nowhere',
	'genesysCloudConversations.email.create flow': UNKNOWN.cloud,
	// A subscription that is gone is as good as deleted.
	'genesysStatistics.subscription.delete subscriptionId': ' ',
	'genesysMessaging.message.sendCustom messageJson': ['no message'],
	'genesysSecureEmail.secureEmail.send data': ['no data'],
	'genesysSecureEmail.secureEmail.send dataJson': ['no data'],
	'genesysUserDataManagement.referenceData.getSubTypes source': 'Nowhere',
	'genesysUserDataManagement.referenceData.getTypes source': 'Nowhere',
};

/** One of the values of a tool as it cannot be; undefined where every value can be. */
export function wrongValue({ operation, filled }: FilledTool): Filled | undefined {
	const unknown = UNKNOWN[operation.startsWith('genesysCloud') ? 'cloud' : 'other'];
	const rules: Array<[(one: Filled) => boolean, unknown]> = [
		[
			({ property: { type, required } }) => type === 'resourceLocator' && required === true,
			unknown,
		],
		[({ property: { type } }) => type === 'dateTime', 'soon'],
		[({ property: { name } }) => /^(conversation|meeting|subscription)Id$/.test(name), unknown],
		[({ property: { type, required } }) => type === 'string' && required === true, ' '],
		[({ property: { type } }) => type === 'number', -1],
	];
	for (const one of filled) {
		const value = OWN[`${operation} ${one.property.name}`];
		if (value !== undefined) return { ...one, value };
	}
	for (const [is, value] of rules) {
		const found = filled.find(is);
		if (found) return { ...found, value };
	}
	return undefined;
}

/** What an error about a value can name: its field, or the value, if it can be seen. */
export const wordsOf = ({ property, value }: Filled): string[] =>
	[property.displayName, ...(typeof value === 'string' ? [value] : [])].filter((text) =>
		text.trim(),
	);

/** What a tool that takes nothing is about when it goes wrong. */
export const REFUSAL = 'Your account is not allowed to do this';

/** Every request but those for a token is refused from now on. */
export function refuse({ control }: Simulator): void {
	control.faults.add({
		...{ kind: 'status', status: 400, times: 0 },
		body: { message: REFUSAL, status: { message: REFUSAL, code: 400 } },
		match: { pathRegex: '^(?!/auth/v3/oauth/|/oauth/)' },
	});
}

const HEAD = [
	'Node',
	'Tools',
	'Succeed',
	'Need a file, and say so',
	'Clear error',
	'Internal error',
];

/** A row for each node, and one for all, as the page about AI agents has it. */
export function toolTable(all: Used[]): string {
	const row = (name: string, used: Used[]) => [
		...[name, used.length, used.filter(hasSucceeded).length, used.filter(needsFile).length],
		used.filter(hasClearError).length,
		used.filter(({ right, wrong = right }) => isInternal(right) || isInternal(wrong)).length,
	];
	const names = [...new Set(all.map(({ node }) => node))].sort();
	return [
		HEAD,
		HEAD.map(() => '---'),
		...names.map((name) =>
			row(
				name,
				all.filter(({ node }) => node === name),
			),
		),
		row('All', all),
	]
		.map((cells) => `| ${cells.join(' | ')} |`)
		.join('\n');
}
