import type { IDataObject } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import { signInAddress } from '../../nodes/shared/apis/signIn';
import { startSimulator } from '../../simulator';
import type { Credentials } from '../harness/additionalData';
import { signInCredential, tokenCredential } from '../harness/genesysCredentials';
import { credentialType } from '../harness/package';
import { runNode } from '../harness/runNode';
import { addressIn, AGENT, CALLBACK, signInAt, SUPERVISOR } from '../harness/signIn';
import { withSimulator } from '../harness/simulator';
import { testCredential } from '../harness/testCredential';

const TYPE = 'genesysTokenApi';
const TOKEN = '/auth/v3/oauth/token';

const sim = withSimulator({
	samples: false,
	statistics: { tickMs: 0 },
	auth: { requireApiKeyOnToken: true },
});

const whoAmI = async (credentials: Credentials, items = 1) =>
	await runNode({
		node: 'genesysAuthentication',
		parameters: { authentication: 'token', resource: 'user', operation: 'get' },
		items: Array.from({ length: items }, () => ({})),
		credentials,
	});
const name = async (credentials: Credentials) => {
	const { items, error } = await whoAmI(credentials);
	return error ? `${error.message} ${error.description}` : items[0].json.loginName;
};
const tokenCalls = () =>
	sim.control.requests
		.list({ path: TOKEN })
		.map(({ body, status }) => [new URLSearchParams(body).get('grant_type'), status]);
const paste = (credentials: Credentials, authorizationCode: string) =>
	Object.assign(credentials[TYPE], { authorizationCode });
const address = () =>
	`${sim.url}/auth/v3/oauth/authorize?response_type=code&client_id=${sim.clientId}&redirect_uri=${encodeURIComponent(CALLBACK)}`;

afterEach(() => jest.restoreAllMocks());

/** After the time that what was fetched lately is handed out again. */
function aMinuteLater(): void {
	const now = Date.now;
	jest.spyOn(Date, 'now').mockImplementation(() => now() + 61_000);
}

/** With the code of somebody who has just signed in. */
async function signedIn(user = AGENT): Promise<Credentials> {
	return signInCredential(sim, { authorizationCode: await signInAt(address(), user) });
}

const CLIENT = ['baseUrl!', 'apiKey!', 'clientId!', 'clientSecret!'];

test.each([
	[
		'authorizationCode',
		[...CLIENT, 'redirectUri!', 'hideTenant', 'signInNotice', 'authorizationCode'],
	],
	['bearerToken', ['baseUrl!', 'apiKey', 'bearerToken!']],
	['password', [...CLIENT, 'username!', 'password!']],
	['refreshToken', [...CLIENT, 'refreshToken!']],
])('%s: only the fields that it needs are shown (! = required)', async (grantType, fields) => {
	const { properties } = await credentialType(TYPE);
	const shown = properties.filter(
		(property) =>
			property.type !== 'hidden' &&
			property.name !== 'grantType' &&
			NodeHelpers.displayParameter({ grantType }, property, null, null),
	);
	expect(shown.map(({ name: field, required }) => field + (required ? '!' : ''))).toEqual(fields);
});

describe('Authorization Code, "the only type supported by the Authentication API"', () => {
	test('"redirect_uri … must be URL-encoded": the test of the credential shows the address to sign in at', async () => {
		const { status, message } = await testCredential(TYPE, signInCredential(sim));
		expect(status).toBe('Error');
		expect(addressIn(String(message))).toBe(address());
		expect(message).toMatch(/sign in.*paste the address.*Authorization Code.*save/);
		expect(sim.control.requests.list()).toEqual([]);
	});

	test('"Hide the tenant field in the UI for Authorization Code Grant"', async () => {
		const { message } = await testCredential(TYPE, signInCredential(sim, { hideTenant: true }));
		const shown = addressIn(String(message));
		expect(shown).toBe(`${address()}&hideTenant=true`);
		expect(await (await fetch(shown)).text()).not.toContain('name="tenant"');
	});

	test('a node shows it as well, and sends nothing', async () => {
		const { error } = await whoAmI(signInCredential(sim), 5);
		expect(error?.message).toBe('Genesys did not accept the sign-in');
		expect(error?.description).toContain(`Nobody has signed in: open ${address()} and sign in`);
		expect(error?.description).not.toContain('Genesys answered');
		expect(sim.control.requests.list()).toEqual([]);
	});

	test('"x-api-key … header of every request", the client "through HTTP basic access authentication"', async () => {
		const pasted = await signInAt(address());
		const credentials = signInCredential(sim, { authorizationCode: pasted });
		sim.control.requests.clear();
		expect(await testCredential(TYPE, credentials)).toMatchObject({ status: 'OK' });

		const [call, userinfo] = sim.control.requests.list();
		expect([call.method, call.path, userinfo.path]).toEqual(['POST', TOKEN, '/auth/v3/userinfo']);
		expect(Object.fromEntries(new URLSearchParams(call.body))).toEqual({
			grant_type: 'authorization_code',
			code: new URL(pasted).searchParams.get('code'),
			redirect_uri: CALLBACK,
			client_id: sim.clientId,
		});
		const basic = Buffer.from(`${sim.clientId}:${sim.clientSecret}`).toString('base64');
		expect(call.headers).toMatchObject({
			'x-api-key': sim.apiKey,
			authorization: `Basic ${basic}`,
			'content-type': expect.stringContaining('application/x-www-form-urlencoded'),
		});
		expect(userinfo.headers['x-api-key']).toBe(sim.apiKey);
	});

	test('403 from a gateway that wants the key on that call: the key is wrong', async () => {
		const credentials = await signedIn();
		credentials[TYPE].apiKey = 'not the key';
		expect(await name(credentials)).toContain('check the API key');
	});

	test.each<[string, (pasted: URL) => string]>([
		['the whole address', ({ href }) => href],
		['the code alone', ({ searchParams }) => ` ${searchParams.get('code')}\n`],
		[
			'"https://yourapp.com/oauthcallback&code=ABCXYZ&state=…"',
			({ searchParams }) =>
				`https://yourapp.com/oauthcallback&code=${searchParams.get('code')}&state=70db3ab252ead1dd`,
		],
		['an address with more in it', ({ href }) => `${href.replace('?', '?state=a&')}&x=1#code=no`],
	])('what is pasted: %s', async (_title, pasted) => {
		const location = new URL(await signInAt(address()));
		expect(await name(signInCredential(sim, { authorizationCode: pasted(location) }))).toBe(
			'agent',
		);
	});

	test('one sign-in is enough: the token is kept, and renewed with a refresh token that is replaced each time', async () => {
		const credentials = await signedIn();
		expect(await name(credentials)).toBe('agent');
		expect(credentials[TYPE]).toMatchObject({
			authorizationCode: '',
			refreshToken: sim.control.auth.listTokens()[0].refreshToken,
		});
		expect(await name(credentials)).toBe('agent');
		expect(tokenCalls()).toEqual([['authorization_code', 200]]);

		for (const round of [1, 2, 3]) {
			sim.control.auth.expireTokens();
			expect(await name(credentials)).toBe('agent');
			expect(tokenCalls()).toHaveLength(1 + round);
		}
		expect(tokenCalls().slice(1)).toEqual(Array(3).fill(['refresh_token', 200]));
		expect(sim.control.auth.listTokens().map(({ refresh }) => refresh)).toEqual([
			...['used', 'used', 'used', 'valid'],
		]);
	});

	test('a further test of the credential uses the token that there is, and renews it when it has expired', async () => {
		const credentials = await signedIn();
		expect(await testCredential(TYPE, credentials)).toMatchObject({ status: 'OK' });
		expect(await testCredential(TYPE, credentials)).toMatchObject({ status: 'OK' });
		expect(tokenCalls()).toHaveLength(1);
		sim.control.auth.expireTokens();
		expect(await testCredential(TYPE, credentials)).toMatchObject({ status: 'OK' });
		expect(tokenCalls()).toEqual([
			['authorization_code', 200],
			['refresh_token', 200],
		]);
	});

	describe('a new code replaces the sign-in before', () => {
		test('when the credential is tested, as it is when it is saved', async () => {
			const credentials = await signedIn();
			expect(await name(credentials)).toBe('agent');
			paste(credentials, await signInAt(address(), SUPERVISOR));
			expect(await testCredential(TYPE, credentials)).toMatchObject({ status: 'OK' });
			expect(await name(credentials)).toBe('supervisor');
		});

		test('also when nobody tests it, and the token before it is still good', async () => {
			const credentials = await signedIn();
			expect(await name(credentials)).toBe('agent');
			paste(credentials, await signInAt(address(), SUPERVISOR));
			expect(await name(credentials)).toBe('supervisor');
			expect(credentials[TYPE].authorizationCode).toBe('');
			sim.control.auth.expireTokens();
			expect(await name(credentials)).toBe('supervisor');
		});

		test('for those too who began before it: what they renew is the new one', async () => {
			const credentials = await signedIn();
			expect(await name(credentials)).toBe('agent');
			const before = structuredClone(credentials);
			paste(credentials, await signInAt(address(), SUPERVISOR));
			expect(await name(credentials)).toBe('supervisor');
			sim.control.auth.expireTokens();
			expect(await name(before)).toBe('supervisor');
		});

		test('50 requests at once find it, and it is exchanged once', async () => {
			const credentials = await signedIn();
			const { items, error } = await whoAmI(credentials, 50);
			expect([error, items.length]).toEqual([undefined, 50]);
			expect(tokenCalls()).toEqual([['authorization_code', 200]]);
		});
	});

	test('a dialog that saves a used code again does no harm: what replaced it is used', async () => {
		const credentials = await signedIn();
		const asEntered = structuredClone(credentials);
		expect(await name(credentials)).toBe('agent');
		sim.control.auth.expireTokens();
		expect(await name(credentials)).toBe('agent');
		aMinuteLater();

		expect(await testCredential(TYPE, asEntered)).toMatchObject({ status: 'OK' });
		expect(tokenCalls()).toEqual([
			['authorization_code', 200],
			['refresh_token', 200],
			['refresh_token', 200],
		]);
		const newest = sim.control.auth.listTokens()[2];
		expect(asEntered[TYPE]).toMatchObject({
			...{ authorizationCode: '', sessionToken: newest.accessToken },
			refreshToken: newest.refreshToken,
		});
	});

	test('two Genesys that give the same code have nothing to do with each other', async () => {
		const pasted: string[] = [];
		for (const user of [AGENT, SUPERVISOR]) {
			const other = await startSimulator({ seed: 7, samples: false, statistics: { tickMs: 0 } });
			try {
				const { url: baseUrl, clientId } = other;
				const place = signInAddress({ baseUrl, clientId, redirectUri: CALLBACK });
				const authorizationCode = await signInAt(place, user);
				pasted.push(authorizationCode);
				expect(await name(signInCredential(other, { authorizationCode }))).toBe(user.username);
			} finally {
				await other.close();
			}
		}
		expect(pasted[0]).toBe(pasted[1]);
	});

	test('an execution that holds a refresh token which another has used goes on with what replaced it', async () => {
		const credentials = await signedIn();
		expect(await name(credentials)).toBe('agent');
		const before = structuredClone(credentials);
		sim.control.auth.expireTokens();
		expect(await name(credentials)).toBe('agent');
		aMinuteLater();
		expect(await name(before)).toBe('agent');
		expect(tokenCalls().map(([, status]) => status)).toEqual([200, 200, 200]);
	});

	test('a code that somebody else has used: a new one has to be fetched, and the code is not shown', async () => {
		const credentials = await signedIn();
		const code = String(
			new URL(String(credentials[TYPE].authorizationCode)).searchParams.get('code'),
		);
		await fetch(sim.url + TOKEN, {
			method: 'POST',
			headers: {
				'x-api-key': sim.apiKey,
				Authorization: `Basic ${Buffer.from(`${sim.clientId}:${sim.clientSecret}`).toString('base64')}`,
			},
			body: new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri: CALLBACK }),
		});
		const { error } = await whoAmI(credentials);
		expect(error?.description).toMatch(/good for one use/);
		expect(addressIn(String(error?.description))).toBe(address());
		expect(JSON.stringify(error)).not.toContain(code);
		expect((await testCredential(TYPE, credentials)).message).not.toContain(code);
	});

	test('what Genesys says is passed on without the code', async () => {
		const credentials = await signedIn();
		const code = String(
			new URL(String(credentials[TYPE].authorizationCode)).searchParams.get('code'),
		);
		const body = {
			error: 'invalid_grant',
			error_description: `Invalid authorization code: ${code}`,
		};
		sim.control.faults.add({ kind: 'status', status: 400, body, match: { path: TOKEN } });
		const { message } = await testCredential(TYPE, credentials);
		expect(message).toContain('invalid_grant; what it said besides is left out, since it');
		expect(message).not.toContain(code);
	});

	test('another Redirect URI than that of the sign-in: it says so', async () => {
		const credentials = await signedIn();
		Object.assign(credentials[TYPE], { redirectUri: CALLBACK.replace('5678', '5679') });
		expect(await name(credentials)).toMatch(/for the Redirect URI that it was asked for with/);
	});

	test.each([
		[
			'an error in place of a code',
			`${CALLBACK}?error=access_denied&state=a`,
			'error "access_denied"',
		],
		['an address without a code', `${CALLBACK}?state=a`, 'holds no code'],
	])('%s: it says so', async (_title, pasted, said) => {
		const credentials = signInCredential(sim, { authorizationCode: pasted });
		expect((await testCredential(TYPE, credentials)).message).toContain(said);
		expect(tokenCalls()).toEqual([]);
	});

	test('Check finds that nobody is signed in, before a sign-in and after its end', async () => {
		const check = async (credentials: Credentials) => {
			const { items } = await runNode({
				node: 'genesysAuthentication',
				parameters: { authentication: 'token', resource: 'session', operation: 'ping' },
				credentials,
			});
			return items.map(({ json }) => json.signedIn);
		};
		expect(await check(signInCredential(sim))).toEqual([false]);
		const credentials = await signedIn();
		expect(await check(credentials)).toEqual([true]);
		sim.control.auth.expireTokens();
		expect(await check(credentials)).toEqual([true]);
		sim.control.auth.revokeTokens();
		expect(await check(credentials)).toEqual([false]);
	});

	test('when the sign-in has ended, the error shows where to sign in again', async () => {
		const credentials = await signedIn();
		expect(await name(credentials)).toBe('agent');
		sim.control.auth.revokeTokens();
		const said = String(await name(credentials));
		expect(said).toContain('the sign-in has ended');
		paste(credentials, await signInAt(addressIn(said), SUPERVISOR));
		expect(await name(credentials)).toBe('supervisor');
	});

	test('"if your application obtained a refresh token": without one, the old one is not used', async () => {
		const credentials = await signedIn();
		expect(await name(credentials)).toBe('agent');
		paste(credentials, await signInAt(address(), SUPERVISOR));
		const { accessToken } = sim.control.auth.issueToken('supervisor');
		const body = { access_token: accessToken, token_type: 'bearer', scope: '*' };
		sim.control.faults.add({ kind: 'status', status: 200, body, match: { path: TOKEN } });
		expect(await name(credentials)).toBe('supervisor');
		sim.control.auth.expireTokens();
		expect(await name(credentials)).toMatch(/Nobody has signed in/);
	});

	test('a redirect of the call for the token is not followed', async () => {
		const headers = { location: `${sim.storageUrl}/elsewhere` };
		sim.control.faults.add({ kind: 'status', status: 307, headers, match: { path: TOKEN } });
		expect(await name(await signedIn())).toMatch(/redirects are not followed/);
		expect(sim.control.exports.storage.requests()).toEqual([]);
	});
});

describe('a token that is still good is not used any more', () => {
	test('when the user is another one', async () => {
		const credentials = tokenCredential(sim);
		expect(await name(credentials)).toBe('agent');
		Object.assign(credentials[TYPE], SUPERVISOR);
		expect(await name(credentials)).toBe('supervisor');
		expect(await name(credentials)).toBe('supervisor');
		expect(tokenCalls()).toHaveLength(2);
	});

	test('when the password is a wrong one, as the test of the credential says', async () => {
		const credentials = tokenCredential(sim);
		expect(await name(credentials)).toBe('agent');
		credentials[TYPE].password = 'another wrong password';
		const { message } = await testCredential(TYPE, credentials);
		expect(message).toContain('check the user name and password');
	});

	test('when the refresh token is of somebody else', async () => {
		const of = (user: string) => sim.control.auth.issueToken(user).refreshToken;
		const credentials = tokenCredential(sim, {
			grantType: 'refreshToken',
			refreshToken: of('agent'),
		});
		expect([await name(credentials), await name(credentials)]).toEqual(['agent', 'agent']);
		credentials[TYPE].refreshToken = of('supervisor');
		expect(await name(credentials)).toBe('supervisor');
		expect(tokenCalls()).toHaveLength(2);
	});

	test('when a person shall sign in instead: the address is shown', async () => {
		const credentials = tokenCredential(sim);
		expect(await name(credentials)).toBe('agent');
		Object.assign(credentials[TYPE], { grantType: 'authorizationCode', redirectUri: CALLBACK });
		const { message } = await testCredential(TYPE, credentials);
		expect(addressIn(String(message))).toBe(address());
	});
});

describe('Bearer Token, "See details about GAuth token"', () => {
	const pasted = (bearerToken: string, more: IDataObject = {}): Credentials => ({
		[TYPE]: { grantType: 'bearerToken', baseUrl: sim.url, bearerToken, ...more },
	});
	const jobs = async (credentials: Credentials) =>
		await runNode({
			node: 'genesysUserDataManagement',
			parameters: {
				...{ api: 'udm10', authentication: 'token' },
				...{ resource: 'exportJob', operation: 'getAll' },
			},
			credentials,
		});
	const sent = () =>
		sim.control.requests
			.list()
			.map(({ headers, status }) => [headers['x-api-key'], headers.authorization, status]);

	test.each(['', 'Bearer ', ' bearer '])('is sent as it is, pasted after "%s"', async (before) => {
		const { accessToken } = sim.control.auth.issueToken('agent');
		const credentials = pasted(before + accessToken, { apiKey: sim.apiKey });
		const { error } = await jobs(credentials);
		expect(error).toBeUndefined();
		expect(sent()).toEqual([[sim.apiKey, `Bearer ${accessToken}`, 204]]);
	});

	test('UDM V10 does not require the key: none is sent when there is none', async () => {
		const { accessToken } = sim.control.auth.issueToken('agent');
		await jobs(pasted(accessToken, { apiKey: '' }));
		expect(sent()).toMatchObject([[undefined, `Bearer ${accessToken}`, expect.any(Number)]]);
	});

	test('an expired one: the error says that a new one has to be pasted; the request is sent once', async () => {
		const { accessToken } = sim.control.auth.issueToken('agent');
		sim.control.auth.expireTokens();
		const { error } = await jobs(pasted(accessToken, { apiKey: sim.apiKey }));
		expect(error?.message).toBe('Genesys did not accept the token of the credential');
		expect(error?.description).toMatch(/expired.*paste it into Bearer Token/);
		expect(JSON.stringify(error)).not.toContain(accessToken);
		expect(sent()).toHaveLength(1);
	});

	test('its test asks who it belongs to, and says what a 401 can mean', async () => {
		const { accessToken } = sim.control.auth.issueToken('agent');
		const credentials = pasted(accessToken, { apiKey: sim.apiKey });
		expect(await testCredential(TYPE, credentials)).toMatchObject({ status: 'OK' });
		sim.control.auth.expireTokens();
		const { status, message } = await testCredential(TYPE, credentials);
		expect(status).toBe('Error');
		expect(message).toMatch(/expired.*another API/);
		expect(tokenCalls()).toEqual([]);
	});

	test('a new one takes effect at once, also after a sign-in by another grant', async () => {
		const credentials = tokenCredential(sim);
		expect(await name(credentials)).toBe('agent');
		const { accessToken } = sim.control.auth.issueToken('supervisor');
		Object.assign(credentials[TYPE], { grantType: 'bearerToken', bearerToken: accessToken });
		expect(await name(credentials)).toBe('supervisor');
	});
});
