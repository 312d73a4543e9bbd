import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import type { ApiRequest, Send } from '../shared/transport/api';
import { lastSegment } from '../shared/transport/fileName';

/** Longer query strings are refused by many servers. */
const LONGEST_LIST = 7000;

/** When so many single names were refused and nothing has succeeded, it is not the names. */
const MOST_REFUSALS = 5;

/** A request for links takes no more, and the others need no more. */
const MOST_NAMES = 100;

const NOBODY_KNOWS = {
	description: 'Some of it may have been done. List what is there, then try again.',
};

/** What becomes of each name. */
export type Outcomes = Map<string, unknown>;

/**
 * Sends requests that each name several things, as few as possible, and finds out what became of each of them.
 *
 * When only part of them succeeds, Genesys answers 500 with those that are left, or 404 with those that it does not have.
 * When it refuses all of them (400) without saying why, the list is halved until the ones to blame are found, so that a
 * wrong name does not cost the others.
 *
 * @param request for names that are separated by commas
 * @param read what became of each, from the answer to a request that went well
 */
export async function inBulk(
	names: readonly string[],
	send: Send,
	request: (list: string) => ApiRequest,
	read: (body: unknown, names: string[], outcomes: Outcomes) => void,
): Promise<Outcomes> {
	const outcomes: Outcomes = new Map();
	let succeeded = false;
	const refusals: unknown[] = [];

	async function settle(part: string[]): Promise<void> {
		if (part.length === 0) return;
		const single = part.length === 1;
		if (!succeeded && refusals.length >= MOST_REFUSALS) {
			for (const name of part) outcomes.set(name, refusals.at(-1));
			return;
		}
		try {
			const { status, body } = await send({
				...request(part.join(',')),
				...(single ? {} : { accept: [400, 404, 500] }),
			});
			if (status < 300) {
				succeeded = true;
				return read(body, part, outcomes);
			}
			const listed = namesIn(body);
			const blamed = part.filter((name) => listed.includes(name));
			if (blamed.length > 0) {
				const others = part.filter((name) => !listed.includes(name));
				for (const name of blamed) outcomes.set(name, blame(status, name));
				if (status === 500) return read('', others, outcomes);
				return await settle(others);
			}
			if (status === 500)
				throw new UserError('Genesys could not process this request', NOBODY_KNOWS);
			const middle = Math.ceil(part.length / 2);
			await settle(part.slice(0, middle));
			await settle(part.slice(middle));
		} catch (error) {
			refusals.push(error);
			for (const name of part) outcomes.set(name, error);
		}
	}

	for (const part of split([...new Set(names)])) await settle(part);
	return outcomes;
}

function split(names: string[]): string[][] {
	const parts: string[][] = [];
	let length = Infinity;
	for (const name of names) {
		const more = encodeURIComponent(name).length + 3;
		if (length + more > LONGEST_LIST || parts.at(-1)?.length === MOST_NAMES) {
			parts.push([]);
			length = 0;
		}
		parts.at(-1)?.push(name);
		length += more;
	}
	return parts;
}

/** The names in the list of an answer: texts, numbers, or objects that hold one. */
function namesIn(body: unknown): string[] {
	if (!Array.isArray(body)) return [];
	return body.map((entry: IDataObject | string | number) =>
		typeof entry === 'object' && entry !== null
			? String(entry.path ?? entry.id ?? entry.name ?? entry.fileName)
			: String(entry),
	);
}

function blame(status: number, name: string): UserError {
	return status === 404
		? new UserError(`Genesys does not have "${name}"`, {
				description: 'Check the spelling. It may have been deleted already.',
			})
		: new UserError(`Genesys did not delete "${name}"`, {
				description:
					'What is in progress cannot be deleted: cancel it, or wait until it is finished.',
			});
}

/** An ID or name that is read when it is needed: a wrong one fails its own item only. */
type Lazy = () => string;

/** Deletes what the items name; one result per item. */
export async function deleteInBulk(
	lazy: readonly Lazy[],
	send: Send,
	{ path: base, parameter }: { path: string; parameter: string },
): Promise<unknown[]> {
	return await forItems(
		lazy,
		send,
		(list) => ({ method: 'DELETE', path: base, query: { [parameter]: list } }),
		(_body, names, outcomes) => names.forEach((name) => outcomes.set(name, { deleted: true })),
	);
}

/** Pre-signed links of the files that the items name; one result per item. */
export async function linksInBulk(lazy: readonly Lazy[], send: Send): Promise<unknown[]> {
	return await forItems(
		lazy,
		send,
		(filename) => ({ method: 'GET', path: '/files', query: { filename } }),
		(body, names, outcomes) => {
			const links = [body].flat() as Array<{ path?: string }>;
			const named = names.map((name) => links.find(({ path: url }) => nameIn(url) === name));
			// Links that name no file are told apart by their order alone.
			const ordered = links.length === names.length && named.every((link) => !link);
			names.forEach((name, index) => {
				const link = ordered ? links[index] : named[index];
				outcomes.set(name, link?.path ? { fileName: name, url: link.path } : noLink(name));
			});
		},
	);
}

async function forItems(
	lazy: readonly Lazy[],
	send: Send,
	request: (list: string) => ApiRequest,
	read: Parameters<typeof inBulk>[3],
): Promise<unknown[]> {
	const names = lazy.map(nameOrError);
	const right = names.filter((name) => typeof name === 'string');
	const outcomes = await inBulk(right, send, request, read);
	return names.map((name) => (typeof name === 'string' ? outcomes.get(name) : name));
}

function nameOrError(name: Lazy): string | Error {
	try {
		const text = name();
		if (!text.includes(',')) return text;
		return new UserError(`"${text}" has a comma, which separates names in this request`, {
			description: 'Use the operation for one at a time.',
		});
	} catch (error) {
		return error as Error;
	}
}

function nameIn(url: string | undefined): string {
	try {
		return lastSegment(new URL(String(url)).pathname);
	} catch {
		return '';
	}
}

const noLink = (name: string) =>
	new UserError(`Genesys gave no link for "${name}"`, {
		description: 'Use File > Download, or a Batch Size of 1.',
	});
