import { ApiError } from '../core/errors';

/** The documented default of `size`. */
const ALL = 999_999_999;

export interface PagedResponse<T> {
	/** How many there are on all pages. */
	count: number;
	from: number;
	size: number;
	items: T[];
}

export type Query = Partial<Record<string, string>>;
export type Filters<T> = Record<string, (item: T, wanted: string) => boolean>;

export const contains = (value: string, wanted: string) =>
	value.toLowerCase().includes(wanted.toLowerCase());

/**
 * One page of a list: filtered, sorted by `orderField` (any member of an item), cut by `from` and `size`.
 * An empty filter value filters nothing.
 * @throws ApiError 400 when `orderField` is not a member of the items
 */
export function page<T extends object>(
	all: T[],
	query: Query,
	filters: Filters<T>,
	fields: string[],
): PagedResponse<T> {
	const { orderField, descAsc, from = '0', size = String(ALL) } = query;
	if (orderField !== undefined && !fields.includes(orderField)) {
		throw new ApiError(400, 'Invalid request parameters provided.', `No field ${orderField}`);
	}
	const kept = all.filter((item) =>
		Object.entries(filters).every(([name, meets]) => !query[name] || meets(item, query[name])),
	);
	if (orderField) kept.sort((a, b) => compare(member(a, orderField), member(b, orderField)));
	if (descAsc === 'true') kept.reverse();
	const start = Number(from);
	return {
		count: kept.length,
		from: start,
		size: Number(size),
		items: kept.slice(start, start + Number(size)),
	};
}

function member(item: object, name: string): unknown {
	return (item as Record<string, unknown>)[name];
}

function compare(a: unknown, b: unknown): number {
	if (typeof a === 'number' && typeof b === 'number') return a - b;
	return String(a) < String(b) ? -1 : Number(String(a) > String(b));
}
