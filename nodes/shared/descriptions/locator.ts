import type { IDataObject, INodePropertyMode } from 'n8n-workflow';
import type { Api, ApiRequest, Query } from '../transport/api';
import { chosenApi } from '../transport/chosen';
import { openClient } from '../transport/client';
import { choicesOf, type Choice } from './choices';
import { editorDefaults } from './common';
import { defineProperty, type ListSearch } from './property';

const PAGE_SIZE = 50;

/** The ways to name a thing. */
interface Ways {
	/** It need not be named. */
	optional?: true;
	/** `by` completes "Search by …"; `needsFilter`: nothing is listed until something was typed. */
	list?: { search: ListSearch; by: string; needsFilter?: true };
	id: { label?: string; placeholder: string };
	/** The first group of the expression is the id. */
	url?: { placeholder: string; regex: string };
}

/** A field that names one thing: from a list of the account, by its ID, or by an address that holds the ID. */
export const locator = <const Name extends string>(
	name: Name,
	displayName: string,
	{ optional, list, id, url }: Ways,
) =>
	defineProperty({
		displayName,
		name,
		type: 'resourceLocator',
		...(optional ? {} : { required: true }),
		default: { mode: list && !list.needsFilter ? 'list' : 'id', value: '' },
		...(list ? { search: list.search } : {}),
		description: `${displayName} of what is meant`,
		modes: [
			...(list ? [fromList(list)] : []),
			{
				displayName: id.label ?? 'By ID',
				name: 'id',
				type: 'string',
				placeholder: id.placeholder,
			},
			...(url ? [byUrl(url)] : []),
		],
	});

const fromList = ({ by, needsFilter }: NonNullable<Ways['list']>) => {
	const filter = needsFilter ? { searchFilterRequired: true } : {};
	const typeOptions = { searchable: true, ...filter };
	const placeholder = `Search by ${by}`;
	return { ...mode('From List', 'list', 'list'), typeOptions, placeholder };
};

const byUrl = ({ placeholder, regex }: NonNullable<Ways['url']>) => ({
	...mode('By URL', 'url', 'string'),
	placeholder,
	extractValue: { type: 'regex' as const, regex },
});

const mode = (displayName: string, name: string, type: INodePropertyMode['type']) => ({
	displayName,
	name,
	type,
});

/** How the editor comes to the next part of a list; `token` is what `next` gave for the part before. */
interface ListPaging {
	query: (token: string | undefined) => Query;
	/** Undefined when there is nothing more. */
	next: (token: string | undefined, rows: number) => string | undefined;
}

/**
 * Parts by the index of their first row. A short one need not be the last one: Genesys may give fewer rows than it was
 * asked for.
 *
 * @param first name of the parameter of the first row
 * @param count that of the number of rows
 */
export const fromFirst = (first: string, count: string): ListPaging => ({
	query: (token = '0') => ({ [first]: token, [count]: PAGE_SIZE }),
	next: (token = '0', rows) => (rows > 0 ? String(Number(token) + rows) : undefined),
});

/** Parts by `pageNumber`, from 1, and `pageSize`; a short one is the last one. */
export const fromPage: ListPaging = {
	query: (token = '1') => ({ pageNumber: token, pageSize: PAGE_SIZE }),
	next: (token = '1', rows) => (rows < PAGE_SIZE ? undefined : String(Number(token) + 1)),
};

/** A list that comes whole. */
export const inOnePart: ListPaging = { query: () => ({}), next: () => undefined };

/** More pages than these are not read for one part of a list, in case they never end. */
const MOST_PAGES = 100;

/** The value of a field in the editor, as it stands there: an expression as its text. */
type ReadSetting = (field: string) => unknown;

/** What a search lists. */
interface List extends Pick<ApiRequest, 'path' | 'isNone'> {
	/** Asked for what the user typed; has the Options that the node is set to. */
	query: (filter: string | undefined, options: IDataObject) => Query;
	paging: ListPaging;
	/** @param set what the node is set to, by the name of the field */
	choice: (row: IDataObject, set: ReadSetting) => Choice;
	/** Whether a row is listed after all others of its part, because it does not fit what the node is set to. */
	comesLast?: (row: IDataObject, set: ReadSetting) => boolean;
	/** Sent instead once the user has typed something, where the API has a search besides the list. */
	searched?: (filter: string, page: Query) => Omit<ApiRequest, 'isNone'>;
	/** The API cannot filter by name: what was typed is looked for in the choices, on as many pages as it takes. */
	filtersHere?: true;
}

/** A search that lists what an API has. */
export function listSearch<A extends Api>(apis: readonly A[], list: List): ListSearch {
	const { path, isNone, query, paging, choice, comesLast, searched, filtersHere } = list;
	return async function search(filter, token) {
		const send = await openClient(this, chosenApi(this.getNode(), apis), editorDefaults);
		const set: ReadSetting = (field) => this.getCurrentNodeParameter(field);
		const options = (set('options') ?? {}) as IDataObject;
		const rank = (row: IDataObject) => Number(comesLast?.(row, set) ?? false);
		const requestOf = (page: Query): ApiRequest =>
			filter && searched
				? searched(filter, page)
				: { method: 'GET', path, query: { ...query(filter, options), ...page } };
		const wanted = filtersHere && filter ? filter.toLowerCase() : '';
		let next = token;
		for (let pages = 1; ; pages++) {
			const response = await send({ ...requestOf(paging.query(next)), isNone });
			const rows = response.rows().sort((one, other) => rank(one) - rank(other));
			const results = choicesOf(rows, (row) => choice(row, set)).filter(({ name }) =>
				name.toLowerCase().includes(wanted),
			);
			next = paging.next(next, rows.length);
			if (results.length > 0 || !wanted || next === undefined || pages === MOST_PAGES) {
				return { results, ...(next === undefined ? {} : { paginationToken: next }) };
			}
		}
	};
}
