import { createHash, randomBytes } from 'node:crypto';
import type { AxiosInstance } from 'axios';
import { AuthorizationCode, ClientCredentials } from 'simple-oauth2';
import type { Simulator } from '../../../simulator';
import { CloudTokens } from '../../../simulator/cloud/login/tokens';
import { TokenStore } from '../../../simulator/core/oauth/tokens';
import { seededRandom } from '../../../simulator/core/random';
import { bearer, CALLBACK, signIn } from '../auth/helper';
import { startWithClient } from '../helper';

const AUTHORIZE = '/oauth/authorize';
const TOKEN = '/oauth/token';
const AGENT = { username: 'agent@example.com', password: 'agent-password' };
const AGENT_ID = '2d6f7a50-5c0e-4b6f-9f51-0d1c5a7e1a01';
const CLIENT = { id: 'cloud-client', secret: 'cloud-client-secret' };
const APP = { id: 'cloud-app', secret: 'cloud-app-secret' };
const LIMITED = { id: 'limited-app', secret: 'x' };

const query = (params: Record<string, string> = {}) =>
	`${AUTHORIZE}?${new URLSearchParams({
		response_type: 'code',
		client_id: APP.id,
		redirect_uri: CALLBACK,
		...params,
	}).toString()}`;

const basic = (id: string, secret: string) =>
	`Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;

const newPkce = () => {
	const verifier = randomBytes(32).toString('base64url');
	const challenge = createHash('sha256').update(verifier).digest('base64url');
	return { verifier, asked: { code_challenge: challenge, code_challenge_method: 'S256' } };
};

describe('the login of Genesys Cloud', () => {
	let sim: Simulator;
	let client: AxiosInstance;
	let control: AxiosInstance;

	beforeAll(async () => {
		const all = { redirectUris: [], scopes: ['*'] };
		const scopes = ['conversations:readonly', 'users'];
		({ sim, client, control } = await startWithClient({
			cloudLogin: {
				clients: [
					{ ...CLIENT, grant: 'CLIENT_CREDENTIALS', ...all },
					{ ...APP, grant: 'CODE', ...all },
					{ ...LIMITED, grant: 'CODE', redirectUris: ['https://app.example.com/cb'], scopes },
					{ id: 'per%cent', secret: 'a+b:c%2D', grant: 'CLIENT_CREDENTIALS', ...all },
				],
			},
		}));
		delete client.defaults.headers['x-api-key'];
	});
	beforeEach(async () => {
		await sim.control.reset();
		sim.control.cloudLogin.set({
			tokenLifetimeSeconds: 86_399,
			refreshTokenLifetimeSeconds: 1_000,
		});
	});
	afterAll(async () => await sim.close());

	const token = async (form: Record<string, string>, authorization?: string) =>
		await client.post(TOKEN, new URLSearchParams(form), {
			headers: authorization ? { authorization } : {},
		});
	const appToken = async (form: Record<string, string>) =>
		await token(form, basic(APP.id, APP.secret));
	const code = async (params: Record<string, string> = {}) => {
		const { status, headers } = await signIn(client, query(params), AGENT);
		expect(status).toBe(302);
		return String(new URL(String(headers.location)).searchParams.get('code'));
	};
	const exchange = (given: string, more: Record<string, string> = {}) => ({
		grant_type: 'authorization_code',
		code: given,
		redirect_uri: CALLBACK,
		...more,
	});
	const configuration = (of: { id: string; secret: string }) => ({
		client: of,
		auth: { tokenHost: sim.url },
	});

	test('simple-oauth2, client credentials: a token of the client, without a refresh token', async () => {
		for (const options of [
			{},
			{ credentialsEncodingMode: 'loose' as const },
			{ authorizationMethod: 'body' as const },
		]) {
			const oauth = new ClientCredentials({ ...configuration(CLIENT), options });
			const answer = await oauth.getToken({});
			expect(answer.token).toMatchObject({ token_type: 'bearer', expires_in: 86_399 });
			expect(answer.token).not.toHaveProperty('refresh_token');
			expect(sim.control.cloudLogin.listTokens().at(-1)).toMatchObject({
				accessToken: answer.token.access_token,
				kind: 'client',
				clientId: CLIENT.id,
				scopes: ['*'],
			});
		}
	});

	test('simple-oauth2, authorization code with PKCE: form, code, token, refresh', async () => {
		const oauth = new AuthorizationCode(configuration(APP));
		const { verifier, asked } = newPkce();
		const url = oauth.authorizeURL({ redirect_uri: CALLBACK, state: 'a b&c', ...asked });
		const { headers } = await signIn(client, url, AGENT);
		const { searchParams } = new URL(String(headers.location));
		expect(searchParams.get('state')).toBe('a b&c');
		const first = await oauth.getToken({
			code: String(searchParams.get('code')),
			redirect_uri: CALLBACK,
			code_verifier: verifier,
		});
		const second = await first.refresh();
		const [before, after] = sim.control.cloudLogin.listTokens();
		expect(before).toMatchObject({ access: 'revoked', refresh: 'used' });
		expect(after).toMatchObject({
			accessToken: second.token.access_token,
			kind: 'user',
			userId: AGENT_ID,
			clientId: APP.id,
			access: 'valid',
		});
		expect(after).not.toHaveProperty('userName');
		await expect(first.refresh()).rejects.toMatchObject({
			output: { statusCode: 400 },
			data: { payload: { error: 'invalid_grant' } },
		});
	});

	test('with PKCE the code is exchanged without the secret, but with what was asked for', async () => {
		const client_id = APP.id;
		const { verifier, asked } = newPkce();
		const right = await token(exchange(await code(asked), { client_id, code_verifier: verifier }));
		expect([right.status, Object.keys(right.data).sort()]).toEqual([
			200,
			['access_token', 'expires_in', 'refresh_token', 'token_type'],
		]);
		const other = newPkce().verifier;
		for (const [given, more] of [
			[await code(asked), { client_id, code_verifier: other }],
			[await code(), { client_id, code_verifier: verifier }],
		] as const) {
			const refused = await token(exchange(given, more));
			expect([refused.status, refused.data.error]).toEqual([400, 'invalid_grant']);
		}
		const noVerifier = await appToken(exchange(await code(asked)));
		expect([noVerifier.status, noVerifier.data.error]).toEqual([400, 'invalid_grant']);
		// Neither the secret nor PKCE.
		const bare = await token(exchange(await code(asked), { client_id }));
		expect([bare.status, bare.data.error]).toEqual([401, 'invalid_client']);
		const wrongSecret = await token(
			exchange(await code(asked), { code_verifier: verifier }),
			basic(APP.id, 'x'),
		);
		expect(wrongSecret.status).toBe(401);
	});

	test.each([
		['response_type=token', 'unsupported_response_type'],
		['code_challenge_method=S256', 'invalid_request'],
		[`code_challenge=${'a'.repeat(43)}`, 'invalid_request'],
		[`code_challenge=${'a'.repeat(43)}&code_challenge_method=plain`, 'invalid_request'],
		['code_challenge=short&code_challenge_method=S256', 'invalid_request'],
		[`client_id=${CLIENT.id}`, 'unauthorized_client'],
		[`client_id=${LIMITED.id}&scope=conversations`, 'invalid_scope'],
	])('authorize with %s is told to the client', async (params, error) => {
		const url = query({ ...Object.fromEntries(new URLSearchParams(params)), state: 's' });
		const { status, headers } = await client.get(url, { maxRedirects: 0 });
		expect([status, headers.location]).toEqual([302, `${CALLBACK}?error=${error}&state=s`]);
	});

	test('nobody is sent where the client does not belong', async () => {
		const refused = async (params: Record<string, string>) => {
			const { status, data } = await client.get(query(params), { maxRedirects: 0 });
			return [status, data.error];
		};
		expect(await refused({ client_id: 'demo-client' })).toEqual([400, 'invalid_client']);
		expect(await refused({ redirect_uri: 'https://app.example.com/cb' })).toEqual([
			400,
			'invalid_request',
		]);
		const missing = await client.get(AUTHORIZE);
		expect([missing.status, missing.data]).toEqual([
			400,
			{
				error: 'invalid_request',
				description: expect.stringContaining('client_id'),
				error_description: expect.stringContaining('client_id'),
			},
		]);
		const own = { client_id: LIMITED.id, redirect_uri: 'https://app.example.com/cb' };
		expect((await client.get(query(own))).status).toBe(200);
	});

	test('the form asks for email and password, no tenant, and asks again', async () => {
		const page = await client.get(query());
		expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
		expect(page.data).toContain('>Email</label>');
		expect(page.data).not.toContain('name="tenant"');
		for (const fields of [
			{ ...AGENT, password: 'x' },
			{ username: 'agent', password: 'agent-password' },
		]) {
			const again = await signIn(client, query(), fields);
			expect(again.status).toBe(401);
			expect(again.data).toContain(`value="${fields.username}"`);
		}
		const upper = { ...AGENT, username: 'Agent@Example.com' };
		expect((await signIn(client, query(), upper)).status).toBe(302);
	});

	test('errors of the token call have the shape of RFC 6749', async () => {
		const grant_type = 'client_credentials';
		const wrong = await token({ grant_type }, basic(CLIENT.id, 'x'));
		expect([wrong.status, wrong.data]).toEqual([
			401,
			{
				error: 'invalid_client',
				description: 'authentication failed',
				error_description: 'authentication failed',
			},
		]);
		expect(wrong.headers['www-authenticate']).toBe('Basic realm="Genesys Cloud"');
		expect(wrong.headers['cache-control']).toBe('no-store');
		const error = async (form: Record<string, string>, authorization?: string) => {
			const { status, data } = await token(form, authorization);
			expect(data.description).toBe(data.error_description);
			return [status, data.error, data.error_description];
		};
		const notFound = [400, 'invalid_client', 'client not found'];
		expect(await error({ grant_type }, basic('demo-client', 'demo-client-secret'))).toEqual(
			notFound,
		);
		expect(await error({ grant_type })).toEqual(notFound);
		const any = expect.any(String);
		const own = basic(CLIENT.id, CLIENT.secret);
		expect(await error({}, own)).toEqual([400, 'invalid_request', any]);
		expect(await error({ grant_type: 'x' }, own)).toEqual([400, 'unsupported_grant_type', any]);
		expect(await error({ grant_type: 'password', ...AGENT }, own)).toEqual([
			400,
			'unauthorized_client',
			any,
		]);
		expect(await error(exchange('x'), own)).toEqual([400, 'unauthorized_client', any]);
		expect(await error({ grant_type }, basic(APP.id, APP.secret))).toEqual([
			400,
			'unauthorized_client',
			any,
		]);
		const json = await client.post(TOKEN, { grant_type }, { headers: { authorization: own } });
		expect([json.status, json.data.error]).toEqual([400, 'invalid_request']);
		const twice = await client.post(TOKEN, 'grant_type=x&grant_type=y');
		expect([twice.status, twice.data.error]).toEqual([400, 'invalid_request']);
	});

	test.each([
		['cloud%2Dclient', 'cloud%2Dclient%2Dsecret', 200],
		['cloud-client', 'cloud-client-secret', 200],
		['cloud-client', 'cloud%2Dclient%2Dsecret', 200],
		['cloud%2dclient', 'cloud-client-secret', 200],
		['per%cent', 'a+b:c%2D', 200],
		['per%25cent', 'a%2Bb%3Ac%252D', 200],
		['per%25cent', 'a+b%3Ac%252D', 401],
		['cloud%2Dclient', 'x', 401],
		['cloud%2Dclient%', 'cloud-client-secret', 400],
	])(
		'Basic credentials %s:%s as sent or form-url-encoded (RFC 6749, 2.3.1): %i',
		async (...row) => {
			const [id, secret, status] = row;
			const answer = await token({ grant_type: 'client_credentials' }, basic(id, secret));
			expect(answer.status).toBe(status);
		},
	);

	test('credentials in the body are decoded once, as every form is', async () => {
		const call = async (client_id: string, client_secret: string) =>
			(await token({ grant_type: 'client_credentials', client_id, client_secret })).status;
		expect(await call(CLIENT.id, CLIENT.secret)).toBe(200);
		expect(await call('cloud%2Dclient', CLIENT.secret)).toBe(400);
	});

	test('scopes: those asked for, or all of the client; a refresh keeps or narrows them', async () => {
		const limited = { client_id: LIMITED.id };
		const secret = basic(LIMITED.id, LIMITED.secret);
		const all = await token(exchange(await code(limited)), secret);
		expect(all.data.scope).toBe('conversations:readonly users');
		const one = await token(exchange(await code({ ...limited, scope: 'users' })), secret);
		expect(one.data.scope).toBe('users');
		const refresh = async (refresh_token: string, more = {}) =>
			await token({ grant_type: 'refresh_token', refresh_token, ...more }, secret);
		const more = await refresh(one.data.refresh_token, { scope: 'conversations:readonly' });
		expect([more.status, more.data.error]).toEqual([400, 'invalid_scope']);
		const less = await refresh(all.data.refresh_token, { scope: 'users' });
		expect(less.data.scope).toBe('users');
		expect(sim.control.cloudLogin.listTokens().at(-1)?.scopes).toEqual(['users']);
		const foreign = await appToken({
			grant_type: 'refresh_token',
			refresh_token: less.data.refresh_token,
		});
		expect([foreign.status, foreign.data.error]).toEqual([400, 'invalid_grant']);
	});

	test('an empty parameter counts as left out (RFC 6749, 3.1 and 3.2), as n8n sends its scope', async () => {
		const given = await code({ client_id: LIMITED.id, scope: '' });
		const form = { ...exchange(given), scope: '', code_verifier: '' };
		const { status, data } = await token(form, basic(LIMITED.id, LIMITED.secret));
		expect([status, data.scope]).toEqual([200, 'conversations:readonly users']);
	});

	test('a code is good for one use; one that comes again ends what it was exchanged for', async () => {
		const given = await code();
		expect((await appToken(exchange(given))).status).toBe(200);
		expect((await appToken(exchange(given))).data.error).toBe('invalid_grant');
		expect(sim.control.cloudLogin.listTokens()).toMatchObject([{ access: 'revoked' }]);
	});

	test('tokens expire after their time, and at once on request', async () => {
		const tokens = new CloudTokens(seededRandom(1));
		const short = { tokenLifetimeSeconds: 1, refreshTokenLifetimeSeconds: 1 };
		const scopes = ['conversations'];
		const mine = tokens.issue({ kind: 'user', userId: AGENT_ID, scopes }, short);
		const its = tokens.issue({ kind: 'client', clientId: CLIENT.id, scopes });
		expect(tokens.verify(mine.accessToken)).toMatchObject({ kind: 'user', userId: AGENT_ID });
		jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'setTimeout', 'setInterval'] });
		jest.setSystemTime(Date.now() + 1_100);
		expect(tokens.verify(mine.accessToken)).toBeUndefined();
		expect(tokens.verify(its.accessToken)).toEqual({ kind: 'client', clientId: CLIENT.id, scopes });
		jest.useRealTimers();

		const user = (await appToken(exchange(await code()))).data;
		sim.control.cloudLogin.issueToken({ clientId: CLIENT.id });
		const expired = await control.post('/cloud/login/tokens/expire', { userId: AGENT_ID });
		expect(expired.data).toEqual({ expired: 1 });
		const refreshed = await appToken({ grant_type: 'refresh_token', ...user });
		expect(refreshed.status).toBe(200);
		const revoked = await control.post('/cloud/login/tokens/revoke');
		expect(revoked.data).toEqual({ revoked: 2 });
		const { refresh_token } = refreshed.data;
		const dead = await appToken({ grant_type: 'refresh_token', refresh_token });
		expect(dead.data.error).toBe('invalid_grant');
		sim.control.cloudLogin.set({ tokenLifetimeSeconds: 7 });
		expect((await appToken(exchange(await code()))).data.expires_in).toBe(7);
	});

	test('a token opens its own API only', async () => {
		const cloud = sim.control.cloudLogin.issueToken({ userId: AGENT_ID });
		const engage = sim.control.auth.issueToken('agent');
		const status = async (path: string, accessToken: string) => {
			const headers = { ...bearer(accessToken).headers, 'x-api-key': sim.apiKey };
			return (await client.get(path, { headers })).status;
		};
		for (const path of [
			'/auth/v3/userinfo',
			'/nexus/v3/securemail/count?address=consumer@example.com',
		]) {
			expect([
				await status(path, engage.accessToken),
				await status(path, cloud.accessToken),
			]).toEqual([200, 401]);
		}
		const refresh = await appToken({
			grant_type: 'refresh_token',
			refresh_token: engage.refreshToken,
		});
		expect(refresh.data.error).toBe('invalid_grant');
		const random = seededRandom(1);
		const lifetimes = { tokenLifetimeSeconds: 9, refreshTokenLifetimeSeconds: 9 };
		const owner = { userName: AGENT_ID, clientId: APP.id, scopes: ['*'] };
		const other = new TokenStore(random, 'auth').issue(owner, lifetimes);
		const tokens = new CloudTokens(random);
		tokens.issue({ kind: 'user', userId: AGENT_ID, scopes: ['*'] });
		expect(tokens.verify(other.accessToken)).toBeUndefined();
	});

	test('the control API does the same', async () => {
		const issue = async (body: object) => await control.post('/cloud/login/tokens', body);
		const { data: user } = await issue({ userId: AGENT_ID, scopes: ['users'] });
		expect(user).toMatchObject({ kind: 'user', clientId: APP.id, scopes: ['users'] });
		const { data: its } = await issue({ clientId: CLIENT.id });
		expect(its).toMatchObject({ kind: 'client', clientId: CLIENT.id, scopes: ['*'] });
		expect((await control.get('/cloud/login/tokens')).data).toEqual([user, its]);
		expect((await issue({ userId: 'x' })).status).toBe(404);
		expect((await issue({ clientId: 'x' })).status).toBe(404);
		expect((await issue({})).status).toBe(400);
		expect((await control.get('/cloud/login/users')).data).toHaveLength(2);
		expect((await control.get('/cloud/login/clients')).data[0]).toMatchObject(CLIENT);
		const settings = '/cloud/login/settings';
		expect((await control.put(settings, { tokenLifetimeSeconds: 0 })).status).toBe(400);
		expect((await control.put(settings, { tokenLifetimeSeconds: 7 })).data).toEqual({
			tokenLifetimeSeconds: 7,
			refreshTokenLifetimeSeconds: 1_000,
		});
	});
});
