import type { IDataObject } from 'n8n-workflow';
import { filters, text } from '../../../shared/descriptions/fields';
import { inOrder } from '../../../shared/descriptions/order';
import type { Property } from '../../../shared/descriptions/property';
import { defineOperation } from '../../../shared/engine/operation';
import type { ApiRequest, Query, Send } from '../../../shared/transport/api';
import { isObject } from '../../../shared/transport/body';
import { byPageNumber, type Paginate } from '../../../shared/transport/paginate';
import { havingName, searchBody, type OrganizationList } from '../../directory';

/** What is listed, and how it can be narrowed down besides by name. */
interface Listed {
	value: string;
	name: string;
	/** As texts call it, in the plural. */
	what: string;
	list: OrganizationList;
	more?: readonly Property[];
	/** Query of those fields. */
	query?: (filters: IDataObject) => Query;
	simplify?: readonly string[];
}

const byName = text('name', 'Name Contains', 'Only those whose name contains this', {
	placeholder: 'e.g. Support',
});

/** A list of the organization: `GET` of its path, or `POST …/search` where that alone finds names. */
export const getMany = ({ value, name, what, list, more = [], query, simplify }: Listed) =>
	defineOperation({
		kind: 'rows',
		value,
		name,
		action: `Get many ${what} of organization with ID and name of each`,
		description: `Retrieve a list of the ${what} of the organization, with their IDs`,
		properties: [filters(inOrder([byName, ...more], 'displayName'))],
		request: (values) => requestOf(list, values.filters as IDataObject, query),
		paginate: byPageNumberOrBody,
		only: (values) => {
			const { name: wanted } = values.filters as { name?: string };
			return list.named || list.search ? undefined : havingName(wanted);
		},
		...(simplify ? { simplify } : {}),
	});

function requestOf(
	{ path, named, search, always }: OrganizationList,
	{ name, ...rest }: IDataObject,
	query?: Listed['query'],
): ApiRequest {
	const wanted = typeof name === 'string' ? name : '';
	if (wanted && search) {
		const states =
			rest.state === 'any' ? undefined : search.states && [String(rest.state ?? 'active')];
		const body = searchBody({ ...search, states }, wanted);
		return { method: 'POST', path: search.path, body, idempotent: true };
	}
	const own = query?.(rest) ?? {};
	return { method: 'GET', path, query: { ...always, ...own, ...(wanted && named?.(wanted)) } };
}

/** A search has `pageNumber` and `pageSize` in its body. */
const byPageNumberOrBody: Paginate = (send, request, limit) => {
	const { body } = request;
	if (!isObject(body)) return byPageNumber(send, request, limit);
	const inBody: Send = async ({ query, ...rest }) =>
		await send({ ...rest, body: { ...body, ...(query as IDataObject) } });
	return byPageNumber(inBody, request, limit);
};
