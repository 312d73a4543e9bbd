import { createHash } from 'node:crypto';
import type { AxiosInstance } from 'axios';
import { AuthorizationCode, ResourceOwnerPassword } from 'simple-oauth2';
import type { Simulator } from '../../../simulator';
import { AGENT, AUTHORIZE, bearer, CALLBACK, signIn, TOKEN, token } from './helper';
import { startWithClient } from '../helper';

describe('simple-oauth2 as it is', () => {
	let sim: Simulator;
	let client: AxiosInstance;

	beforeAll(async () => {
		({ sim, client } = await startWithClient());
	});
	beforeEach(async () => await sim.control.reset());
	afterAll(async () => await sim.close());

	const configuration = (secret = sim.clientSecret) => ({
		client: { id: sim.clientId, secret },
		auth: { tokenHost: sim.url, tokenPath: TOKEN },
	});
	const codeFlow = () => {
		const { auth, ...rest } = configuration();
		return new AuthorizationCode({ ...rest, auth: { ...auth, authorizePath: AUTHORIZE } });
	};

	const follow = async (oauth: AuthorizationCode) => {
		const url = oauth.authorizeURL({ redirect_uri: CALLBACK, scope: '*', state: 'a b&c' });
		const answer = await signIn(client, url);
		expect(answer.status).toBe(302);
		const location = new URL(answer.headers.location);
		expect(location.origin + location.pathname).toBe(CALLBACK);
		expect(location.searchParams.get('state')).toBe('a b&c');
		return location.searchParams.get('code') as string;
	};

	test('authorization code: form, code, token, refresh', async () => {
		const oauth = codeFlow();
		const code = await follow(oauth);
		const first = await oauth.getToken({ code, redirect_uri: CALLBACK });
		expect(first.token).toMatchObject({ expires_in: 43_199, scope: '*', token_type: 'bearer' });
		expect(first.expired()).toBe(false);
		const userInfo = async (token: string) =>
			(await client.get('/auth/v3/userinfo', bearer(token))).status;
		expect(await userInfo(first.token.access_token)).toBe(200);

		const second = await first.refresh();
		expect(second.token.refresh_token).not.toBe(first.token.refresh_token);
		expect(await userInfo(second.token.access_token)).toBe(200);
		expect(await userInfo(first.token.access_token)).toBe(401);
		await expect(first.refresh()).rejects.toMatchObject({
			output: { statusCode: 400 },
			data: { payload: { error: 'invalid_grant' } },
		});
		const third = await second.refresh({ scope: '*' });
		expect(await userInfo(third.token.access_token)).toBe(200);

		await expect(oauth.getToken({ code, redirect_uri: CALLBACK })).rejects.toMatchObject({
			data: { payload: { error: 'invalid_grant' } },
		});
	});

	test('password', async () => {
		const oauth = new ResourceOwnerPassword(configuration());
		const { token } = await oauth.getToken({ ...AGENT, scope: '*' });
		const { data } = await client.get('/auth/v3/openid/userinfo', bearer(token.access_token));
		expect(data).toMatchObject({ user_name: 'agent', email: 'agent@example.com' });
		await expect(oauth.getToken({ ...AGENT, password: 'x' })).rejects.toMatchObject({
			output: { statusCode: 400 },
			data: { payload: { error: 'invalid_grant', error_description: 'Bad credentials' } },
		});
	});

	test('client credentials in the body, and wrong ones', async () => {
		const inBody = { ...configuration(), options: { authorizationMethod: 'body' as const } };
		const { token } = await new ResourceOwnerPassword(inBody).getToken(AGENT);
		expect(token.token_type).toBe('bearer');
		for (const options of [{}, inBody.options]) {
			const wrong = new ResourceOwnerPassword({ ...configuration('x'), options });
			await expect(wrong.getToken(AGENT)).rejects.toMatchObject({
				output: { statusCode: 401 },
				data: { payload: { error: 'Unauthorized', error_description: 'Bad credentials' } },
			});
		}
	});

	test.each([
		['demo%2Dclient', 'demo%2Dclient%2Dsecret', 200],
		['demo-client', 'demo-client-secret', 200],
		['demo-client', 'demo%2Dclient%2Dsecret', 200],
		['demo%2Dclient', 'demo%2Dclient', 401],
		['demo%252Dclient', 'demo-client-secret', 401],
	])(
		'Basic credentials %s:%s, as sent or form-url-encoded (RFC 6749, 2.3.1): %i',
		async (...row) => {
			const [username, password, status] = row;
			const form = { grant_type: 'password', ...AGENT };
			expect((await token(client, form, { username, password })).status).toBe(status);
		},
	);

	test('client credentials that are encoded, for a code and for a refresh', async () => {
		const encoded = { username: 'demo%2Dclient', password: 'demo%2Dclient%2Dsecret' };
		const code = await follow(codeFlow());
		const form = { grant_type: 'authorization_code', code, redirect_uri: CALLBACK };
		const { data } = await token(client, form, encoded);
		const refresh = { grant_type: 'refresh_token', refresh_token: data.refresh_token };
		expect((await token(client, refresh, encoded)).status).toBe(200);
	});

	test('PKCE is checked, and does not stand for the secret', async () => {
		const verifier = 'v'.repeat(43);
		const code_challenge = createHash('sha256').update(verifier).digest('base64url');
		const asked = { code_challenge, code_challenge_method: 'S256' };
		const url = codeFlow().authorizeURL({ redirect_uri: CALLBACK, scope: '*', ...asked });
		const exchange = async (code_verifier: string, secret?: string) => {
			const { headers } = await signIn(client, url);
			const code = String(new URL(String(headers.location)).searchParams.get('code'));
			const form = { grant_type: 'authorization_code', code, redirect_uri: CALLBACK };
			const body = { ...form, code_verifier, client_id: sim.clientId };
			const sent = new URLSearchParams(secret ? { ...body, client_secret: secret } : body);
			return (await client.post(TOKEN, sent)).status;
		};
		expect(await exchange(verifier, sim.clientSecret)).toBe(200);
		expect(await exchange('w'.repeat(43), sim.clientSecret)).toBe(400);
		expect(await exchange(verifier)).toBe(401);
	});

	test('a code is for its redirect URI, and expires', async () => {
		const oauth = codeFlow();
		const other = CALLBACK.replace('5678', '5679');
		const code = await follow(oauth);
		await expect(oauth.getToken({ code, redirect_uri: other })).rejects.toMatchObject({
			output: { statusCode: 400 },
		});
		// It is used up by the attempt.
		await expect(oauth.getToken({ code, redirect_uri: CALLBACK })).rejects.toMatchObject({
			data: { payload: { error: 'invalid_grant' } },
		});
		const late = await follow(oauth);
		const now = Date.now();
		jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'setTimeout', 'setInterval'] });
		jest.setSystemTime(now + 6 * 60_000);
		const request = oauth.getToken({ code: late, redirect_uri: CALLBACK });
		await expect(request).rejects.toMatchObject({ data: { payload: { error: 'invalid_grant' } } });
		jest.useRealTimers();
	});
});
