import type { AxiosInstance } from 'axios';
import { verify } from 'jsonwebtoken';
import { DEFAULT_JWT_SECRET, type Simulator } from '../../../simulator';
import { AGENT, bearer, passwordGrant, token } from './helper';
import { startWithClient } from '../helper';

const SIGNED_IN: Array<[method: string, path: string, body?: unknown]> = [
	['GET', '/auth/v3/userinfo'],
	['GET', '/auth/v3/openid/userinfo'],
	['GET', '/auth/v3/jwt-userinfo'],
	['GET', '/auth/v3/sign-out'],
	['POST', '/auth/v3/sign-out'],
];

describe('authentication', () => {
	let sim: Simulator;
	let client: AxiosInstance;
	let control: AxiosInstance;

	beforeAll(async () => {
		({ sim, client, control } = await startWithClient());
	});
	beforeEach(async () => {
		await sim.control.reset();
		sim.control.auth.set({
			requireApiKeyOnToken: false,
			tokenLifetimeSeconds: 43_199,
			refreshTokenLifetimeSeconds: 1_000,
		});
	});
	afterAll(async () => await sim.close());

	const status = async (accessToken: string, path = '/auth/v3/userinfo') =>
		(await client.get(path, bearer(accessToken))).status;
	const refresh = async (refresh_token: string) =>
		await token(client, { grant_type: 'refresh_token', refresh_token });

	test.each(SIGNED_IN)('%s %s: the key first, then the token', async (...operation) => {
		const [method, url, data] = operation;
		const { accessToken } = sim.control.auth.issueToken('agent');
		const request = async (headers: Record<string, string>) =>
			await control.request({ baseURL: sim.url, method, url, data, headers });
		const key = { 'x-api-key': sim.apiKey };
		const noKey = await request({ authorization: `Bearer ${accessToken}` });
		expect([noKey.status, noKey.data]).toEqual([403, { message: 'Forbidden' }]);
		for (const authorization of [undefined, 'Bearer', 'Bearer x', 'Basic eDp5', `${accessToken}`]) {
			const refused = await request({ ...key, ...(authorization ? { authorization } : {}) });
			expect(refused.status).toBe(401);
			expect(refused.data.status).toMatchObject({ code: 401, message: 'Unauthorized' });
			expect(refused.headers['www-authenticate']).toBe('Bearer');
		}
		const answer = await request({ ...key, authorization: `bearer ${accessToken}` });
		expect(answer.status).toBe(200);
	});

	test('ping: 403 when not authenticated', async () => {
		const { accessToken } = sim.control.auth.issueToken('agent');
		expect((await client.get('/auth/v3/ping', bearer(accessToken))).data.status.code).toBe(0);
		expect(await status('x', '/auth/v3/ping')).toBe(403);
		const anonymous = await client.get('/auth/v3/ping');
		expect([anonymous.status, anonymous.data.status.message]).toEqual([403, 'Prohibited']);
		const noKey = await control.get(`${sim.url}/auth/v3/ping`, bearer(accessToken));
		expect([noKey.status, noKey.data]).toEqual([403, { message: 'Forbidden' }]);
	});

	test('user information as documented, also as a signed JWT', async () => {
		const { accessToken, expiresAt } = sim.control.auth.issueToken('supervisor');
		const userinfo = await client.get('/auth/v3/userinfo', bearer(accessToken));
		expect(userinfo.data).toEqual({
			username: expect.stringMatching(/^supervisor-102@/),
			loginName: 'supervisor',
			cmeUserName: 'supervisor',
			contactCenterId: expect.any(String),
			environmentId: expect.any(String),
			dbid: 102,
			authorities: [
				{ name: 'ROLE_AGENT', privileges: [] },
				{ name: 'ROLE_SUPERVISOR', privileges: [] },
			],
			properties: {},
		});
		const openid = await client.get('/auth/v3/openid/userinfo', bearer(accessToken));
		expect(openid.data).toMatchObject({
			sub: userinfo.data.username,
			aud: 'demo-client',
			given_name: 'Sam',
			contact_center_id: userinfo.data.contactCenterId,
		});
		const jwt = await client.get('/auth/v3/jwt-userinfo', bearer(accessToken));
		expect(jwt.data.status.code).toBe(0);
		expect(verify(jwt.headers['x-gws-user'], DEFAULT_JWT_SECRET)).toEqual({
			...openid.data,
			iat: expect.any(Number),
			exp: Math.floor(Date.parse(expiresAt) / 1_000),
		});
	});

	test('token: answer and errors as documented', async () => {
		const { status: code, headers, data } = await passwordGrant(client);
		expect(code).toBe(200);
		expect(headers['cache-control']).toBe('no-store');
		expect(Object.keys(data)).toEqual([
			'access_token',
			'expires_in',
			'refresh_token',
			'scope',
			'token_type',
		]);
		const error = async (form: Record<string, string>) => {
			const answer = await token(client, form);
			return [answer.status, answer.data.error];
		};
		const grant_type = 'password';
		expect(await error({})).toEqual([400, 'invalid_request']);
		expect(await error({ grant_type })).toEqual([400, 'invalid_request']);
		expect(await error({ grant_type: 'x' })).toEqual([400, 'unsupported_grant_type']);
		expect(await error({ grant_type: 'client_credentials' })).toEqual([400, 'unauthorized_client']);
		expect(await error({ grant_type, ...AGENT, scope: 'x' })).toEqual([400, 'invalid_scope']);
		const json = await client.post('/auth/v3/oauth/token', { grant_type, ...AGENT });
		expect([json.status, json.data.error]).toEqual([400, 'invalid_request']);
		const twice = await client.post('/auth/v3/oauth/token', 'grant_type=password&grant_type=x');
		expect(twice.status).toBe(400);
	});

	test('the key on the token call is asked for when set so', async () => {
		const bare = async () => (await passwordGrant(control)).status;
		control.defaults.baseURL = sim.url;
		expect(await bare()).toBe(200);
		sim.control.auth.set({ requireApiKeyOnToken: true });
		expect(await bare()).toBe(403);
		expect((await passwordGrant(client)).status).toBe(200);
		control.defaults.baseURL = `${sim.url}/_simulator`;
	});

	test('tokens expire after their time, and at once on request', async () => {
		sim.control.auth.set({ tokenLifetimeSeconds: 1, refreshTokenLifetimeSeconds: 2 });
		const short = (await passwordGrant(client)).data;
		expect([short.expires_in, await status(short.access_token)]).toEqual([1, 200]);
		sim.control.auth.set({ tokenLifetimeSeconds: 100 });
		const now = Date.now();
		jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'setTimeout', 'setInterval'] });
		jest.setSystemTime(now + 1_100);
		expect(await status(short.access_token)).toBe(401);
		jest.setSystemTime(now + 2_100);
		expect((await refresh(short.refresh_token)).data.error).toBe('invalid_grant');
		jest.useRealTimers();

		const mine = (await passwordGrant(client)).data;
		const other = sim.control.auth.issueToken('supervisor');
		const expired = await control.post('/auth/tokens/expire', { userName: 'agent' });
		expect(expired.data).toEqual({ expired: 1 });
		expect([await status(mine.access_token), await status(other.accessToken)]).toEqual([401, 200]);
		expect((await refresh(mine.refresh_token)).status).toBe(200);
		expect((await control.post('/auth/tokens/revoke')).data).toEqual({ revoked: 2 });
		expect((await refresh(other.refreshToken)).data.error).toBe('invalid_grant');
	});

	test('signing out ends this token, or all of the user', async () => {
		const [a, b, c] = [1, 2, 3].map(() => sim.control.auth.issueToken('agent'));
		const other = sim.control.auth.issueToken('supervisor');
		const all = async () =>
			await Promise.all([a, b, c, other].map(async (one) => await status(one.accessToken)));
		const path = '/auth/v3/sign-out';
		await client.post(path, undefined, bearer(a.accessToken));
		expect(await all()).toEqual([401, 200, 200, 200]);
		expect((await refresh(a.refreshToken)).data.error).toBe('invalid_grant');
		const away = await client.get(`${path}?global=true&redirectUri=http://127.0.0.1:9/bye`, {
			...bearer(b.accessToken),
			maxRedirects: 0,
		});
		expect([away.status, away.headers.location]).toEqual([302, 'http://127.0.0.1:9/bye']);
		expect(await all()).toEqual([401, 401, 401, 200]);
		for (const query of ['?global=1', '?x=1', '?redirectUri=http://127.0.0.1/x']) {
			expect((await client.post(path + query, {}, bearer(other.accessToken))).status).toBe(400);
		}
	});

	test('change-password: the old one is checked, the new one counts from then on', async () => {
		const { accessToken } = sim.control.auth.issueToken('agent');
		const change = async (data: Record<string, string>) =>
			(await client.post('/auth/v3/change-password', { data }, bearer(accessToken))).status;
		const right = { oldPassword: AGENT.password, newPassword: 'new' };
		expect(await change({ ...right, oldPassword: 'wrong' })).toBe(403);
		expect(await change({ ...right, userName: 'supervisor' })).toBe(403);
		expect(await change({ ...right, newPassword: '' })).toBe(400);
		expect(await change({ oldPassword: AGENT.password })).toBe(400);
		expect(await change({ ...right, userName: 'agent' })).toBe(200);
		expect((await passwordGrant(client)).status).toBe(400);
		expect((await passwordGrant(client, { ...AGENT, password: 'new' })).status).toBe(200);
		await sim.control.reset();
		expect((await passwordGrant(client)).status).toBe(200);
	});

	test('change-password needs the key and no token, but one that is sent must be valid', async () => {
		const url = '/auth/v3/change-password';
		const passwords = { oldPassword: AGENT.password, newPassword: 'new' };
		const change = async (data: Record<string, string>, config = {}) =>
			(await client.post(url, { data: { ...passwords, ...data } }, config)).status;
		expect(await change({})).toBe(403);
		expect(await change({ userName: 'nobody' })).toBe(403);
		expect(await change({ userName: 'agent', oldPassword: 'wrong' })).toBe(403);
		expect(await change({ userName: 'agent' }, bearer('x'))).toBe(401);
		expect(await change({ userName: 'agent' }, { headers: { 'x-api-key': 'x' } })).toBe(403);
		expect((await passwordGrant(client)).status).toBe(200);
		expect(await change({ userName: 'agent' })).toBe(200);
		expect((await passwordGrant(client)).status).toBe(400);
	});

	test('a password that has expired signs in nobody until it is changed', async () => {
		const { accessToken } = sim.control.auth.issueToken('agent');
		const { data } = await control.post('/auth/passwords/expire', { userName: 'agent' });
		expect(data).toEqual({ expired: 1 });
		const supervisor = { username: 'supervisor', password: 'supervisor-password' };
		expect((await passwordGrant(client)).data.error).toBe('invalid_grant');
		expect((await passwordGrant(client, supervisor)).status).toBe(200);
		expect(await status(accessToken)).toBe(200);
		const change = { userName: 'agent', oldPassword: AGENT.password, newPassword: AGENT.password };
		expect((await client.post('/auth/v3/change-password', { data: change })).status).toBe(200);
		expect((await passwordGrant(client)).status).toBe(200);
	});

	test('the other APIs do without a token, but one that is sent must be valid', async () => {
		const url = '/nexus/v3/securemail/count?address=consumer@example.com';
		const { accessToken } = sim.control.auth.issueToken('agent');
		expect((await client.get(url)).status).toBe(200);
		expect(await status(accessToken, url)).toBe(200);
		const refused = await client.get(url, bearer('x'));
		expect([refused.status, refused.data.status.message]).toEqual([401, 'Unauthorized']);
		await sim.control.reset();
		expect(await status(accessToken, url)).toBe(401);
	});

	test('faults meet these requests as well, and they are recorded', async () => {
		const match = { path: '/auth/v3/oauth/token' };
		sim.control.faults.add({ kind: 'status', status: 503, match });
		sim.control.faults.add({ kind: 'reset', match });
		sim.control.faults.add({ kind: 'resetAfter', match });
		expect((await passwordGrant(client)).status).toBe(503);
		await expect(passwordGrant(client)).rejects.toMatchObject({ code: 'ECONNRESET' });
		await expect(passwordGrant(client)).rejects.toMatchObject({ code: 'ECONNRESET' });
		expect(sim.control.auth.listTokens()).toHaveLength(1);
		const recorded = sim.control.requests.list({ path: '/auth/v3' });
		expect(recorded.map(({ status: code, fault }) => [code, fault])).toEqual([
			[503, 'status'],
			[null, 'reset'],
			[null, 'resetAfter'],
		]);
		expect(recorded[0].body).toBe('grant_type=password&username=agent&password=agent-password');
	});

	test('the control API does the same', async () => {
		const { data: issued } = await control.post('/auth/tokens', { userName: 'agent' });
		expect((await control.get('/auth/tokens')).data).toEqual([issued]);
		expect((await control.post('/auth/tokens', { userName: 'x' })).status).toBe(404);
		expect((await control.post('/auth/tokens', {})).status).toBe(400);
		expect((await control.put('/auth/settings', { tokenLifetimeSeconds: 0 })).status).toBe(400);
		const { data } = await control.put('/auth/settings', { tokenLifetimeSeconds: 7 });
		expect([data, sim.control.auth.settings()]).toEqual([data, data]);
		expect(data.tokenLifetimeSeconds).toBe(7);
		const names = (await control.get('/auth/users')).data.map(
			(user: typeof AGENT) => user.username,
		);
		expect(names).toHaveLength(2);
	});
});

test('the seed decides tokens; none is ever handed out twice', async () => {
	const run = async (seed: number) => {
		const { sim, client } = await startWithClient({ seed });
		const answers = [(await passwordGrant(client)).data];
		await sim.control.reset();
		answers.push((await passwordGrant(client)).data);
		await sim.close();
		return answers.flatMap((one) => [one.access_token, one.refresh_token]);
	};
	const tokens = await run(7);
	expect(await run(7)).toEqual(tokens);
	expect(new Set([...tokens, ...(await run(8))]).size).toBe(8);
});
