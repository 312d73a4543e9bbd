import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeTypeDescription } from 'n8n-workflow';
import { ROOT } from '../../harness/package';
import type { Manifest } from './manifest';

/** A `*.node.json`. */
export interface Codex {
	node: string;
	nodeVersion: string;
	codexVersion: string;
	categories: string[];
	alias: string[];
	resources: Record<string, Array<{ url: string }>>;
}

/** The categories that n8n documents for codex files. */
const CATEGORIES = [
	'Analytics',
	'Communication',
	'Data & Storage',
	'Development',
	'Finance & Accounting',
	'Marketing & Content',
	'Miscellaneous',
	'Productivity',
	'Sales',
	'Utility',
];

/** What is wrong with the codex of a node. */
export function codexProblems(
	codex: Codex,
	description: INodeTypeDescription,
	manifest: Manifest,
): string[] {
	const problems: string[] = [];
	const check = (fine: boolean, problem: string) => fine || problems.push(problem);
	const latest = [description.version].flat().at(-1) as number;

	check(codex.node === `${manifest.name}.${description.name}`, `names ${codex.node}`);
	check(codex.nodeVersion === (latest % 1 ? `${latest}` : `${latest}.0`), 'has another version');
	check(codex.codexVersion === '1.0', 'has another codexVersion');
	check(codex.categories.length > 0, 'has no category');
	for (const category of codex.categories) {
		check(CATEGORIES.includes(category), `has the unknown category ${category}`);
	}
	check(codex.alias.length > 0, 'has no alias');
	check(new Set(codex.alias).size === codex.alias.length, 'has an alias twice');
	for (const kind of ['primaryDocumentation', 'credentialDocumentation']) {
		const links = codex.resources[kind] ?? [];
		check(links.length > 0, `has no ${kind}`);
		for (const { url } of links) problems.push(...linkProblems(url, manifest));
	}
	return problems;
}

/** Documentation is in this repository: a link to it must lead to a file that is there. */
export function linkProblems(url: string, { repository }: Manifest): string[] {
	const home = `${repository.url.replace(/^git\+/, '').replace(/\.git$/, '')}/blob/main/`;
	if (!url.startsWith(`${home}docs/`)) return [`links to ${url}, which is not below ${home}docs/`];
	const file = url.slice(home.length).split('#')[0];
	return existsSync(join(ROOT, file)) ? [] : [`links to ${file}, which does not exist`];
}
