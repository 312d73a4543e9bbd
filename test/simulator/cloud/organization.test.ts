import { checkAnswer, checkBody, OPERATIONS } from '../../../simulator/cloud/contract';
import { startCloud, token, type Cloud } from './helper';

const DETAILS = '/analytics/conversations/details/query';
const interval = '2000-01-01T00:00:00Z/2000-01-31T00:00:00Z';

describe('the organization of Genesys Cloud', () => {
	let cloud: Cloud;

	beforeAll(async () => {
		cloud = await startCloud();
	});
	afterEach(() => cloud.sim.control.cloud.set({ deniedPermissions: [] }));

	/** Each operation that has no tool, with a request that is right. */
	const requests = (): Array<[id: string, url: string, body?: object]> => {
		const { queues, dataActions, oauthClients } = cloud.sim.control.cloud.directory();
		const query = { type: 'CONTAINS', fields: ['name'], value: 'a' };
		return [
			['getRoutingQueueMembers', `/routing/queues/${queues[0].id}/members?expand=routingStatus`],
			['postUsersSearch', '/users/search', { query: [query] }],
			['postGroupsSearch', '/groups/search', { query: [query] }],
			['getOauthClients', '/oauth/clients'],
			[
				'postOauthClientUsageQuery',
				`/oauth/clients/${oauthClients[0].id}/usage/query`,
				{ interval },
			],
			['getIntegrationsActions', '/integrations/actions?name=get'],
			['postIntegrationsActionExecute', `/integrations/actions/${dataActions[1].id}/execute`, {}],
			['postAnalyticsConversationsDetailsQuery', DETAILS, { interval }],
		];
	};

	const call = async (url: string, body?: object, client = cloud.user) =>
		await (body ? client.post(url, body) : client.get(url));

	test('each answer is as the contract has it', async () => {
		for (const [id, url, body] of requests()) {
			const { status, data } = await call(url, body);
			const operation = OPERATIONS.find((one) => one.id === id)!;
			expect({ id, wrong: checkAnswer(operation, status, data) }).toEqual({ id, wrong: [] });
		}
	});

	test('each asks for its scope and its permission', async () => {
		const { api, sim, agent } = cloud;
		const without = api(token(sim, { userId: agent.id, scopes: ['conversations'] }));
		for (const [id, url, body] of requests()) {
			const { data } = await call(url, body, without);
			expect({ id, code: data.code }).toEqual({ id, code: 'app.not.authorized.for.scope' });
			const permissions = OPERATIONS.find((one) => one.id === id)!.permissions?.permissions;
			if (!permissions) continue;
			sim.control.cloud.set({ deniedPermissions: permissions });
			const denied = await call(url, body);
			expect({ id, code: denied.data.code }).toEqual({ id, code: 'missing.any.permissions' });
			sim.control.cloud.set({ deniedPermissions: [] });
		}
	});

	test.each<[what: string, url: string, body?: object]>([
		['no interval', DETAILS, {}],
		[
			'one that ends before it begins',
			DETAILS,
			{ interval: interval.split('/').reverse().join('/') },
		],
		['one of 32 days', DETAILS, { interval: '2000-01-01T00:00:00Z/2000-02-02T00:00:00Z' }],
		['a page of 101 rows', DETAILS, { interval, paging: { pageSize: 101, pageNumber: 1 } }],
		['a member that is not known', DETAILS, { interval, madeUp: 1 }],
		['a page of 101 members', '/routing/queues/x/members?pageSize=101'],
		['a search by what is no search', '/users/search', { query: [{ type: 'LIKE' }] }],
		['a usage by what is none', '/oauth/clients/x/usage/query', { interval, groupBy: ['UserId'] }],
		['a search without a body', '/users/search'],
	])('%s is 400', async (...row) => {
		const [, url, body] = row;
		const isSearch = url.endsWith('search') && !body;
		const { status, data } = await (isSearch ? cloud.user.post(url) : call(url, body));
		expect(status).toBe(400);
		expect(checkBody('ErrorBody', data)).toEqual([]);
	});

	test.each([
		['/routing/queues/x/members'],
		['/oauth/clients/x/usage/query', { interval }],
		['/oauth/clients/cloud-app/usage/query/results/x'],
		['/integrations/actions/x/execute', {}],
	])('%s is 404 where there is no such thing', async (...row: unknown[]) => {
		const [url, body] = row as [string, object?];
		expect((await call(url, body)).status).toBe(404);
	});

	test('a usage query belongs to its client', async () => {
		const { data } = await call('/oauth/clients/cloud-app/usage/query', { interval });
		const results = (id: string) => `/oauth/clients/${id}/usage/query/results/${data.executionId}`;
		expect(data.resultsUri).toBe(`/api/v2${results('cloud-app')}`);
		expect((await call(results('cloud-client'))).status).toBe(404);
		expect((await call(results('cloud-app'))).data).toEqual({ queryStatus: 'Running' });
		expect((await call(results('cloud-app'))).data).toEqual({
			queryStatus: 'Complete',
			results: [],
		});
	});

	test('lists have the filters of Genesys Cloud, and no others', async () => {
		const names = async (url: string) =>
			(await call(url)).data.entities.map(({ name }: { name: string }) => name);
		expect(await names('/routing/skills?name=card')).toEqual([]);
		expect(await names('/routing/skills?name=credit')).toEqual(['Credit Cards']);
		expect(await names('/flows?name=email')).toHaveLength(2);
		expect(await names('/flows?nameOrDescription=*email*')).toEqual(['Inbound Email']);
		expect(await names('/users?name=alex')).toHaveLength(2);
		expect(await names('/users?state=inactive')).toEqual([]);
		expect(await names('/groups?name=agents')).toHaveLength(2);
		expect(await names('/routing/queues?name=bill*')).toEqual(['Billing']);
	});
});
