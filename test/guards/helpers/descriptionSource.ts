import type { INodeTypeDescription } from 'n8n-workflow';

/**
 * The source text that a node class would have if its description were written out, for lint rules that read only
 * literals. Connections are named as n8n wants them in source text.
 *
 * @param className name of the class, which is the file name without `.node.ts`
 */
export function descriptionSource(className: string, description: INodeTypeDescription): string {
	const { inputs, outputs, ...rest } = description;
	const literals = Object.entries(asWritten(rest)).map(
		([name, value]) => `\t\t${name}: ${literal(value)},`,
	);
	return [
		"import type { INodeType, INodeTypeDescription } from 'n8n-workflow';",
		"import { NodeConnectionTypes } from 'n8n-workflow';",
		`export class ${className} implements INodeType {`,
		'\tdescription: INodeTypeDescription = {',
		...literals,
		`\t\tinputs: ${connections(inputs)},`,
		`\t\toutputs: ${connections(outputs)},`,
		'\t};',
		'}',
		'',
	].join('\n');
}

/** What n8n's loader adds to a description. */
const ADDED = ['iconUrl', 'codex', 'communityNodePackageVersion'];

/** Without what n8n's loader adds, and with the icon paths that it takes away. */
function asWritten(description: object): object {
	const written = Object.entries(description).filter(([name]) => !ADDED.includes(name));
	const icon = {
		light: 'file:../../icons/genesys.svg',
		dark: 'file:../../icons/genesys.dark.svg',
	};
	return { ...Object.fromEntries(written), ...('iconUrl' in description ? { icon } : {}) };
}

function connections(value: unknown): string {
	const all = value as string[];
	if (all.some((connection) => connection !== 'main')) throw new Error(`Unknown: ${String(all)}`);
	return `[${all.map(() => 'NodeConnectionTypes.Main').join(', ')}]`;
}

/**
 * A value as TypeScript: names without quotes where they need none, and indented with tabs, as the lint rules expect them
 * (one fails on an object at the beginning of a line).
 *
 * @param indent that of the line on which the value begins
 */
function literal(value: unknown, indent = '\t\t'): string {
	const inner = `${indent}\t`;
	const lines = (open: string, parts: string[], close: string) =>
		parts.length === 0
			? open + close
			: `${open}\n${parts.map((part) => `${inner}${part},\n`).join('')}${indent}${close}`;
	if (Array.isArray(value)) {
		return lines(
			'[',
			value.map((entry) => literal(entry, inner)),
			']',
		);
	}
	if (typeof value === 'string')
		return `'${JSON.stringify(value).slice(1, -1).replace(/\\"/g, '"').replace(/'/g, "\\'")}'`;
	if (typeof value !== 'object' || value === null) return String(value);
	const members = Object.entries(value)
		.filter(([, member]) => member !== undefined)
		.map(
			([name, member]) => `${/^\w+$/.test(name) ? name : `'${name}'`}: ${literal(member, inner)}`,
		);
	return lines('{', members, '}');
}
