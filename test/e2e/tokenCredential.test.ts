import { signInAddress } from '../../nodes/shared/apis/signIn';
import type { N8nRest, SavedCredential } from '../../tools/n8n';
import { startSimulator, type Simulator } from '../../simulator';
import { addressIn, signInAt, SUPERVISOR } from '../harness/signIn';
import { connect } from './support/instance';
import { AGENT } from './support/signIn';
import { node, PACKAGE, runManually, saveChain, saveCredential } from './support/workflows';

const TOKEN = '/auth/v3/oauth/token';

describe('the token credential, at a gateway that wants the API key on every call', () => {
	let rest: N8nRest;
	let simulator: Simulator;

	beforeAll(async () => {
		rest = await connect();
		simulator = await startSimulator({ auth: { requireApiKeyOnToken: true } });
	});

	beforeEach(async () => await simulator.control.reset());

	afterAll(async () => await simulator?.close());

	const byPassword = (changes: Record<string, string> = {}) => ({
		baseUrl: simulator.url,
		apiKey: simulator.apiKey,
		clientId: simulator.clientId,
		clientSecret: simulator.clientSecret,
		grantType: 'password',
		username: AGENT.userName,
		password: AGENT.password,
		...changes,
	});
	const byRefreshToken = (refreshToken: string) =>
		byPassword({ grantType: 'refreshToken', username: '', password: '', refreshToken });
	/** As the editor does: it saves the credential, and tests what is saved. */
	const testToken = async (data: Record<string, string>) => {
		const { id, name, type } = await saveCredential(rest, 'genesysTokenApi', data);
		return await rest.testCredential({ id, name, type, data });
	};

	describe("n8n's credential test", () => {
		test('all is right: OK, with the key on both calls', async () => {
			expect(await testToken(byPassword())).toEqual({
				status: 'OK',
				message: 'Connection successful!',
			});
			const [{ accessToken, userName }] = simulator.control.auth.listTokens();
			expect(userName).toBe(AGENT.userName);
			const calls = simulator.control.requests.list();
			expect(calls.map(({ method, path }) => `${method} ${path}`)).toEqual([
				`POST ${TOKEN}`,
				'GET /auth/v3/userinfo',
			]);
			expect(calls.map(({ headers }) => headers['x-api-key'])).toEqual([
				simulator.apiKey,
				simulator.apiKey,
			]);
			expect(calls[1].headers.authorization).toBe(`Bearer ${accessToken}`);
		});

		test('a slash at the end of the address does no harm', async () => {
			const result = await testToken(byPassword({ baseUrl: `${simulator.url}/` }));
			expect(result).toMatchObject({ status: 'OK' });
		});

		test('a refresh token: OK', async () => {
			const { refreshToken } = simulator.control.auth.issueToken(AGENT.userName);
			expect(await testToken(byRefreshToken(refreshToken))).toMatchObject({ status: 'OK' });
		});

		test.each([
			['password', { password: 'not the password' }, /user name and password/],
			['user name', { username: 'nobody' }, /user name and password/],
			['client secret', { clientSecret: 'not the secret' }, /client ID and the client secret/],
			['API key', { apiKey: 'not the key' }, /API key/],
		])('a wrong %s: it says what to check', async (_title, changes, said) => {
			const { status, message } = await testToken(byPassword(changes));
			expect(status).toBe('Error');
			expect(message).toMatch(said);
			for (const secret of Object.values(changes)) expect(message).not.toContain(secret);
		});

		test('a refresh token that Genesys does not know: it says what to check', async () => {
			const { status, message } = await testToken(byRefreshToken('not a refresh token'));
			expect(status).toBe('Error');
			expect(message).toMatch(/refresh token/);
		});

		test('an address with a path: it says what to check', async () => {
			const result = await testToken(byPassword({ baseUrl: `${simulator.url}/nowhere` }));
			expect(result.status).toBe('Error');
			expect(result.message).toMatch(/Base URL/);
		});
	});

	/** Two nodes, so that one run shows whether the token is fetched for each. */
	const whoAmI = async (given: Record<string, string> | SavedCredential) => {
		const credential =
			'type' in given
				? (given as SavedCredential)
				: await saveCredential(rest, 'genesysTokenApi', given);
		const get = { authentication: 'token', resource: 'user', operation: 'get' };
		const type = `${PACKAGE}.genesysAuthentication`;
		return await saveChain(rest, 'Who am I', [
			node('Start', 'n8n-nodes-base.manualTrigger'),
			node('User', type, get, { credential }),
			node('Again', type, get, { credential }),
		]);
	};
	const tokenCalls = () =>
		simulator.control.requests
			.list({ path: TOKEN })
			.map(({ body, status }) => [new URLSearchParams(body).get('grant_type'), status]);

	describe('a sign-in by pasted code', () => {
		const CALLBACK = 'http://localhost:5678/rest/oauth2-credential/callback';
		const byCode = (authorizationCode = '') => {
			const { url: baseUrl, apiKey, clientId, clientSecret } = simulator;
			const client = { baseUrl, apiKey, clientId, clientSecret };
			return {
				...client,
				grantType: 'authorizationCode',
				redirectUri: CALLBACK,
				authorizationCode,
			};
		};

		test('the failing test shows the address; its code is exchanged with the key, and one sign-in is enough', async () => {
			const credential = await saveCredential(rest, 'genesysTokenApi', byCode());
			const { id, name, type } = credential;
			const asked = await rest.testCredential({ id, name, type, data: byCode() });
			expect(asked.status).toBe('Error');
			expect(simulator.control.requests.list()).toEqual([]);

			const pasted = byCode(await signInAt(addressIn(asked.message)));
			await rest.updateCredential(id, { name, type, data: pasted });
			expect(await rest.testCredential({ id, name, type, data: pasted })).toMatchObject({
				status: 'OK',
			});
			const [call] = simulator.control.requests.list({ path: TOKEN });
			expect(call.headers['x-api-key']).toBe(simulator.apiKey);
			expect(tokenCalls()).toEqual([['authorization_code', 200]]);

			const workflow = await whoAmI(credential);
			const whoIs = async () => {
				const execution = await runManually(rest, workflow, 'Start');
				expect(execution.status).toBe('success');
				return execution.output('Again')[0].loginName;
			};
			expect([await whoIs(), await whoIs()]).toEqual(['agent', 'agent']);
			expect(tokenCalls()).toHaveLength(1);
			for (let round = 1; round <= 2; round++) {
				simulator.control.auth.expireTokens();
				expect(await whoIs()).toBe('agent');
			}
			expect(tokenCalls().slice(1)).toEqual(Array(2).fill(['refresh_token', 200]));
			expect(simulator.control.auth.listTokens().map(({ refresh }) => refresh)).toEqual([
				...['used', 'used', 'valid'],
			]);
			const keys = simulator.control.requests
				.list()
				.filter(({ path }) => path !== '/auth/v3/oauth/authorize')
				.map(({ headers }) => headers['x-api-key']);
			expect(new Set(keys)).toEqual(new Set([simulator.apiKey]));

			// Another person signs in, and nobody tests the credential: the token before is still good.
			const another = byCode(await signInAt(addressIn(asked.message), SUPERVISOR));
			await rest.updateCredential(id, { name, type, data: another });
			expect(await whoIs()).toBe('supervisor');
			simulator.control.auth.expireTokens();
			expect(await whoIs()).toBe('supervisor');
		});

		test('what n8n has stored holds no code any more, and shows no token', async () => {
			const data = byCode(await signInAt(signInAddress(byCode())));
			const { id, name, type } = await saveCredential(rest, 'genesysTokenApi', data);
			expect(await rest.testCredential({ id, name, type, data })).toMatchObject({ status: 'OK' });
			const stored = await rest.call<{ data: Record<string, string> }>(
				'GET',
				`/credentials/${id}?includeData=true`,
			);
			expect(stored.data).toMatchObject({ authorizationCode: '', redirectUri: CALLBACK });
			const [{ accessToken, refreshToken }] = simulator.control.auth.listTokens();
			expect(JSON.stringify(stored)).not.toContain(accessToken);
			expect(JSON.stringify(stored)).not.toContain(refreshToken);

			// As when the dialog is opened again, which tests what is stored.
			const again = await rest.testCredential({ id, name, type, data: stored.data });
			expect(again).toMatchObject({ status: 'OK' });
			expect(tokenCalls()).toEqual([['authorization_code', 200]]);
		});

		test('a dialog that stays open and saves the used code again: the sign-in goes on', async () => {
			const data = byCode(await signInAt(signInAddress(byCode())));
			const { id, name, type } = await saveCredential(rest, 'genesysTokenApi', data);
			for (let saved = 1; saved <= 2; saved++) {
				await rest.updateCredential(id, { name: `${name} ${saved}`, type, data });
				expect(await rest.testCredential({ id, name, type, data })).toMatchObject({ status: 'OK' });
			}
			const execution = await runManually(rest, await whoAmI({ id, name, type }), 'Start');
			expect(execution.status).toBe('success');
			expect(tokenCalls()[0]).toEqual(['authorization_code', 200]);
			expect(tokenCalls().filter(([grant]) => grant === 'authorization_code')).toHaveLength(1);
		});
	});

	test('a pasted token is sent as it is; when it has expired, the execution says to paste a new one', async () => {
		const { accessToken: bearerToken } = simulator.control.auth.issueToken(AGENT.userName);
		const { url: baseUrl, apiKey } = simulator;
		const data = { baseUrl, apiKey, grantType: 'bearerToken', bearerToken };
		expect(await testToken(data)).toMatchObject({ status: 'OK' });
		const workflow = await whoAmI(data);
		expect((await runManually(rest, workflow, 'Start')).status).toBe('success');

		simulator.control.auth.expireTokens();
		const execution = await runManually(rest, workflow, 'Start');
		expect(execution.status).toBe('error');
		const { error } = execution.data.resultData as { error?: { message: string } };
		expect(JSON.stringify(error)).toMatch(/paste it into Bearer Token/);
		expect(JSON.stringify(error)).not.toContain(bearerToken);
		expect(tokenCalls()).toEqual([]);
	});

	test('a workflow fetches a token once, keeps it over runs, and renews it when it has expired', async () => {
		const workflow = await whoAmI(byPassword());
		const run = async () => {
			const execution = await runManually(rest, workflow, 'Start');
			expect(execution.status).toBe('success');
			for (const name of ['User', 'Again']) {
				expect(execution.output(name)).toMatchObject([{ loginName: AGENT.userName }]);
			}
		};
		await run();
		await run();
		expect(tokenCalls()).toEqual([['password', 200]]);
		simulator.control.auth.expireTokens();
		await run();
		expect(tokenCalls()).toEqual([
			['password', 200],
			['password', 200],
		]);
		const keys = simulator.control.requests.list().map(({ headers }) => headers['x-api-key']);
		expect(new Set(keys)).toEqual(new Set([simulator.apiKey]));
	});

	test('a refresh token that Genesys replaces is kept for the next run', async () => {
		const { refreshToken } = simulator.control.auth.issueToken(AGENT.userName);
		const workflow = await whoAmI(byRefreshToken(refreshToken));
		for (let round = 1; round <= 3; round++) {
			expect((await runManually(rest, workflow, 'Start')).status).toBe('success');
			expect(tokenCalls()).toEqual(Array(round).fill(['refresh_token', 200]));
			simulator.control.auth.expireTokens();
		}
		expect(simulator.control.auth.listTokens().map(({ refresh }) => refresh)).toEqual([
			'used',
			'used',
			'used',
			'valid',
		]);
	});

	test('a wrong password: the execution says what to check, and shows no secret', async () => {
		const workflow = await whoAmI(byPassword({ password: 'not the password' }));
		const execution = await runManually(rest, workflow, 'Start');
		expect(execution.status).toBe('error');
		const { error } = execution.data.resultData as { error?: { message: string } };
		expect(JSON.stringify(error)).toMatch(/check the user name and password/);
		expect(JSON.stringify(error)).not.toContain('not the password');
	});
});
