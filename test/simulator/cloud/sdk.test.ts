import axios from 'axios';
import * as sdk from 'purecloud-platform-client-v2';
import { OPERATIONS, type Operation } from '../../../simulator/cloud/contract';
import { CALLBACK, signIn } from '../auth/helper';
import { startCloud, type Cloud } from './helper';
import { requests, setUp, type Request } from './requests';

/** The official SDK, unchanged: it is only told where Genesys Cloud is. */

const PERSON = { username: 'agent@example.com', password: 'agent-password' };
const APP = { id: 'cloud-app', secret: 'cloud-app-secret' };

const conversations = new sdk.ConversationsApi();
const client = sdk.ApiClient.instance;
const byName = conversations as unknown as Record<
	string,
	(...given: unknown[]) => Promise<unknown>
>;

describe('the official SDK for JavaScript', () => {
	let cloud: Cloud;
	let tokens: { user: string; client: string };

	beforeAll(async () => {
		cloud = await startCloud();
		const { hostname, port } = new URL(cloud.sim.url);
		client.setGateway({
			...{ host: hostname, protocol: 'http', port: Number(port) },
			...{ path_params_login: '', path_params_api: '', username: '', password: '' },
		});
		const { accessToken: ofClient } = await client.loginClientCredentialsGrant(
			'cloud-client',
			'cloud-client-secret',
		);
		const { accessToken: ofUser } = await client.loginCodeAuthorizationGrant(
			APP.id,
			APP.secret,
			await code(cloud),
			CALLBACK,
		);
		tokens = { client: String(ofClient), user: String(ofUser) };
	});

	beforeEach(() => client.setAccessToken(tokens.user));

	test('signs in as a client and as a user', () => {
		const listed = cloud.sim.control.cloudLogin.listTokens();
		const owner = (token: string) => listed.find(({ accessToken }) => accessToken === token);
		expect(owner(tokens.client)).toMatchObject({ kind: 'client', clientId: 'cloud-client' });
		expect(owner(tokens.user)).toMatchObject({ kind: 'user', userId: cloud.agent.id });
	});

	/** Calls the method of the name with what the contract says that it takes. */
	const call = async (operation: Operation, { query, body, ...ids }: Request) => {
		client.setAccessToken(operation.caller === 'client' ? tokens.client : tokens.user);
		const params = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ids[name]);
		const bodies = operation.bodyRequired ? [body] : [];
		const options = { ...query, ...(operation.bodyRequired ? {} : { body }) };
		return await byName[operation.id](...params, ...bodies, options);
	};

	test('each of the 63 operations is a method of it, and answers', async () => {
		const all = requests(await setUp(cloud), cloud);
		const answers: Record<string, unknown> = {};
		for (const [tool, request] of Object.entries(all)) {
			const operation = OPERATIONS.find((one) => one.tool === tool)!;
			answers[tool] = await call(operation, request);
		}
		expect(Object.keys(answers)).toHaveLength(63);
		expect(answers.post_email_messages).toMatchObject({ textBody: 'Done' });
		expect(answers.get_message_message).toMatchObject({ textBody: 'Hi' });
	});

	test('a conversation is created, answered, wrapped up and ended', async () => {
		const { queues, wrapupCodes } = cloud.sim.control.cloud.directory();
		const { id } = await conversations.postConversationsEmails({
			provider: 'CRM',
			queueId: queues[0].id,
			fromAddress: 'kim@example.com',
			toAddress: 'help@example.com',
		});
		const conversationId = String(id);
		await conversations.postConversationsEmailMessages(conversationId, {
			to: [{ email: 'kim@example.com' }],
			from: { email: 'help@example.com' },
			textBody: 'Done',
		});
		const { participants = [] } = await conversations.getConversation(conversationId);
		const agent = participants.find(({ purpose }) => purpose === 'agent')!;
		await conversations.postConversationsEmailParticipantCommunicationWrapup(
			conversationId,
			agent.id!,
			agent.emails![0].id!,
			{ body: { code: wrapupCodes[0].id } },
		);
		await conversations.patchConversationsEmail(conversationId, {
			state: 'disconnected',
		} as never);
		const kept = cloud.sim.control.cloud.conversations().find((one) => one.id === id)!;
		expect(kept.endTime).toBeDefined();
		expect(kept.emails.at(-1)).toMatchObject({ direction: 'outbound', textBody: 'Done' });
	});

	test('the lists of the organization', async () => {
		const routing = new sdk.RoutingApi();
		const [queue] = (await routing.getRoutingQueues({ name: '*ill*' })).entities!;
		expect(queue.name).toBe('Billing');
		const members = await routing.getRoutingQueueMembers(queue.id!, { name: 'alex' });
		expect(members.entities).toMatchObject([{ id: cloud.agent.id, joined: true }]);
		expect((await routing.getRoutingSkills({ name: 'ref' })).entities).toMatchObject([
			{ name: 'Refunds' },
		]);
		const found = await new sdk.UsersApi().postUsersSearch({
			query: [{ type: 'CONTAINS', fields: ['name', 'email'], value: 'superv' }],
		});
		expect(found.results).toMatchObject([{ id: cloud.supervisor.id }]);
		const flows = await new sdk.ArchitectApi().getFlows({ nameOrDescription: '*email*' });
		expect(flows.entities).toMatchObject([{ name: 'Inbound Email' }]);
		const divisions = await new sdk.AuthorizationApi().getAuthorizationDivisions({ name: 'hom' });
		expect(divisions.entities).toMatchObject([{ name: 'Home' }]);
	});

	test('search, usage of a client, and a data action', async () => {
		const day = 86_400_000;
		const ends = [-day, day].map((offset) => new Date(Date.now() + offset).toISOString());
		const interval = ends.join('/');
		const search = await new sdk.AnalyticsApi().postAnalyticsConversationsDetailsQuery({
			interval,
			segmentFilters: [{ type: 'and', predicates: [{ dimension: 'mediaType', value: 'email' }] }],
			paging: { pageSize: 1, pageNumber: 1 },
		});
		expect(search.conversations).toHaveLength(1);
		expect(search.totalHits).toBeGreaterThan(1);

		const oauth = new sdk.OAuthApi();
		expect((await oauth.getOauthClients()).entities).toHaveLength(2);
		const query = { interval, groupBy: ['HttpMethod'] };
		const { executionId } = await oauth.postOauthClientUsageQuery(APP.id, query);
		const result = async () => await oauth.getOauthClientUsageQueryResult(executionId!, APP.id);
		expect(await result()).toEqual({ queryStatus: 'Running' });
		const { queryStatus, results = [] } = await result();
		expect(queryStatus).toBe('Complete');
		expect(results.map(({ httpMethod }) => httpMethod)).toContain('POST');

		const integrations = new sdk.IntegrationsApi();
		const { entities = [] } = await integrations.getIntegrationsActions({ name: 'customer' });
		const run = async (body: object) =>
			await integrations.postIntegrationsActionExecute(entities[0].id!, body);
		expect(await run({ customerId: '7' })).toEqual({ found: true, customerId: '7' });
		await expect(run({})).rejects.toMatchObject({ status: 400 });
	});

	test('an error has the code and the correlation id of Genesys Cloud', async () => {
		await expect(conversations.getConversation('nothing')).rejects.toMatchObject({
			status: 404,
			code: 'not.found',
			contextId: expect.any(String),
		});
	});
});

/** What a person gets for signing in to the application. */
async function code({ sim }: Cloud): Promise<string> {
	const browser = axios.create({ baseURL: sim.url, proxy: false, validateStatus: () => true });
	const asked = { response_type: 'code', client_id: APP.id, redirect_uri: CALLBACK };
	const url = `/oauth/authorize?${new URLSearchParams(asked).toString()}`;
	const { headers } = await signIn(browser, url, PERSON);
	return String(new URL(String(headers.location)).searchParams.get('code'));
}
