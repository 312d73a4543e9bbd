import type { IDataObject, ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { cloud } from '../shared/apis/cloud';
import { choicesOf, firstOf } from '../shared/descriptions/choices';
import { editorDefaults } from '../shared/descriptions/common';
import { severalFromAccount } from '../shared/descriptions/fields';
import { fromPage, inOnePart, listSearch, locator } from '../shared/descriptions/locator';
import type { ListSearch } from '../shared/descriptions/property';
import type { ApiRequest, Query } from '../shared/transport/api';
import { openClient } from '../shared/transport/client';
import { byPageNumber, type RowFilter } from '../shared/transport/paginate';
import { UUID } from './ids';

/** A list of the organization, and how the API finds a part of a name in it. */
export interface OrganizationList {
	path: string;
	/** Query by which the list is filtered, where the API can. */
	named?: (name: string) => Query;
	/** Besides the list, the API has a search: these are the fields that it looks into. */
	search?: { path: string; fields: string[]; states?: string[] };
	/** It does not come in pages. */
	whole?: true;
	/** Query that it always has. */
	always?: Query;
}

/** The lists, by the name of the field that is chosen from them. */
export const lists = {
	queue: { path: '/routing/queues', named: (name) => ({ name: `*${name}*` }) },
	user: {
		path: '/users',
		search: { path: '/users/search', fields: ['name', 'email'], states: ['active'] },
	},
	group: { path: '/groups', search: { path: '/groups/search', fields: ['name'] } },
	flow: {
		path: '/flows',
		named: (name) => ({ nameOrDescription: `*${name}*` }),
		always: { sortBy: 'name', sortOrder: 'asc' },
	},
	// How their filters by name compare is not documented, or only beginnings are found.
	language: { path: '/routing/languages' },
	skill: { path: '/routing/skills' },
	wrapUpCode: { path: '/routing/wrapupcodes' },
	division: { path: '/authorization/divisions', named: (name) => ({ name }) },
	oAuthClient: { path: '/oauth/clients', whole: true },
	dataAction: { path: '/integrations/actions', named: (name) => ({ name }) },
} satisfies Record<string, OrganizationList>;

/** The body of `POST …/search` for what has a part of a name, in the order of the names. */
export function searchBody(
	{ fields, states }: NonNullable<OrganizationList['search']>,
	value: string,
): IDataObject {
	return {
		query: [
			{ type: 'CONTAINS', fields, value },
			...(states ? [{ type: 'EXACT', fields: ['state'], values: states }] : []),
		],
		sortBy: 'name',
		sortOrder: 'ASC',
	};
}

/** Lets the rows pass that have a part of a name, where the API cannot; all of them when none is wanted. */
export function havingName(wanted = ''): RowFilter | undefined {
	if (wanted === '') return undefined;
	const part = wanted.toLowerCase();
	return {
		passes: (row) => firstOf(row, 'name').toLowerCase().includes(part),
		isEnd: () => false,
	};
}

/** A search in a list of the organization, by a part of the name. */
function searchOf({ path, named, search, whole, always = {} }: OrganizationList): ListSearch {
	const searched =
		search &&
		((filter: string, { pageNumber, pageSize }: Query): ApiRequest => ({
			method: 'POST',
			path: search.path,
			body: {
				...searchBody(search, filter),
				pageNumber: Number(pageNumber),
				pageSize: Number(pageSize),
			},
			idempotent: true,
		}));
	return listSearch([cloud], {
		path,
		query: (name) => ({ ...always, ...(name && named ? named(name) : {}) }),
		paging: whole ? inOnePart : fromPage,
		choice,
		...(searched ? { searched } : {}),
		...(named || searched ? {} : { filtersHere: true as const }),
	});
}

/** A row of a list, by its name. */
export const choice = (row: IDataObject) => ({
	name: firstOf(row, 'name', 'id'),
	value: firstOf(row, 'id'),
});

export const searchWrapUpCodes = searchOf(lists.wrapUpCode);

const ways = (list: OrganizationList) =>
	({ list: { search: searchOf(list), by: 'a part of the name' }, id: UUID }) as const;

const queueWays = ways(lists.queue);
const userWays = ways(lists.user);
const optional = true as const;

/** With where a model that has no list gets the ID. */
const described = <P extends object>(property: P, what: string, operation: string) => ({
	...property,
	description: `${what}. Its ID is in what the operation ${operation} of the resource Directory gives.`,
});

/** What is chosen from the organization, or named by its ID. */
export const queue = described(
	locator('queue', 'Queue ID', queueWays),
	'Queue of the organization',
	'Get Queues',
);
export const queueOption = described(
	locator('queue', 'Queue ID', { optional, ...queueWays }),
	'Queue of the organization',
	'Get Queues',
);
export const user = described(
	locator('user', 'User ID', userWays),
	'User of the organization',
	'Get Users',
);
export const userOption = described(
	locator('user', 'User ID', { optional, ...userWays }),
	'User of the organization',
	'Get Users',
);
export const flowOption = described(
	locator('flow', 'Flow ID', { optional, ...ways(lists.flow) }),
	'Architect flow that gets the conversation',
	'Get Flows',
);
export const languageOption = described(
	locator('language', 'Language ID', { optional, ...ways(lists.language) }),
	'Language that the agent must speak',
	'Get Languages',
);
export const divisionOption = described(
	locator('division', 'Division ID', { optional, ...ways(lists.division) }),
	'Division of the organization',
	'Get Divisions',
);

/** All skills of the organization. */
async function loadSkills(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const send = await openClient(this, cloud, editorDefaults);
	const request: ApiRequest = { method: 'GET', path: lists.skill.path };
	const rows: IDataObject[] = [];
	for await (const page of byPageNumber(send, request, Infinity)) {
		for (const row of page.rows) rows.push(row);
	}
	return choicesOf(rows, choice).sort((a, b) => a.name.localeCompare(b.name));
}

export const skillsOption = severalFromAccount(
	'skills',
	'Skill',
	'Skills that the agent must have, e.g. billing, whose IDs the operation Get Skills of the resource Directory gives',
	loadSkills,
);

export const oAuthClient = {
	...locator('oAuthClient', 'OAuth Client ID', ways(lists.oAuthClient)),
	description:
		'OAuth client of the organization. The operation Get Many of the resource OAuth Client gives its ID.',
} as const;

export const dataAction = {
	...locator('dataAction', 'Data Action ID', {
		...ways(lists.dataAction),
		id: { placeholder: 'e.g. custom_-_bff348eb-dd5f-47d6-bf96-0e75b8ecf7ca' },
	}),
	description:
		'Data action of an integration. The operation Get Many of the resource Data Action gives its ID.',
} as const;

/** Integrations of one name can be of several kinds, so that the list says the kind as well. */
const searchIntegrations = listSearch([cloud], {
	path: '/conversations/messaging/integrations',
	query: () => ({}),
	paging: fromPage,
	choice: (row) => {
		const kind = firstOf(row, 'messengerType');
		const { name, value } = choice(row);
		return { name: kind ? `${name} (${kind})` : name, value };
	},
	filtersHere: true,
});

export const integration = {
	...locator('integration', 'Integration ID', {
		list: { search: searchIntegrations, by: 'a part of the name' },
		id: UUID,
	}),
	description:
		'Messaging integration of the organization. The operation Get Many of the resource Integration gives its ID.',
} as const;
