import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { builtNodes, childrenOf, type BuiltNode } from '../contract/helpers/descriptions';
import { loadPackage, ROOT } from '../harness/package';

/** The pages a user reads name what the nodes really have. */
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

/** Set by the editor or by n8n everywhere, so that a page need not explain them. */
const SELF_EVIDENT = [
	'Resource',
	'Operation',
	'Options',
	'Filters',
	'Additional Fields',
	'Name',
	'Value',
];

function pageOf({ description }: BuiltNode): string {
	const [{ url }] = description.codex?.resources?.primaryDocumentation ?? [];
	return read(new URL(url).pathname.replace(/^.*\/blob\/main\//, ''));
}

function fieldsOf(properties: INodeProperties[]): string[] {
	return properties
		.filter(({ type }) => type !== 'notice')
		.flatMap((property) => [property.displayName, ...fieldsOf(childrenOf(property))]);
}

function operationsOf({ description }: BuiltNode): string[] {
	return description.properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ options }) => (options as INodePropertyOptions[]).map(({ name }) => name));
}

let nodes: BuiltNode[];
beforeAll(async () => {
	nodes = await builtNodes();
});

test('every field and operation is on the page of its node', () => {
	const missing = nodes.flatMap((node) => {
		const page = pageOf(node);
		const text = page.replace(/\s+/g, ' ');
		const fields = [...new Set(fieldsOf(node.description.properties))]
			.filter((name) => !SELF_EVIDENT.includes(name) && !text.includes(`**${name}**`))
			.map((name) => `${node.description.displayName}: **${name}**`);
		const operations = operationsOf(node)
			.filter((name) => !page.includes(`\n| ${name} |`))
			.map((name) => `${node.description.displayName}: | ${name} |`);
		return [...fields, ...operations];
	});
	expect(missing).toEqual([]);
});

test('the README lists every node with its operations, and every credential', async () => {
	const readme = read('README.md');
	const missing = nodes.flatMap((node) => {
		const row = readme
			.split('\n')
			.find((line) => line.startsWith(`| [${node.description.displayName}]`));
		if (!row) return [node.description.displayName];
		return operationsOf(node).filter((name) => !row.includes(name));
	});
	expect(missing).toEqual([]);

	const loader = await loadPackage();
	for (const name of Object.keys(loader.known.credentials)) {
		expect(readme).toContain(`| ${loader.getCredential(name).type.displayName} |`);
	}
});
