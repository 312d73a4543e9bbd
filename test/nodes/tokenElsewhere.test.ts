import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import axios from 'axios';
import { tokenCredential } from '../harness/genesysCredentials';
import { runNode } from '../harness/runNode';
import { withSimulator } from '../harness/simulator';
import { until } from '../harness/until';

const sim = withSimulator({ samples: false, statistics: { tickMs: 0 } });
const TOKEN = '/auth/v3/oauth/token';

const getUser = async (
	genesysTokenApi: ICredentialDataDecryptedObject,
	items = 1,
	credentialUse = { decrypted: 0 },
) =>
	await runNode({
		credentialUse,
		node: 'genesysAuthentication',
		parameters: { authentication: 'token', resource: 'user', operation: 'get' },
		items: Array.from({ length: items }, () => ({})),
		credentials: { genesysTokenApi },
		onError: 'continueRegularOutput',
	});
const tokenCalls = () => sim.control.requests.list({ path: TOKEN }).map(({ status }) => status);

/** A credential whose token has expired. */
function expired(): ICredentialDataDecryptedObject {
	const { accessToken, refreshToken } = sim.control.auth.issueToken('agent');
	sim.control.auth.expireTokens();
	const grant = { grantType: 'refreshToken', sessionToken: accessToken, refreshToken };
	return tokenCredential(sim, grant).genesysTokenApi;
}

/** What another process of n8n does that finds out the same. @returns what it stores in the credential */
async function renewElsewhere({ refreshToken }: ICredentialDataDecryptedObject) {
	const { data } = await axios.post<Record<string, string>>(
		`${sim.url}${TOKEN}`,
		new URLSearchParams({ grant_type: 'refresh_token', refresh_token: String(refreshToken) }),
		{ auth: { username: sim.clientId, password: sim.clientSecret }, proxy: false },
	);
	return { sessionToken: data.access_token, refreshToken: data.refresh_token };
}

test('a refresh token that another process has used up: its token is gone on with', async () => {
	const credential = expired();
	const renewed = await renewElsewhere(credential);
	const running = getUser(credential, 20);
	await until(() => tokenCalls().includes(400));
	Object.assign(credential, renewed);
	const { items } = await running;
	expect(items.map(({ json }) => json.loginName)).toEqual(Array(20).fill('agent'));
	expect(tokenCalls()).toEqual([200, 400]);
});

test('when the token of the other process has expired too, it is renewed with the refresh token of that', async () => {
	const credential = expired();
	const renewed = await renewElsewhere(credential);
	sim.control.auth.expireTokens();
	const running = getUser(credential);
	await until(() => tokenCalls().includes(400));
	Object.assign(credential, renewed);
	expect((await running).items).toMatchObject([{ json: { loginName: 'agent' } }]);
	expect(tokenCalls()).toEqual([200, 400, 200]);
});

test('when nobody has stored another one, it is the error, after one look for all items', async () => {
	const credential = expired();
	await renewElsewhere(credential);
	const use = { decrypted: 0 };
	const { items } = await getUser(credential, 30, use);
	expect(new Set(items.map(({ json }) => json.error))).toEqual(
		new Set(['Genesys did not accept the sign-in']),
	);
	expect(tokenCalls()).toEqual([200, 400]);
	// Once at first, and five times in that look.
	expect(use.decrypted).toBe(6);
});

test('a wrong password is not looked for elsewhere', async () => {
	const credential = tokenCredential(sim, { password: 'not the password' }).genesysTokenApi;
	const use = { decrypted: 0 };
	await getUser(credential, 1, use);
	expect(use.decrypted).toBe(1);
});
