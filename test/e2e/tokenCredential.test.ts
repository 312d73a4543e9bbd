import type { N8nRest } from '../../tools/n8n';
import { startSimulator, type Simulator } from '../../simulator';
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
	const whoAmI = async (data: Record<string, string>) => {
		const credential = await saveCredential(rest, 'genesysTokenApi', data);
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
