import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Credentials } from '../harness/additionalData';
import { keyCredential, oAuth2Credential, tokenCredential } from '../harness/genesysCredentials';
import { runNode } from '../harness/runNode';
import { withSimulator } from '../harness/simulator';

const sim = withSimulator({ samples: false, statistics: { tickMs: 0 } });
let credentials: Credentials;

beforeEach(async () => {
	credentials = await oAuth2Credential(sim);
});

async function run(resource: string, operation: string, parameters: INodeParameters = {}) {
	const [type] = Object.keys(credentials);
	return await runNode({
		node: 'genesysAuthentication',
		parameters: { authentication: AUTHENTICATION[type], resource, operation, ...parameters },
		credentials,
	});
}
const AUTHENTICATION: Record<string, string> = {
	genesysApi: 'apiKey',
	genesysOAuth2Api: 'oAuth2',
	genesysTokenApi: 'token',
};
/** With a token that was fetched before. */
const token = (more = {}) =>
	tokenCredential(sim, {
		sessionToken: sim.control.auth.issueToken('agent').accessToken,
		...more,
	});
const steps = () => sim.control.requests.list().map(({ path, status }) => [path, status]);
const PING = '/auth/v3/ping';
const TOKEN = '/auth/v3/oauth/token';
const calls = () =>
	sim.control.requests
		.list()
		.map(({ method, url, body }) => [method, url, body && JSON.parse(body)]);

test('get, and get the OpenID claims', async () => {
	expect((await run('user', 'get')).items[0].json).toMatchObject({
		loginName: expect.stringMatching(/^agent/),
	});
	expect((await run('user', 'getOpenId')).items[0].json).toMatchObject({ user_name: 'agent' });
	expect(calls()).toEqual([
		['GET', '/auth/v3/userinfo', ''],
		['GET', '/auth/v3/openid/userinfo', ''],
	]);
});

test('get the JWT from its header, as it is and decoded', async () => {
	const [{ json }] = (await run('user', 'getJwt')).items;
	expect(json).toEqual({
		jwt: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
		header: expect.objectContaining({ alg: 'HS256' }),
		payload: expect.objectContaining({ iat: expect.any(Number) }),
	});
});

test('a big number in a JWT is as it came', async () => {
	const parts = ['{"alg":"none"}', '{"sub":9007199254740993}', ''];
	const jwt = parts.map((part) => Buffer.from(part).toString('base64url')).join('.');
	const headers = { 'x-gws-user': jwt };
	sim.control.faults.add({ kind: 'status', status: 200, body: { status: { code: 0 } }, headers });
	const { items } = await run('user', 'getJwt');
	expect(items[0].json).toMatchObject({ payload: { sub: '9007199254740993' } });
});

test.each<Record<string, string>>([
	{},
	{ 'x-gws-user': 'not a token' },
	{ 'x-gws-user': 'NQ.NQ.' },
])('a JWT that is missing says so (%j)', async (headers) => {
	sim.control.faults.add({ kind: 'status', status: 200, body: { status: { code: 0 } }, headers });
	expect((await run('user', 'getJwt')).error?.message).toBe('Genesys sent no JSON Web Token');
});

describe('"Return 200 if user is authenticated otherwise 403"', () => {
	const check = async () => {
		const { items, error } = await run('session', 'ping');
		return error?.message ?? items[0].json;
	};
	const ways: Array<[string, () => Credentials | Promise<Credentials>]> = [
		['OAuth2', async () => await oAuth2Credential(sim)],
		['Token', () => token()],
	];

	test.each(ways)('%s: signed in', async (_name, credential) => {
		credentials = await credential();
		expect(await check()).toEqual({ signedIn: true });
		expect(steps()).toEqual([[PING, 200]]);
	});

	test.each(ways)(
		'%s: signed in again, since a token that expired is renewed',
		async (_name, credential) => {
			credentials = await credential();
			sim.control.auth.expireTokens();
			expect(await check()).toEqual({ signedIn: true });
			expect(steps()).toEqual([
				[PING, 403],
				[TOKEN, 200],
				[PING, 200],
			]);
		},
	);

	test.each(ways)(
		'%s: not signed in, which is found out after one renewal',
		async (_name, credential) => {
			credentials = await credential();
			const body = { status: { code: 403, message: 'Prohibited' } };
			sim.control.faults.add({
				kind: 'status',
				status: 403,
				body,
				times: 0,
				match: { path: PING },
			});
			expect(await check()).toEqual({ signedIn: false });
			expect(steps()).toEqual([
				[PING, 403],
				[TOKEN, 200],
				[PING, 403],
			]);
		},
	);

	test('OAuth2: not signed in, when the token cannot be renewed', async () => {
		sim.control.auth.revokeTokens();
		expect(await check()).toEqual({ signedIn: false });
		expect(steps()).toEqual([
			[PING, 403],
			[TOKEN, 400],
		]);
	});

	test('Token: not signed in, when the password has expired', async () => {
		credentials = token({ sessionToken: '' });
		sim.control.auth.expirePasswords({ userName: 'agent' });
		expect(await check()).toEqual({ signedIn: false });
		expect(steps()).toEqual([[TOKEN, 400]]);
	});

	test('Token: not signed in, when one that was pasted has expired and nothing can renew it', async () => {
		const { accessToken } = sim.control.auth.issueToken('agent');
		credentials = tokenCredential(sim, { grantType: 'bearerToken', bearerToken: accessToken });
		expect(await check()).toEqual({ signedIn: true });
		sim.control.auth.expireTokens();
		expect(await check()).toEqual({ signedIn: false });
		expect(steps().map(([path]) => path)).not.toContain(TOKEN);
	});

	test('"you are probably using an invalid API Key" is an error, and no sign-in that is missing', async () => {
		credentials.genesysOAuth2Api.apiKey = 'wrong';
		expect(await check()).toBe('Genesys refused the API key');
	});

	test('the same on the call for the token', async () => {
		credentials = token({ sessionToken: '', apiKey: 'wrong' });
		sim.control.auth.set({ requireApiKeyOnToken: true });
		expect(await check()).toBe('Genesys refused the API key');
		sim.control.auth.set({ requireApiKeyOnToken: false });
		expect(steps()).toEqual([[TOKEN, 403]]);
	});

	test('a service that does not answer the question is an error', async () => {
		sim.control.faults.add({ kind: 'status', status: 500 });
		expect(await check()).toBe('Genesys could not process this request');
	});
});

test('elsewhere 403 does not mean that a token has expired', async () => {
	sim.control.faults.add({ kind: 'status', status: 403, body: { message: 'Forbidden' } });
	expect((await run('user', 'get')).error?.httpCode).toBe('403');
	expect(steps()).toEqual([['/auth/v3/userinfo', 403]]);
});

describe('"Change the user\'s password"', () => {
	const passwords = { oldPassword: 'agent-password', newPassword: 'new-password' };
	const sent = () =>
		sim.control.requests
			.list({ path: '/auth/v3/change-password' })
			.map(({ headers, body }) => [
				headers['x-api-key'],
				headers.authorization,
				JSON.parse(body) as unknown,
			]);
	const signIn = async (password: string) => {
		credentials = token({ sessionToken: '', password });
		return (await run('user', 'get')).error?.message;
	};

	test('without a token, of somebody whose password has expired and who cannot sign in', async () => {
		sim.control.auth.expirePasswords();
		expect(await signIn('agent-password')).toBe('Genesys did not accept the sign-in');
		credentials = keyCredential(sim);
		const { items, error } = await run('user', 'changePassword', {
			...passwords,
			userName: 'agent',
			options: { operationId: 'op-1' },
		});
		expect([error, items[0].json]).toEqual([undefined, { success: true }]);
		const data = { ...passwords, userName: 'agent' };
		expect(sent()).toEqual([[sim.apiKey, undefined, { data, operationId: 'op-1' }]]);
		expect(await signIn('new-password')).toBeUndefined();
	});

	test('with the key alone there must be a User Name', async () => {
		credentials = keyCredential(sim);
		const { error } = await run('user', 'changePassword', passwords);
		expect(error?.message).toBe('The field "User Name" has no value');
		expect(error?.description).toContain('An API key belongs to no user');
		expect(sent()).toEqual([]);
	});

	test('a Genesys that wants a token all the same says what to choose', async () => {
		credentials = keyCredential(sim);
		sim.control.faults.add({ kind: 'status', status: 401 });
		const { error } = await run('user', 'changePassword', { ...passwords, userName: 'agent' });
		expect(error?.message).toBe('Genesys wants a token to change this password');
		expect(error?.description).toContain('Genesys OAuth2 API or Genesys Token API');
	});

	test('with the token where there is one, whose user need not be named', async () => {
		const { access_token } = credentials.genesysOAuth2Api.oauthTokenData as IDataObject;
		expect((await run('user', 'changePassword', passwords)).error).toBeUndefined();
		expect(sent()).toEqual([[sim.apiKey, `Bearer ${String(access_token)}`, { data: passwords }]]);
	});

	test('"Unable to update password" is explained, and shows neither of them', async () => {
		const wrong = await run('user', 'changePassword', { ...passwords, oldPassword: 'no' });
		expect(wrong.error?.message).toBe('Genesys did not change the password');
		expect(wrong.error?.description).toContain('Unable to update password');

		const longer = { ...passwords, newPassword: 'agent-password-2' };
		const message = 'agent-password and agent-password-2 are alike';
		const body = { status: { code: 403, message } };
		sim.control.faults.add({ kind: 'status', status: 403, body });
		const alike = await run('user', 'changePassword', longer);
		expect(alike.error?.description).toContain('What else it said is left out');
		expect(alike.error?.description).not.toContain('agent-password');
	});
});

test.each([
	['user', 'get', 'Get'],
	['user', 'getJwt', 'Get JWT'],
	['user', 'getOpenId', 'Get OpenID Claims'],
	['session', 'ping', 'Check'],
	['session', 'signOut', 'Sign Out'],
])('%s %s needs a token: a key says so, and sends nothing', async (resource, operation, name) => {
	credentials = keyCredential(sim);
	const { error } = await run(resource, operation);
	expect(error?.message).toBe(`${name} cannot be done with a Genesys API credential`);
	expect(error?.description).toContain('Genesys OAuth2 API or Genesys Token API');
	expect(calls()).toEqual([]);
});

test.each([
	[{}, 'POST', '/auth/v3/sign-out?global=false'],
	[{ global: true }, 'POST', '/auth/v3/sign-out?global=true'],
	[
		{ method: 'GET', redirectUri: 'https://example.com/bye' },
		'GET',
		'/auth/v3/sign-out?global=false&redirectUri=https%3A%2F%2Fexample.com%2Fbye',
	],
])('sign out %j', async (parameters, method, url) => {
	const { error } = await run('session', 'signOut', parameters);
	expect(error).toBeUndefined();
	expect(calls()).toEqual([[method, url, '']]);
	expect(sim.control.auth.listTokens().filter(({ access }) => access === 'valid')).toEqual([]);
});

test('the page that a redirect comes with is not what Sign Out gives', async () => {
	const headers = { location: 'https://example.com/bye', 'content-type': 'text/html' };
	const body = '<html>Moved</html>';
	sim.control.faults.add({ kind: 'status', status: 302, headers, body });
	const { items } = await run('session', 'signOut', { method: 'GET' });
	expect(items[0].json).toEqual({ success: true });
});
