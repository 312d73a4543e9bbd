import type { Entity } from '../directory';
import { badRequest, notFound } from '../errors';
import { userView } from '../lookups';
import { page } from '../page';
import type { UsageQuery } from '../usage';
import type { Call, Handlers, Organization } from './call';
import { intervalOf } from './interval';

interface Paged {
	pageNumber?: number;
	pageSize?: number;
}

interface Criterion {
	type: string;
	fields?: string[];
	value?: string;
	values?: string[];
}

type Search = Paged & { query?: Criterion[]; sortOrder?: 'ASC' | 'DESC' | 'SCORE' };

const MATCHES: Record<string, (value: string, wanted: string) => boolean> = {
	EXACT: (value, wanted) => value === wanted,
	TERM: (value, wanted) => value === wanted,
	TERMS: (value, wanted) => value === wanted,
	CONTAINS: (value, wanted) => value.includes(wanted),
	STARTS_WITH: (value, wanted) => value.startsWith(wanted),
};

/** What fits every criterion, by a field of those that each names. */
function found<T extends object>(all: T[], { query = [], ...rest }: Search, type: string) {
	const fits = (one: T) =>
		query.every(({ type: kind, fields = [], value, values = value ? [value] : [] }) => {
			const matches = MATCHES[kind];
			if (!matches) throw badRequest(`The simulator does not search by ${kind}.`, 'query');
			return fields.some((field) =>
				values.some((wanted) => {
					const own = (one as Record<string, unknown>)[field];
					return typeof own === 'string' && matches(own.toLowerCase(), wanted.toLowerCase());
				}),
			);
		});
	const matching = all.filter(fits);
	const { pageNumber = 1, pageSize = 25 } = rest;
	return {
		total: matching.length,
		pageCount: Math.ceil(matching.length / pageSize),
		pageSize,
		pageNumber,
		types: [type],
		results: matching.slice((pageNumber - 1) * pageSize, pageNumber * pageSize),
	};
}

const byName = (one: Entity, other: Entity) => one.name.localeCompare(other.name);

type MembersQuery = Paged & {
	name?: string;
	joined?: boolean;
	memberBy?: 'user' | 'group';
	routingStatus?: string[];
	expand?: string[];
	sortOrder?: 'asc' | 'desc';
};

function queueMembers(call: Call<unknown, MembersQuery>, { directory }: Organization) {
	const { queueId } = call.params;
	const queue = directory.queue(queueId);
	if (!queue) throw notFound('queue', queueId);
	const {
		name = '',
		joined = true,
		memberBy = 'user',
		routingStatus,
		expand,
		sortOrder,
	} = call.query;
	const idle = !routingStatus || routingStatus.includes('IDLE');
	const all = directory.users
		.filter((user) => queue.members.includes(user.id) && joined && memberBy === 'user' && idle)
		.filter((user) => user.name.toLowerCase().includes(name.toLowerCase()))
		.sort(byName)
		.map((user) => ({
			id: user.id,
			name: user.name,
			user: userView(user),
			ringNumber: 1,
			joined: true,
			memberBy: 'user',
			...(expand?.includes('routingStatus')
				? { routingStatus: { userId: user.id, status: 'IDLE' } }
				: {}),
		}));
	const path = `/api/v2/routing/queues/${queueId}/members`;
	const { pageNumber, pageSize } = call.query;
	return page(path, sortOrder === 'desc' ? all.reverse() : all, pageNumber, pageSize);
}

const GRANTS = { CLIENT_CREDENTIALS: 'CLIENT-CREDENTIALS', CODE: 'CODE' };

/** All at once, whatever the page: so does Genesys Cloud. */
function oauthClients(_call: Call, { directory }: Organization) {
	const all = directory.oauthClients.map(({ id, name, grant, scopes }) => ({
		id,
		name,
		authorizedGrantType: GRANTS[grant],
		scope: scopes,
		state: 'active',
		selfUri: `/api/v2/oauth/clients/${id}`,
	}));
	return page('/api/v2/oauth/clients', all, 1, Math.max(1, all.length));
}

function askUsage(call: Call<UsageQuery>, { directory, usage, conversations }: Organization) {
	const { clientId } = call.params;
	if (!directory.oauthClients.some(({ id }) => id === clientId)) {
		throw notFound('OAuth client', clientId);
	}
	intervalOf(call.body.interval);
	const executionId = conversations.newId();
	usage.ask(executionId, clientId, call.body);
	const resultsUri = `/api/v2/oauth/clients/${clientId}/usage/query/results/${executionId}`;
	return { executionId, resultsUri };
}

type ActionsQuery = Paged & { name?: string; category?: string; ids?: string };

function dataActions(call: Call<unknown, ActionsQuery>, { directory }: Organization) {
	const { name = '', category, ids, pageNumber, pageSize } = call.query;
	const all = directory.dataActions
		.filter((one) => one.name.toLowerCase().includes(name.toLowerCase()))
		.filter((one) => category === undefined || one.category === category)
		.filter((one) => ids === undefined || ids.split(',').includes(one.id))
		.sort(byName)
		.map(({ required, ...shown }) => ({
			...shown,
			version: 1,
			secure: false,
			contract: { input: { inputSchema: inputSchema(required) } },
			selfUri: `/api/v2/integrations/actions/${shown.id}`,
		}));
	return page('/api/v2/integrations/actions', all, pageNumber, pageSize);
}

const inputSchema = (required: string[]) => ({
	type: 'object',
	required,
	properties: Object.fromEntries(required.map((name) => [name, { type: 'string' }])),
});

function executeAction(call: Call<Record<string, unknown>>, { directory }: Organization) {
	const { actionId } = call.params;
	const action = directory.dataActions.find(({ id }) => id === actionId);
	if (!action) throw notFound('action', actionId);
	const missing = action.required.filter((name) => typeof call.body[name] !== 'string');
	if (missing.length === 0) return { found: true, ...call.body };
	throw badRequest(`The input of the action lacks: ${missing.join(', ')}.`, missing[0]);
}

export const organizationHandlers: Handlers = {
	getRoutingQueueMembers: queueMembers,
	postUsersSearch: (call, { directory }) =>
		found([...directory.users].sort(byName).map(userView), call.body as Search, 'users'),
	postGroupsSearch: (call, { directory }) =>
		found([...directory.groups].sort(byName), call.body as Search, 'groups'),
	getOauthClients: oauthClients,
	postOauthClientUsageQuery: askUsage,
	getOauthClientUsageQueryResult: ({ params }, { usage }) => {
		const result = usage.result(params.executionId, params.clientId);
		if (result) return result;
		throw notFound('usage query', params.executionId);
	},
	getIntegrationsActions: dataActions,
	postIntegrationsActionExecute: executeAction,
};
