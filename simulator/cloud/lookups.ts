import type { FastifyInstance } from 'fastify';
import type { Guarded } from './access';
import { badRequest, notFound } from './errors';
import type { Organization } from './operations/call';
import type { Directory, Entity } from './directory';
import { page } from './page';

/** What fills in ids: lists by page, and each entity by its id. */

interface Lookup {
	path: string;
	scope: string;
	list: (directory: Directory) => Entity[];
	/** Query parameter that its names are compared with, and how; some lists have none. */
	filter?: { by: 'name' | 'nameOrDescription'; fits: (name: string, wanted: string) => boolean };
	view?: (entity: never) => object;
}

/** The filter of a list by name, `*` standing for anything. */
const byPattern = { by: 'name', fits: named } as const;

const LOOKUPS: Lookup[] = [
	{
		path: 'users',
		scope: 'users',
		list: ({ users }) => users,
		view: ({ id, name, email }: Entity & { email: string }) => userView({ id, name, email }),
	},
	{
		path: 'routing/queues',
		scope: 'routing',
		list: ({ queues }) => queues,
		filter: byPattern,
		view: ({ id, name, members }: Entity & { members: string[] }) => ({
			id,
			name,
			memberCount: members.length,
			userMemberCount: members.length,
		}),
	},
	{
		path: 'routing/wrapupcodes',
		scope: 'routing',
		list: ({ wrapupCodes }) => wrapupCodes,
		filter: byPattern,
	},
	{
		path: 'routing/languages',
		scope: 'routing',
		list: ({ languages }) => languages,
		filter: byPattern,
		view: ({ id, name }: Entity) => ({ id, name, state: 'active' }),
	},
	{
		path: 'routing/skills',
		scope: 'routing',
		list: ({ skills }) => skills,
		filter: { by: 'name', fits: (name, wanted) => named(name, `${wanted}*`) },
		view: ({ id, name }: Entity) => ({ id, name, state: 'active', version: '1' }),
	},
	{
		path: 'flows',
		scope: 'architect',
		list: ({ flows }) => flows,
		filter: { by: 'nameOrDescription', fits: named },
	},
	{ path: 'groups', scope: 'groups', list: ({ groups }) => groups },
	{
		path: 'authorization/divisions',
		scope: 'authorization',
		list: ({ divisions }) => divisions,
		filter: { by: 'name', fits: (name, wanted) => named(name, `*${wanted}*`) },
	},
];

const ROOT = '/api/v2';
const MOST = 500;

/** A user as lists show it. */
export function userView({ id, name, email }: Entity & { email: string }) {
	return { id, name, email, username: email, state: 'active', version: 1 };
}

interface Query {
	pageNumber?: string;
	pageSize?: string;
	name?: string;
	nameOrDescription?: string;
	/** Of users, who are all active. */
	state?: string;
	id?: string | string[];
}

/** Adds the look-ups. */
export function lookupRoutes(app: FastifyInstance, { directory }: Organization): void {
	const guarded = (scope: string, caller?: Guarded['caller']): Guarded => ({
		scopes: [scope, `${scope}:readonly`],
		caller,
	});
	app.get(
		`${ROOT}/users/me`,
		{ config: { cloud: guarded('users', 'user') } },
		async ({ cloudIdentity }) => {
			const id = cloudIdentity?.kind === 'user' ? cloudIdentity.userId : '';
			const user = directory.user(id);
			if (!user) throw notFound('user', id);
			return { ...userView(user), selfUri: `${ROOT}/users/${id}` };
		},
	);
	for (const { path, scope, list, filter, view = bare } of LOOKUPS) {
		const config = { cloud: guarded(scope) };
		const show = (entity: Entity) => ({
			...view(entity as never),
			selfUri: `${ROOT}/${path}/${entity.id}`,
		});
		app.get<{ Querystring: Query }>(`${ROOT}/${path}`, { config }, async ({ query }) => {
			const ids = query.id === undefined ? undefined : [query.id].flat();
			const found = list(directory)
				.filter(({ name }) => !filter || !query[filter.by] || filter.fits(name, query[filter.by]!))
				.filter(({ id }) => !ids || ids.includes(id))
				.filter(() => path !== 'users' || ['active', 'any'].includes(query.state ?? 'active'))
				.sort((one, other) => one.name.localeCompare(other.name))
				.map(show);
			const size = whole('pageSize', query.pageSize, 25);
			return page(`${ROOT}/${path}`, found, whole('pageNumber', query.pageNumber, 1), size);
		});
		app.get<{ Params: { id: string } }>(`${ROOT}/${path}/:id`, { config }, async ({ params }) => {
			const found = list(directory).find(({ id }) => id === params.id);
			if (!found) throw notFound(path, params.id);
			return show(found);
		});
	}
}

const bare = ({ id, name }: Entity) => ({ id, name });

/** Upper and lower case are the same, and `*` stands for anything. */
function named(name: string, wanted: string): boolean {
	const pattern = wanted.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
	return new RegExp(`^${pattern}$`, 'i').test(name);
}

function whole(field: string, value: string | undefined, preset: number): number {
	if (value === undefined) return preset;
	const number = Number(value);
	const most = field === 'pageSize' ? MOST : Number.MAX_SAFE_INTEGER;
	if (/^\d{1,9}$/.test(value) && number >= 1 && number <= most) return number;
	throw badRequest(
		`${field} must be a whole number from 1${field === 'pageSize' ? ` to ${MOST}` : ''}.`,
		field,
	);
}
