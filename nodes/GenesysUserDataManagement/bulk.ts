import type { IDataObject, NodeApiError } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import { firstOf } from '../shared/descriptions/choices';
import type { Member, Outcome } from '../shared/engine/operation';
import type { ApiRequest, Send } from '../shared/transport/api';
import { isPage } from '../shared/transport/body';
import type { ApiResponse } from '../shared/transport/response';
import { partsOf } from '../shared/transport/words';
import { deletionRefused } from './things';

/** Longer query strings are refused by many servers. */
const LONGEST_LIST = 7000;

/** When so many single names were refused and nothing has succeeded, it is not the names. */
const MOST_REFUSALS = 5;

/** A request for links takes no more, and the others need no more. */
const MOST_NAMES = 100;

/** Genesys answered 500, and did not say what is left. */
function unprocessed(names: readonly string[], body: unknown): UserError {
	const what = names.length === 1 ? `the request for "${names[0]}"` : 'this request';
	const said = partsOf(body, 500).join(', ');
	return new UserError(`Genesys could not process ${what}`, {
		description: `Some of it may have been done. List what is there, then try again.${said && ` Genesys answered: ${said}.`}`,
	});
}

/** What becomes of each name. */
export type Outcomes = Map<string, IDataObject | Error>;

/**
 * Sends requests that each name several things, as few as possible, and finds out what became of each of them.
 *
 * When only part of them succeeds, Genesys answers 500 with those that are left, or 404 with those that it does not have.
 * When it refuses all of them (400) without saying why, the list is halved until the ones to blame are found, so that a
 * wrong name does not cost the others. What is not there (any more) after the answer to its deletion was lost is deleted.
 *
 * @param request for names that are separated by commas
 * @param read what became of each, from the answer to a request that went well
 */
async function inBulk(
	names: readonly string[],
	send: Send,
	request: (list: string) => ApiRequest,
	read: (response: Pick<ApiResponse, 'body'>, names: string[], outcomes: Outcomes) => void,
): Promise<Outcomes> {
	const outcomes: Outcomes = new Map();
	let succeeded = false;
	const refusals: Error[] = [];

	/** @param gone whether what is missing may have been deleted by an earlier request */
	async function settle(part: string[], gone = false): Promise<void> {
		if (part.length === 0) return;
		if (!succeeded && refusals.length >= MOST_REFUSALS) {
			for (const name of part) outcomes.set(name, refusals[refusals.length - 1]);
			return;
		}
		try {
			const asked = request(part.join(','));
			const response = await send({
				...asked,
				// With one name it is clear which one is meant, whatever the answer; 500 says what is left, be it one or many.
				acceptStatuses: part.length === 1 ? [500] : [400, 404, 500],
			});
			const { status } = response;
			gone ||= asked.method === 'DELETE' && response.mayBeDone && !isPage(response.body);
			if (status < 300) {
				succeeded = true;
				return read(response, part, outcomes);
			}
			const listed = namesIn(response.body);
			const blamed = part.filter((name) => listed.includes(name));
			if (blamed.length > 0) {
				const others = part.filter((name) => !listed.includes(name));
				if (gone && status === 404) read({ body: '' }, blamed, outcomes);
				else for (const name of blamed) outcomes.set(name, blame(status, name));
				if (status === 500) return read({ body: '' }, others, outcomes);
				return await settle(others, gone);
			}
			if (status === 500) throw unprocessed(part, response.body);
			const middle = Math.ceil(part.length / 2);
			await settle(part.slice(0, middle), gone);
			await settle(part.slice(middle), gone);
		} catch (error) {
			if (gone && (error as Partial<NodeApiError>).httpCode === '404')
				return read({ body: '' }, part, outcomes);
			refusals.push(error as Error);
			for (const name of part) outcomes.set(name, error as Error);
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
			? firstOf(entry, 'path', 'id', 'name', 'fileName')
			: String(entry),
	);
}

const missing = (name: string) => ({
	message: `Genesys does not have "${name}"`,
	description: 'Check the spelling. It may have been deleted already.',
});

function blame(status: number, name: string): UserError {
	const { message, description } = status === 404 ? missing(name) : deletionRefused(name)['500'];
	return new UserError(message, { description });
}

/** What the items of a workflow name, one each, or the item of a tool, several at once. */
export interface Named<Values> {
	one: (values: Values) => string;
	several: (values: Values) => string[];
	/** What the name is called in the row of each of several. */
	key: string;
}

/** Deletes what the items name, by the query parameter that lists them; one result per item. */
export async function deleteInBulk<Values>(
	members: ReadonlyArray<Member<Values>>,
	named: Named<Values>,
	base: string,
	parameter: string,
): Promise<Outcome[]> {
	return await forMembers(
		members,
		named,
		(list) => ({
			method: 'DELETE',
			path: base,
			query: { [parameter]: list },
			// Of one name; of several, the answer tells which.
			explanations: { ...deletionRefused(list), '404': missing(list) },
		}),
		(_response, names, outcomes) => names.forEach((name) => outcomes.set(name, { deleted: true })),
	);
}

/** Does for what the items name what `request` and `read` say, as `inBulk`; one result per item. */
export async function forMembers<Values>(
	members: ReadonlyArray<Member<Values>>,
	{ one, several, key }: Named<Values>,
	request: (list: string) => ApiRequest,
	read: Parameters<typeof inBulk>[3],
): Promise<Outcome[]> {
	const { send, rowsOf } = members[0].context;
	const names = members.map(({ values }) => ({ name: one(values), list: several(values) }));
	const all = names.flatMap(({ name, list }) => (list.length > 0 ? list : name));
	const right = all.filter((name) => !name.includes(','));
	const outcomes = await inBulk(right, send, request, read);
	const outcomeOf = (name: string) => outcomes.get(name) ?? hasComma(name);
	return await Promise.all(
		names.map(async ({ name, list }) => {
			const rows = list.map((own) => ({ [key]: own }));
			return rows.length > 0 ? await rowsOf(rows, list.map(outcomeOf)) : outcomeOf(name);
		}),
	);
}

const hasComma = (name: string) =>
	new UserError(`"${name}" has a comma, which separates names in this request`, {
		description: 'Use the operation for one at a time.',
	});
