import type { AxiosInstance } from 'axios';
import * as openid from 'openid-client';
import { AuthorizationCode } from 'simple-oauth2';
import type { Simulator } from '../../simulator';
import { AGENT, AUTHORIZE, CALLBACK, signIn, TOKEN } from './auth/helper';
import { startWithClient } from './helper';

/** Both logins as two OAuth 2.0 clients of the Node.js world see them, with client ids that have a hyphen. */

const CLIENT = { id: 'my-app', secret: 'my-app-secret' };
const LOGINS = [
	{
		login: 'Engage',
		tokenPath: TOKEN,
		authorizePath: AUTHORIZE,
		person: AGENT,
	},
	{
		login: 'Cloud',
		tokenPath: '/oauth/token',
		authorizePath: '/oauth/authorize',
		person: { username: 'agent@example.com', password: 'agent-password' },
	},
];

describe.each(LOGINS)('the login of $login', ({ login, tokenPath, authorizePath, person }) => {
	let sim: Simulator;
	let client: AxiosInstance;

	beforeAll(async () => {
		const all = { redirectUris: [CALLBACK], scopes: ['*'] };
		({ sim, client } = await startWithClient({
			auth: { clientId: CLIENT.id, clientSecret: CLIENT.secret },
			cloudLogin: {
				clients: [
					{ ...CLIENT, ...all, grant: 'CODE' },
					{ id: 'my-service', secret: 'my-service-secret', ...all, grant: 'CLIENT_CREDENTIALS' },
				],
			},
		}));
	});
	afterAll(async () => await sim.close());

	/** Signs in as a person, and gives the address that the browser is sent to. */
	const redirected = async (url: string) => {
		const { status, headers } = await signIn(client, url, person);
		expect(status).toBe(302);
		return new URL(String(headers.location));
	};

	const configuration = ({ id, secret } = CLIENT, authentication = openid.ClientSecretBasic) => {
		const server = {
			issuer: sim.url,
			authorization_endpoint: sim.url + authorizePath,
			token_endpoint: sim.url + tokenPath,
		};
		const made = new openid.Configuration(server, id, {}, authentication(secret));
		openid.allowInsecureRequests(made);
		const key = { 'x-api-key': sim.apiKey };
		made[openid.customFetch] = async (url, options) =>
			await fetch(url, { ...options, headers: { ...options.headers, ...key } } as RequestInit);
		return made;
	};

	test.each([
		['Basic', openid.ClientSecretBasic],
		['the body', openid.ClientSecretPost],
	])('openid-client: code with PKCE, and a refresh; the secret in %s', async (_name, how) => {
		const own = configuration(CLIENT, how);
		const verifier = openid.randomPKCECodeVerifier();
		const state = openid.randomState();
		const url = openid.buildAuthorizationUrl(own, {
			redirect_uri: CALLBACK,
			state,
			code_challenge: await openid.calculatePKCECodeChallenge(verifier),
			code_challenge_method: 'S256',
		});
		const back = await redirected(url.href);
		const first = await openid.authorizationCodeGrant(own, back, {
			pkceCodeVerifier: verifier,
			expectedState: state,
		});
		expect(first.token_type).toBe('bearer');
		const second = await openid.refreshTokenGrant(own, first.refresh_token!);
		expect(second.access_token).not.toBe(first.access_token);
		await expect(openid.refreshTokenGrant(own, first.refresh_token!)).rejects.toMatchObject({
			error: 'invalid_grant',
		});
	});

	test('simple-oauth2: code, and a refresh', async () => {
		const oauth = new AuthorizationCode({
			client: CLIENT,
			auth: { tokenHost: sim.url, tokenPath, authorizePath },
			http: { headers: { 'x-api-key': sim.apiKey } },
		});
		const back = await redirected(oauth.authorizeURL({ redirect_uri: CALLBACK, state: 's' }));
		const code = String(back.searchParams.get('code'));
		const first = await oauth.getToken({ code, redirect_uri: CALLBACK });
		const second = await first.refresh();
		expect(second.token.access_token).not.toBe(first.token.access_token);
	});

	test('a wrong secret is refused', async () => {
		const wrong = configuration({ ...CLIENT, secret: 'not-it' });
		await expect(openid.refreshTokenGrant(wrong, 'r')).rejects.toMatchObject({
			status: 401,
		});
	});

	if (login !== 'Cloud') return;

	test('openid-client: client credentials', async () => {
		const own = configuration({ id: 'my-service', secret: 'my-service-secret' });
		const answer = await openid.clientCredentialsGrant(own);
		expect(sim.control.cloudLogin.listTokens().at(-1)).toMatchObject({
			accessToken: answer.access_token,
			kind: 'client',
			clientId: 'my-service',
		});
	});
});
