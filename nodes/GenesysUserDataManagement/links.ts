import { UserError } from 'n8n-workflow';
import { firstOf } from '../shared/descriptions/choices';
import type { Member, Outcome } from '../shared/engine/operation';
import { fileRequest } from '../shared/exports/files';
import { isObject } from '../shared/transport/body';
import { forMembers, type Named } from './bulk';

/** Pre-signed links of the files that the items name; one result per item. */
export async function linksInBulk<Values>(
	members: ReadonlyArray<Member<Values>>,
	named: Named<Values>,
): Promise<Outcome[]> {
	return await forMembers(
		members,
		named,
		(filename) => {
			const { explanations, ...request } = fileRequest(filename);
			const refused = { ...explanations['404'], message: noLink(filename).message };
			return {
				...request,
				path: '/files',
				query: { filename },
				explanations: { ...explanations, '400': refused },
			};
		},
		({ body }, names, outcomes) => {
			const links = [body].flat().map(linkIn);
			const named = linksByName(links, names);
			// Links that name no file are told apart by their order alone.
			const ordered = links.length === names.length && named.size === 0;
			names.forEach((name, index) => {
				const own = ordered ? [links[index]] : [...(named.get(name) ?? [])];
				const [url] = own;
				if (own.length > 1) outcomes.set(name, severalLinks(name));
				else outcomes.set(name, url ? { fileName: name, url } : noLink(name));
			});
		},
	);
}

/** The link in an entry of an answer; `''` when it has none. */
const linkIn = (entry: unknown): string => (isObject(entry) ? firstOf(entry, 'path') : '');

/**
 * The links of each file. A link is of the file whose name is the longest that its path ends in, since the name of one file
 * can be the end of that of another in a folder.
 */
function linksByName(links: readonly string[], names: readonly string[]): Map<string, Set<string>> {
	const longestFirst = [...names].sort((a, b) => b.length - a.length);
	const found = new Map<string, Set<string>>();
	for (const link of links) {
		const path = pathIn(link);
		const name = longestFirst.find((one) => path.endsWith(`/${one}`));
		if (name !== undefined) found.set(name, (found.get(name) ?? new Set()).add(link));
	}
	return found;
}

/** The path of a link, decoded; `''` when it is none. */
function pathIn(link: string): string {
	try {
		return decodeURIComponent(new URL(link).pathname);
	} catch {
		return '';
	}
}

const noLink = (name: string) =>
	new UserError(`Genesys gave no link for "${name}"`, {
		description: 'Use File > Download.',
	});

const severalLinks = (name: string) =>
	new UserError(`Genesys gave several links that can be of "${name}"`, {
		description: 'Which one it is cannot be told. Use File > Download.',
	});
