import type { IDataObject } from 'n8n-workflow';
import type { Simulator } from '../../simulator';
import type { Credentials, CredentialUse } from '../harness/additionalData';
import { signInAddress } from '../../nodes/shared/apis/signIn';
import {
	keyCredential,
	oAuth2Credential,
	signedInCredential,
	signInCredential,
	tokenCredential,
} from '../harness/genesysCredentials';
import { runNode, type NodeRun } from '../harness/runNode';
import { CALLBACK, signInAt } from '../harness/signIn';
import { withSimulator } from '../harness/simulator';

const sim = withSimulator({ samples: false, statistics: { tickMs: 0 } });

beforeEach(() => sim.control.auth.set({ requireApiKeyOnToken: false }));

const AUTHENTICATION: Record<string, string> = {
	genesysApi: 'apiKey',
	genesysOAuth2Api: 'oAuth2',
	genesysTokenApi: 'token',
};

async function createAll(credentials: Credentials, count: number, more: Partial<NodeRun> = {}) {
	const [type] = Object.keys(credentials);
	return await runNode({
		node: 'genesysOpenMedia',
		parameters: {
			authentication: AUTHENTICATION[type],
			resource: 'workitem',
			operation: 'create',
			openMediaService: 'workitems',
			dataMode: 'autoMapInputData',
			additionalFields: {},
		},
		items: Array.from({ length: count }, (_, n) => ({ n })),
		credentials,
		...more,
	});
}
/** Of the agent, who has just signed in. */
const code = async () => {
	const { url, clientId } = sim;
	return await signInAt(signInAddress({ baseUrl: url, clientId, redirectUri: CALLBACK }));
};
const tokenCalls = () =>
	sim.control.requests.list().filter(({ path }) => path === '/auth/v3/oauth/token');
const userDataNumbers = () =>
	sim.control.workitems
		.list()
		.map(({ userData }) => userData.n as number)
		.sort((a, b) => a - b);

test.each([
	['API key', keyCredential],
	['OAuth2', oAuth2Credential],
	['token', tokenCredential],
])(
	'%s: each request carries the key, and the token where there is one',
	async (name, credential) => {
		const { error } = await createAll(await credential(sim), 3);
		expect(error).toBeUndefined();
		const calls = sim.control.requests.list({ path: '/nexus/v3' });
		expect(calls).toHaveLength(3);
		for (const { headers } of calls) {
			expect(headers['x-api-key']).toBe(sim.apiKey);
			expect(headers.authorization ?? '').toMatch(name === 'API key' ? /^$/ : /^Bearer ./);
		}
	},
);

describe.each([
	['OAuth2', oAuth2Credential],
	['token, by password', tokenCredential],
	[
		'token, by authorization code',
		async (simulator: Simulator) =>
			signInCredential(simulator, { authorizationCode: await code() }),
	],
	[
		'token, by refresh token',
		(simulator: Simulator) => {
			const { refreshToken } = simulator.control.auth.issueToken('agent');
			return tokenCredential(simulator, { grantType: 'refreshToken', refreshToken });
		},
	],
])('a token (%s) that expires in the middle of 1,000 items', (name, credential) => {
	test('is renewed once, and no item is lost or sent twice', async () => {
		const credentials = await credential(sim);
		const use: CredentialUse = { decrypted: 0 };
		await createAll(credentials, 1, { credentialUse: use });
		await sim.control.reset();
		const again = name === 'OAuth2' ? await oAuth2Credential(sim) : credentials;
		if (name !== 'OAuth2') again.genesysTokenApi.sessionToken = '';
		if (name.includes('code')) again.genesysTokenApi.authorizationCode = await code();
		if (name.includes('refresh')) {
			again.genesysTokenApi.refreshToken = sim.control.auth.issueToken('agent').refreshToken;
		}
		const watch = setInterval(() => {
			if (sim.control.workitems.list().length >= 400) {
				clearInterval(watch);
				sim.control.auth.expireTokens();
			}
		}, 5);
		const before = use.stored ?? 0;
		const { items, error } = await createAll(again, 1000, { credentialUse: use });
		clearInterval(watch);

		expect(error).toBeUndefined();
		expect(items).toHaveLength(1000);
		expect(userDataNumbers()).toEqual(Array.from({ length: 1000 }, (_, n) => n));
		// The first token of the run, unless the sign-in gave it; and one for the one that expired.
		expect(tokenCalls()).toHaveLength(name === 'OAuth2' ? 1 : 2);
		expect(use.stored ?? 0).toBeGreaterThan(before);
	}, 60_000);
});

describe('the token credential', () => {
	test('is decrypted once, also when every item fails', async () => {
		const credentialUse = { decrypted: 0 };
		sim.control.faults.add({ kind: 'status', status: 400, times: 0 });
		const onError = 'continueRegularOutput' as const;
		const { items } = await createAll(signedInCredential(sim), 20, { credentialUse, onError });
		expect(items).toHaveLength(20);
		expect(credentialUse.decrypted).toBe(1);
	});

	test('sends the client by HTTP Basic, the key, and the form that Genesys documents', async () => {
		await createAll(tokenCredential(sim), 1);
		const [{ method, headers, body }] = tokenCalls();
		expect(method).toBe('POST');
		expect(headers).toMatchObject({
			'x-api-key': sim.apiKey,
			authorization: `Basic ${Buffer.from(`${sim.clientId}:${sim.clientSecret}`).toString('base64')}`,
			'content-type': expect.stringContaining('application/x-www-form-urlencoded'),
		});
		expect(Object.fromEntries(new URLSearchParams(body))).toEqual({
			grant_type: 'password',
			username: 'agent',
			password: 'agent-password',
			client_id: sim.clientId,
			scope: '*',
		});
	});

	test('works where the gateway wants the key on the token call too', async () => {
		sim.control.auth.set({ requireApiKeyOnToken: true });
		expect((await createAll(tokenCredential(sim), 1)).error).toBeUndefined();
	});

	test('keeps a refresh token that Genesys replaced', async () => {
		const { refreshToken } = sim.control.auth.issueToken('agent');
		const credentials = tokenCredential(sim, { grantType: 'refreshToken', refreshToken });
		await createAll(credentials, 1);
		const stored = credentials.genesysTokenApi.refreshToken;
		expect(stored).not.toBe(refreshToken);

		// In the next execution the stored one still works.
		credentials.genesysTokenApi.sessionToken = '';
		expect((await createAll(credentials, 1)).error).toBeUndefined();
	});

	test.each<[string, IDataObject, string]>([
		['password', { password: 'wrong-password' }, 'user name and password'],
		['client secret', { clientSecret: 'wrong-client-secret' }, 'client ID and the client secret'],
		[
			'refresh token',
			{ grantType: 'refreshToken', refreshToken: 'wrong-refresh' },
			'refresh token',
		],
	])('says that the %s is wrong, and does not show it', async (_name, wrong, words) => {
		const { error } = await createAll(tokenCredential(sim, wrong), 1);
		expect(`${error?.message} ${error?.description}`).toContain(words);
		expect(JSON.stringify(error)).not.toContain('wrong-');
	});
});

test('a wrong password is tried once, not for every item: it would lock the account', async () => {
	const credentials = tokenCredential(sim, { password: 'another wrong one' });
	const { items } = await createAll(credentials, 50, { onError: 'continueRegularOutput' });
	expect(items.map(({ json }) => json.error)).toEqual(
		Array.from({ length: 50 }, () => 'Genesys did not accept the sign-in'),
	);
	expect(tokenCalls()).toHaveLength(1);
});

test('an OAuth2 token that cannot be renewed is explained', async () => {
	const credentials = await oAuth2Credential(sim);
	sim.control.auth.revokeTokens();
	const { error } = await createAll(credentials, 1);
	expect(error?.message).toBe('Genesys did not accept the sign-in');
	expect(sim.control.workitems.list()).toEqual([]);
});
