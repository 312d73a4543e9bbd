import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { CredentialUse } from '../../harness/additionalData';
import { filledCredential } from '../../harness/filledCredential';
import { cloudCredential } from '../../harness/genesysCredentials';
import { credentialType } from '../../harness/package';
import { runNode } from '../../harness/runNode';
import { withSimulator } from '../../harness/simulator';

const TYPE = 'genesysCloudOAuth2Api';
const TOKEN = '/oauth/token';

type Changes = Record<string, unknown>;

const sim = withSimulator({ seed: 1, samples: false });

const credentialOf = (kind: 'user' | 'client', changes: Changes = {}) =>
	({ ...cloudCredential(sim, kind)[TYPE], ...changes }) as ICredentialDataDecryptedObject;
/** As it is after it was entered: n8n has fetched no token yet, or nobody has signed in. */
const fresh = (kind: 'user' | 'client', changes: Changes = {}) =>
	credentialOf(kind, { oauthTokenData: undefined, ...changes });

const conversations = (count: number) =>
	Array.from({ length: count }, () => ({
		id: sim.control.cloud.addConversation({ media: 'email' }).id,
	}));

/** Get Conversation, once per item. */
async function get(
	credential: ICredentialDataDecryptedObject,
	items = conversations(1),
	credentialUse?: CredentialUse,
) {
	const { error, ...rest } = await runNode({
		node: 'genesysCloudConversations',
		parameters: {
			resource: 'conversation',
			operation: 'get',
			conversationId: '={{ $json.id }}',
			options: { concurrency: 10, maxRetries: 0 },
		},
		items,
		credentials: { [TYPE]: credential },
		credentialUse,
	});
	return { ...rest, error, said: error && `${error.message} | ${error.description}` };
}

const tokenCalls = () =>
	sim.control.requests.list({ path: TOKEN }).map(({ headers, body, status }) => ({
		authorization: headers.authorization,
		...Object.fromEntries(new URLSearchParams(body)),
		status,
	}));
const basic = (id: string) => `Basic ${Buffer.from(`${id}:${id}-secret`).toString('base64')}`;

describe('where the hosts are', () => {
	const hosts = async (data: ICredentialDataDecryptedObject) => {
		const { baseUrl, authUrl, accessTokenUrl } = await filledCredential(TYPE, data);
		return { baseUrl, authUrl, accessTokenUrl };
	};

	/** As the official SDK lists them (`PureCloudRegionHosts`). */
	const DOMAINS = [
		'mypurecloud.com',
		'use2.us-gov-pure.cloud',
		'usw2.pure.cloud',
		'cac1.pure.cloud',
		'mxc1.pure.cloud',
		'sae1.pure.cloud',
		'mypurecloud.ie',
		'euw2.pure.cloud',
		'mypurecloud.de',
		'euc2.pure.cloud',
		'edee1.eusc-pure.cloud',
		'mec1.pure.cloud',
		'aps1.pure.cloud',
		'apse1.pure.cloud',
		'mypurecloud.com.au',
		'mypurecloud.jp',
		'apne2.pure.cloud',
		'apne3.pure.cloud',
	];

	test.each(DOMAINS)('region %s', async (region) => {
		expect(await hosts({ region, apiUrl: '', loginUrl: '' })).toEqual({
			baseUrl: `https://api.${region}`,
			authUrl: `https://login.${region}/oauth/authorize`,
			accessTokenUrl: `https://login.${region}/oauth/token`,
		});
	});

	test('the list offers these regions, and Custom', async () => {
		const { properties } = await credentialType(TYPE);
		const { options = [] } = properties.find(({ name }) => name === 'region') ?? {};
		const values = options.map((option) => 'value' in option && option.value);
		expect(values.sort()).toEqual([...DOMAINS, 'custom'].sort());
	});

	test.each([
		['http://127.0.0.1:4010', 'http://127.0.0.1:4010'],
		['http://127.0.0.1:4010/', 'http://127.0.0.1:4010//'],
		[' http://127.0.0.1:4010 ', '\thttp://127.0.0.1:4010\n'],
		['http://127.0.0.1:4010/api/v2', 'http://127.0.0.1:4010/oauth'],
		['http://127.0.0.1:4010/api/v2/', 'http://127.0.0.1:4010/oauth/'],
	])('Custom, entered as %j and %j', async (apiUrl, loginUrl) => {
		expect(await hosts({ region: 'custom', apiUrl, loginUrl })).toEqual({
			baseUrl: 'http://127.0.0.1:4010',
			authUrl: 'http://127.0.0.1:4010/oauth/authorize',
			accessTokenUrl: 'http://127.0.0.1:4010/oauth/token',
		});
	});

	test('Custom keeps a path of its own, as of a gateway', async () => {
		const own = { apiUrl: 'https://gw.example/cloud', loginUrl: 'https://gw.example/login' };
		expect(await hosts({ region: 'custom', ...own })).toMatchObject({
			baseUrl: 'https://gw.example/cloud',
			accessTokenUrl: 'https://gw.example/login/oauth/token',
		});
	});

	test('an address without a scheme is a clear error, and nothing is sent', async () => {
		const { said } = await get(credentialOf('user', { baseUrl: 'api.example.com' }));
		expect(said).toContain('"api.example.com" is not a web address');
	});
});

describe('client credentials', () => {
	test('n8n fetches one token, without a scope, for all items of a first run', async () => {
		const items = conversations(30);
		const use: CredentialUse = { decrypted: 0 };
		const { items: output } = await get(fresh('client'), items, use);
		expect(output.map(({ json }) => json.id)).toEqual(items.map(({ id }) => id));
		expect(tokenCalls()).toEqual([
			{ authorization: basic('cloud-client'), grant_type: 'client_credentials', status: 200 },
		]);
		expect(use.stored).toBe(1);
	});

	test('a token that expired is replaced once, and every item is answered', async () => {
		const credential = credentialOf('client');
		sim.control.cloudLogin.expireTokens();
		const { items } = await get(credential, conversations(20));
		expect(items).toHaveLength(20);
		expect(tokenCalls()).toMatchObject([{ grant_type: 'client_credentials', status: 200 }]);
	});

	test.each([
		['a wrong secret', { clientSecret: 'not-the-secret' }, 'does not know the OAuth client'],
		['a client of another region', { clientId: 'nobody' }, 'does not know the OAuth client'],
		[
			'a client for people',
			{ clientId: 'cloud-app', clientSecret: 'cloud-app-secret' },
			'another grant type',
		],
	])('%s', async (_what, changes, text) => {
		const { said, error } = await get(fresh('client', changes));
		expect(said).toContain(text);
		expect(said).toMatch(/The login answered \w+: /);
		expect(error?.httpCode).toBe('401');
		for (const secret of Object.values(changes)) {
			if (secret.includes('secret')) expect(JSON.stringify(error)).not.toContain(secret);
		}
	});

	test.each([{ clientSecret: '' }, { clientId: '' }])(
		'without %j nothing is sent',
		async (none) => {
			const { said } = await get(fresh('client', none));
			expect(said).toContain('no Client ID or no Client Secret');
			expect(sim.control.requests.list()).toEqual([]);
		},
	);
});

describe('a user who signs in', () => {
	test.each([undefined, {}])('with the tokens %j, nobody has: nothing is sent', async (tokens) => {
		const { said } = await get(fresh('user', { oauthTokenData: tokens }));
		expect(said).toContain('Nobody has signed in with this credential');
		expect(said).toContain('connect it');
		expect(sim.control.requests.list()).toEqual([]);
	});

	test('a token that expired is renewed by its refresh token, once for all items', async () => {
		const credential = credentialOf('user');
		sim.control.cloudLogin.expireTokens();
		const { items } = await get(credential, conversations(20));
		expect(items).toHaveLength(20);
		expect(tokenCalls()).toMatchObject([
			{ authorization: basic('cloud-app'), grant_type: 'refresh_token', status: 200 },
		]);
	});

	test('a refresh token that was revoked: connect again', async () => {
		const credential = credentialOf('user');
		sim.control.cloudLogin.revokeTokens();
		const { said } = await get(credential);
		expect(said).toContain('The sign-in of the user has ended | Open the credential, connect it');
	});

	test('no refresh token: connect again', async () => {
		const credential = credentialOf('user');
		const { access_token } = credential.oauthTokenData as { access_token: string };
		sim.control.cloudLogin.expireTokens();
		const { said } = await get({ ...credential, oauthTokenData: { access_token } } as never);
		expect(said).toContain('The sign-in of the user has ended');
		expect(tokenCalls()).toEqual([]);
	});

	test('without the secret the login does not renew: it says so', async () => {
		const credential = credentialOf('user', { clientSecret: '' });
		sim.control.cloudLogin.expireTokens();
		const { said } = await get(credential);
		expect(tokenCalls()).toMatchObject([{ client_id: 'cloud-app', status: 401 }]);
		expect(said).toContain('Without the secret a sign-in cannot be renewed');
	});

	test('no token, also not a renewed one, and no secret is in an error', async () => {
		const credential = credentialOf('user');
		const { access_token: expired } = credential.oauthTokenData as Record<string, string>;
		const held = () =>
			sim.control.cloudLogin
				.listTokens()
				.flatMap(({ accessToken, refreshToken = '' }) => [accessToken, refreshToken])
				.concat(String(credential.clientSecret));
		const server = await serving((reply, { headers }) => {
			const status = headers.authorization === `Bearer ${expired}` ? 401 : 400;
			reply(status, JSON.stringify({ message: held().join() }));
		});
		const { error, said } = await get({ ...credential, baseUrl: server.url });
		await server.close();
		expect(held()).toHaveLength(5);
		expect(said).toContain('HTTP 400. What else it said is left out, since it');
		for (const secret of held()) expect(JSON.stringify(error)).not.toContain(secret);
	});
});

describe('another region', () => {
	const foreign = withSimulator({ seed: 2, samples: false, cloudLogin: { clients: [] } });

	test.each(['user', 'client'] as const)(
		'its API does not know the token of a %s, nor its login the client',
		async (kind) => {
			const there = { baseUrl: foreign.url, accessTokenUrl: `${foreign.url}${TOKEN}` };
			const { said } = await get(credentialOf(kind, there));
			expect(said).toContain('does not know the OAuth client');
			expect(said).toContain('Region');
		},
	);

	test('an API that does not take a new token either: check the Region', async () => {
		const { said } = await get(credentialOf('client', { baseUrl: foreign.url }));
		expect(said).toContain('Genesys Cloud did not accept the sign-in');
		expect(said).toContain('Check that the Region');
		expect(tokenCalls()).toMatchObject([{ status: 200 }]);
	});
});

describe('something else in place of the login', () => {
	let server: Awaited<ReturnType<typeof serving>>;
	let answer = (_reply: (status: number, body: string) => void) => {};
	beforeAll(async () => (server = await serving((reply) => answer(reply))));
	afterAll(async () => await server.close());
	/** As a user whose token has to be renewed, and as a client that has none yet. */
	const both = (): ICredentialDataDecryptedObject[] => {
		const user = credentialOf('user', { accessTokenUrl: server.url });
		sim.control.cloudLogin.expireTokens();
		return [user, fresh('client', { accessTokenUrl: server.url })];
	};

	test.each([200, 302, 401, 404])('a web page with status %d', async (status) => {
		answer = (reply) => reply(status, '<html>Welcome</html>');
		for (const credential of both()) {
			const { said } = await get(credential);
			expect(said).toContain('Something other than the login of Genesys Cloud answered');
		}
	});

	test('a login that has had enough says so, and is not taken for something else', async () => {
		answer = (reply) => reply(429, '{"code":"too.many.requests","message":"Slow down"}');
		for (const credential of both()) {
			const { said } = await get(credential);
			expect(said).toContain('Genesys Cloud is receiving too many requests');
			expect(said).toContain('Slow down');
		}
	});

	test('an answer 500', async () => {
		answer = (reply) => reply(500, '<html>Oops</html>');
		for (const credential of both()) {
			const { said } = await get(credential);
			expect(said).toContain('Genesys could not process this request');
			expect(said).toContain('HTTP 500');
		}
	});

	test('nobody there', async () => {
		const gone = await serving(() => {});
		await gone.close();
		for (const credential of both()) {
			const { said } = await get({ ...credential, accessTokenUrl: gone.url });
			expect(said).toContain('Nothing answers at the address of Genesys Cloud');
			expect(said).toContain('ECONNREFUSED');
		}
	});
});

const HEADERS = { connection: 'close', 'content-type': 'application/json' };

/** A server that answers everything so. */
async function serving(
	answer: (reply: (status: number, body: string) => void, request: IncomingMessage) => void,
) {
	const server: Server = createServer((request, response) =>
		answer((status, body) => response.writeHead(status, HEADERS).end(body), request),
	);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		close: async () => await new Promise((resolve) => server.close(resolve)),
	};
}
