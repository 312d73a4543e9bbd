import type { INodeParameters } from 'n8n-workflow';
import type { Credentials } from '../harness/additionalData';
import { oAuth2Credential } from '../harness/genesysCredentials';
import { runNode } from '../harness/runNode';
import { withSimulator } from '../harness/simulator';

const sim = withSimulator({ samples: false, statistics: { tickMs: 0 } });
let credentials: Credentials;

beforeEach(async () => {
	credentials = await oAuth2Credential(sim);
});

async function run(resource: string, operation: string, parameters: INodeParameters = {}) {
	return await runNode({
		node: 'genesysAuthentication',
		parameters: { authentication: 'oAuth2', resource, operation, ...parameters },
		credentials,
	});
}
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

test.each<Record<string, string>>([{}, { 'x-gws-user': 'not a token' }])(
	'a JWT that is missing says so (%j)',
	async (headers) => {
		sim.control.faults.add({ kind: 'status', status: 200, body: { status: { code: 0 } }, headers });
		expect((await run('user', 'getJwt')).error?.message).toBe('Genesys sent no JSON Web Token');
	},
);

test('check a session that is signed in, and one that is not', async () => {
	expect((await run('session', 'ping')).error).toBeUndefined();
	sim.control.faults.add({ kind: 'status', status: 403, body: { message: 'Forbidden' } });
	expect((await run('session', 'ping')).error?.message).toBe('The session is not signed in');
});

test('change the password, and say when the current one is wrong', async () => {
	const wrong = await run('user', 'changePassword', {
		oldPassword: 'no',
		newPassword: 'new-password',
	});
	expect(wrong.error?.message).toBe('Genesys did not change the password');
	const right = await run('user', 'changePassword', {
		oldPassword: 'agent-password',
		newPassword: 'new-password',
		options: { operationId: 'op-1', userName: 'agent' },
	});
	expect(right.error).toBeUndefined();
	expect(calls()[1]).toEqual([
		'POST',
		'/auth/v3/change-password',
		{
			data: { oldPassword: 'agent-password', newPassword: 'new-password', userName: 'agent' },
			operationId: 'op-1',
		},
	]);
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
