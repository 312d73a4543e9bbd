import { checkBody } from '../../../simulator/cloud/contract';
import { startCloud, token, type Cloud } from './helper';

const EMAILS = '/conversations/emails';

describe('who may call Genesys Cloud', () => {
	let cloud: Cloud;

	beforeAll(async () => {
		cloud = await startCloud();
	});
	beforeEach(async () => {
		cloud.sim.control.cloud.set({ requestsPerMinute: 0, deniedPermissions: [] });
	});

	const refused = async (answer: Promise<{ status: number; data: { code: string } }>) => {
		const { status, data } = await answer;
		expect(checkBody('ErrorBody', data)).toEqual([]);
		expect(data).toMatchObject({
			status,
			contextId: expect.any(String),
			details: expect.any(Array),
		});
		return { status, code: data.code };
	};

	test('nobody without a token of Genesys Cloud', async () => {
		const { api, sim, user } = cloud;
		const without = user.get(EMAILS, { headers: { Authorization: undefined } });
		expect(await refused(without)).toEqual({ status: 401, code: 'authentication.required' });
		const wrong = { status: 401, code: 'bad.credentials' };
		expect(await refused(api('made-up').get(EMAILS))).toEqual(wrong);
		const engage = sim.control.auth.issueToken('agent').accessToken;
		expect(await refused(api(engage).get(EMAILS))).toEqual(wrong);
		const key = { Authorization: undefined, 'x-api-key': sim.apiKey };
		expect((await user.get(EMAILS, { headers: key })).status).toBe(401);
	});

	test('a token opens /api/v2 only', async () => {
		const { status } = await cloud.user.get(`${cloud.sim.url}/auth/v3/userinfo`, {
			baseURL: '',
			headers: { 'x-api-key': cloud.sim.apiKey },
		});
		expect(status).toBe(401);
	});

	test('one that has expired is none', async () => {
		const { sim, api, supervisor } = cloud;
		const expiring = token(sim, { userId: supervisor.id });
		expect((await api(expiring).get(EMAILS)).status).toBe(200);
		sim.control.cloudLogin.expireTokens({ userId: supervisor.id });
		expect(await refused(api(expiring).get(EMAILS))).toEqual({
			status: 401,
			code: 'bad.credentials',
		});
	});

	test('the scope must be there; the one for reading is enough to read', async () => {
		const { sim, api, agent } = cloud;
		const scoped = (...scopes: string[]) => api(token(sim, { userId: agent.id, scopes }));
		const missing = { status: 403, code: 'app.not.authorized.for.scope' };
		expect(await refused(scoped('users').get(EMAILS))).toEqual(missing);
		const reader = scoped('conversations:readonly');
		expect((await reader.get(EMAILS)).status).toBe(200);
		expect(
			await refused(reader.post('/conversations/videos/meetings', { ephemeral: true })),
		).toEqual(missing);
		expect(
			(await scoped('conversations').post('/conversations/videos/meetings', { ephemeral: true }))
				.status,
		).toBe(200);
		expect(await refused(reader.get('/routing/queues'))).toEqual(missing);
		expect((await scoped('routing:readonly').get('/routing/queues')).status).toBe(200);
	});

	test('one of several permissions is enough, or all are needed', async () => {
		const { sim, user } = cloud;
		const create = { provider: 'CRM', queueId: 'q' };
		sim.control.cloud.set({ deniedPermissions: ['conversation:email:create'] });
		const denied = { status: 403, code: 'missing.any.permissions' };
		expect(await refused(user.post(EMAILS, create))).toEqual(denied);
		sim.control.cloud.set({ deniedPermissions: ['messaging:integration:view'] });
		const view = user.get('/conversations/messaging/integrations');
		expect(await refused(view)).toEqual({ status: 403, code: 'missing.permissions' });
		const media = ['conversation:message:view'];
		sim.control.cloud.set({ deniedPermissions: media });
		expect((await user.get('/conversations/messages/nothing/details')).status).toBe(404);
	});

	test('what is about the logged-in user needs one', async () => {
		const { app } = cloud;
		for (const path of [EMAILS, '/conversations/messages', '/users/me']) {
			const answer = await app.get(path);
			expect(answer.status).toBe(400);
			expect(answer.data).toMatchObject({ code: 'bad.request' });
			expect(answer.data.message).toContain('requires a user context');
		}
		const monitor = '/conversations/messages/c/participants/p/monitor';
		expect(await refused(app.post(monitor))).toEqual({ status: 400, code: 'not.a.user' });
	});

	test('what an API sends needs client credentials', async () => {
		const sent = cloud.user.post('/conversations/messages/agentless', {});
		expect(await refused(sent)).toEqual({ status: 400, code: 'not.a.client' });
	});

	test('the correlation id of the header is the context of the error', async () => {
		const { headers, data } = await cloud.user.get('/conversations/nothing');
		expect(data.contextId).toBe(headers['inin-correlation-id']);
		expect(data).toMatchObject({ messageParams: { id: 'nothing' }, errors: [] });
		expect(data.messageWithParams).toBeTruthy();
	});

	test('a path or method that is not there, and a body that is no JSON', async () => {
		const { user } = cloud;
		expect(await refused(user.get('/made/up'))).toEqual({ status: 404, code: 'not.found' });
		expect(await refused(user.delete(EMAILS))).toEqual({ status: 404, code: 'not.found' });
		const plain = user.post(EMAILS, 'x', { headers: { 'Content-Type': 'text/plain' } });
		expect(await refused(plain)).toEqual({ status: 415, code: 'unsupported.media.type' });
		const broken = user.post(EMAILS, Buffer.from('{'), {
			headers: { 'Content-Type': 'application/json' },
		});
		expect(await refused(broken)).toEqual({ status: 400, code: 'bad.request' });
		expect((await refused(user.post(EMAILS))).status).toBe(400);
		expect((await refused(user.get(`${EMAILS}?made=up`))).status).toBe(400);
	});

	test('more requests than a minute allows are 429 until it is over, for this token only', async () => {
		const { sim, user, app } = cloud;
		sim.control.cloud.set({ requestsPerMinute: 3, minuteMs: 300 });
		const statuses = [];
		for (let number = 0; number < 5; number++) {
			statuses.push((await user.get('/routing/queues')).status);
		}
		expect(statuses).toEqual([200, 200, 200, 429, 429]);
		const over = await user.get('/routing/queues');
		expect(over.headers).toMatchObject({ 'retry-after': '1', 'inin-ratelimit-allowed': '3' });
		expect(over.data.code).toBe('too.many.requests');
		expect(checkBody('ErrorBody', over.data)).toEqual([]);
		expect((await app.get('/routing/queues')).status).toBe(200);
		await new Promise((resolve) => setTimeout(resolve, 320));
		expect((await user.get('/routing/queues')).status).toBe(200);
	});
});

describe('look-ups of Genesys Cloud', () => {
	let cloud: Cloud;

	beforeAll(async () => {
		cloud = await startCloud();
	});

	test.each([
		'users',
		'routing/queues',
		'routing/wrapupcodes',
		'routing/languages',
		'routing/skills',
		'flows',
		'groups',
		'authorization/divisions',
	])('%s: by page, by name and by id', async (path) => {
		const { user } = cloud;
		const { data } = await user.get(`/${path}`);
		expect(data).toMatchObject({ pageSize: 25, pageNumber: 1, pageCount: 1 });
		expect(data.total).toBe(data.entities.length);
		const [first] = data.entities;
		expect((await user.get(`/${path}/${first.id}`)).data).toEqual(first);
		expect((await user.get(`/${path}/nothing`)).status).toBe(404);
		const named = await user.get(`/${path}`, {
			params: { name: `${first.name.slice(0, 3).toUpperCase()}*` },
		});
		expect(named.data.entities).toContainEqual(first);
		const pages = [];
		for (let pageNumber = 1; pageNumber <= data.total; pageNumber++) {
			pages.push(
				...(await user.get(`/${path}`, { params: { pageNumber, pageSize: 1 } })).data.entities,
			);
		}
		expect(pages).toEqual(data.entities);
		expect((await user.get(`/${path}?pageSize=501`)).status).toBe(400);
		expect((await user.get(`/${path}?pageNumber=0`)).status).toBe(400);
	});

	test('the user who is logged in', async () => {
		const { data } = await cloud.user.get('/users/me');
		expect(data).toMatchObject({ id: cloud.agent.id, email: 'agent@example.com' });
	});

	test('a reset brings the same organization without its conversations', async () => {
		const { sim } = cloud;
		sim.control.cloud.addConversation({ media: 'video' });
		const before = sim.control.cloud.directory();
		await sim.control.reset();
		expect(sim.control.cloud.directory()).toEqual(before);
		expect(sim.control.cloud.conversations()).toEqual([]);
	});
});
