import type { N8nRest, SavedCredential } from '../../tools/n8n';
import { startSimulator, type RecordedRequest, type Simulator } from '../../simulator';
import { addressIn } from '../harness/signIn';
import { Editor } from './support/editor';
import { connect, instance } from './support/instance';
import {
	AGENT,
	chooseToken,
	fill,
	fillOAuth2,
	fillSignIn,
	fillToken,
	newCredentialDialog,
	signInElsewhere,
	signInThere,
} from './support/signIn';
import {
	deleteCredentials,
	node,
	PACKAGE,
	runManually,
	saveChain,
	saveCredential,
} from './support/workflows';

const TOKEN = '/auth/v3/oauth/token';

/** What of a request shows who sent it. */
const identity = ({ method, path, headers, status }: RecordedRequest) => ({
	request: `${method} ${path}`,
	key: headers['x-api-key'],
	authorization: headers.authorization,
	status,
});

/** The tests build on one another: the account that is connected first is used by the others. */
describe('the OAuth2 credential, connected in the editor', () => {
	let rest: N8nRest;
	let simulator: Simulator;
	let editor: Editor;
	let credential: SavedCredential;

	beforeAll(async () => {
		rest = await connect();
		await deleteCredentials(rest);
		simulator = await startSimulator();
		editor = await Editor.open();
	});

	beforeEach(() => simulator.control.requests.clear());

	afterEach(async () => {
		const { currentTestName = '' } = expect.getState();
		await editor?.lastSight(`signIn ${currentTestName.replace(/\W+/g, ' ')}`);
	});

	afterAll(async () => {
		await editor?.close();
		await simulator?.close();
	});

	const tokenCalls = () => simulator.control.requests.list({ path: TOKEN });
	const basic = () =>
		`Basic ${Buffer.from(`${simulator.clientId}:${simulator.clientSecret}`).toString('base64')}`;

	test('Connect opens the sign-in form, and signing in there connects the account', async () => {
		await editor.openNewWorkflow();
		const panel = await editor.addNode(
			'Genesys Authentication',
			'Get profile of user that token of credential belongs to as it is now',
		);
		const dialog = await newCredentialDialog(editor, panel);
		await fillOAuth2(dialog, simulator);
		const callback = `${instance().url}/rest/oauth2-credential/callback`;
		expect(await dialog.innerText()).toContain(callback);

		const connectButton = dialog.getByTestId('oauth-not-connected-banner').getByRole('button');
		const address = await signInThere(editor, connectButton);
		expect(`${address.origin}${address.pathname}`).toBe(`${simulator.url}/auth/v3/oauth/authorize`);
		expect(Object.fromEntries(address.searchParams)).toEqual({
			client_id: simulator.clientId,
			redirect_uri: callback,
			response_type: 'code',
			scope: '*',
			state: expect.any(String),
		});
		// n8n closes the dialog of a new credential that works; opened again, it tells.
		await dialog.waitFor({ state: 'detached' });
		await panel.getByTestId('credential-edit-button').click();
		const connected = dialog.getByTestId('oauth-connect-success-banner');
		await connected.waitFor();
		expect(await connected.innerText()).toContain('Account connected');
		await connected.scrollIntoViewIfNeeded();
		expect(await editor.drawnIcons(dialog)).toEqual([true]);
		await editor.dismissMessages();
		await editor.picture('oauth2-credential');

		// What n8n does, and no credential can change: the client signs in, and the key is not sent.
		expect(tokenCalls().map(identity)).toEqual([
			{ request: `POST ${TOKEN}`, key: undefined, authorization: basic(), status: 200 },
		]);
		expect(Object.fromEntries(new URLSearchParams(tokenCalls()[0].body))).toMatchObject({
			grant_type: 'authorization_code',
			redirect_uri: callback,
		});
		const saved = await rest.listCredentials();
		const ours = saved.filter(({ type }) => type === 'genesysOAuth2Api');
		expect(ours).toHaveLength(1);
		[credential] = ours;
	});

	test('the Authentication node says who signed in; key and token are sent', async () => {
		const workflow = await saveChain(rest, 'Who am I', [
			node('Start', 'n8n-nodes-base.manualTrigger'),
			node(
				'User',
				`${PACKAGE}.genesysAuthentication`,
				{ authentication: 'oAuth2', resource: 'user', operation: 'get' },
				{ credential },
			),
		]);
		const execution = await runManually(rest, workflow, 'Start');
		expect(execution.status).toBe('success');
		expect(execution.output('User')).toMatchObject([{ loginName: AGENT.userName }]);
		const [token] = simulator.control.auth.listTokens();
		expect(simulator.control.requests.list().map(identity)).toEqual([
			{
				request: 'GET /auth/v3/userinfo',
				key: simulator.apiKey,
				authorization: `Bearer ${token.accessToken}`,
				status: 200,
			},
		]);
	});

	test('a token that expired is renewed once for 50 items, and none is lost', async () => {
		expect(simulator.control.auth.expireTokens()).toBe(1);
		const cases = Array.from({ length: 50 }, (_, index) => ({ number: index + 1 }));
		const workflow = await saveChain(
			rest,
			'Workitems',
			[
				node('Start', 'n8n-nodes-base.manualTrigger'),
				node(
					'Create',
					`${PACKAGE}.genesysOpenMedia`,
					{
						authentication: 'oAuth2',
						resource: 'workitem',
						operation: 'create',
						openMediaService: 'workitems',
						dataMode: 'autoMapInputData',
					},
					{ credential },
				),
			],
			cases,
		);
		const execution = await runManually(rest, workflow, 'Start');
		expect(execution.status).toBe('success');
		const created = execution.output('Create');
		expect(created.map(({ userData }) => userData)).toEqual(cases);
		expect(simulator.control.workitems.list()).toHaveLength(50);

		expect(tokenCalls().map(identity)).toEqual([
			{ request: `POST ${TOKEN}`, key: undefined, authorization: basic(), status: 200 },
		]);
		expect(new URLSearchParams(tokenCalls()[0].body).get('grant_type')).toBe('refresh_token');
		const [first, second, ...more] = simulator.control.auth.listTokens();
		expect([first.refresh, second.access, more]).toEqual(['used', 'valid', []]);
		const accepted = simulator.control.requests
			.list({ path: '/nexus/' })
			.filter(({ status }) => status === 200);
		expect(accepted).toHaveLength(50);
		for (const request of accepted) {
			expect(identity(request)).toMatchObject({
				key: simulator.apiKey,
				authorization: `Bearer ${second.accessToken}`,
			});
		}
	});

	test('the next run uses the renewed token, which n8n has saved', async () => {
		const [, { accessToken }] = simulator.control.auth.listTokens();
		const workflow = await saveChain(rest, 'Still me', [
			node('Start', 'n8n-nodes-base.manualTrigger'),
			node(
				'Ping',
				`${PACKAGE}.genesysAuthentication`,
				{ authentication: 'oAuth2', resource: 'session', operation: 'ping' },
				{ credential },
			),
		]);
		expect((await runManually(rest, workflow, 'Start')).status).toBe('success');
		expect(simulator.control.requests.list().map(identity)).toEqual([
			{
				request: 'GET /auth/v3/ping',
				key: simulator.apiKey,
				authorization: `Bearer ${accessToken}`,
				status: 200,
			},
		]);
	});

	test('Check renews a token that expired, although Genesys answers 403', async () => {
		simulator.control.auth.expireTokens();
		const workflow = await saveChain(rest, 'Checked', [
			node('Start', 'n8n-nodes-base.manualTrigger'),
			node(
				'Check',
				`${PACKAGE}.genesysAuthentication`,
				{ authentication: 'oAuth2', resource: 'session', operation: 'ping' },
				{ credential },
			),
		]);
		const check = async () => (await runManually(rest, workflow, 'Start')).output('Check');
		expect(await check()).toEqual([{ signedIn: true }]);
		const renewed = [
			['/auth/v3/ping', 403],
			[TOKEN, 200],
			['/auth/v3/ping', 200],
		];
		const steps = () => simulator.control.requests.list().map(({ path, status }) => [path, status]);
		expect(steps()).toEqual(renewed);

		simulator.control.auth.revokeTokens();
		expect(await check()).toEqual([{ signedIn: false }]);
		expect(steps().slice(renewed.length)).toEqual([
			['/auth/v3/ping', 403],
			[TOKEN, 400],
		]);
	});

	test('a password that has expired is changed with the API key alone', async () => {
		simulator.control.auth.expirePasswords();
		const { url: baseUrl, apiKey } = simulator;
		const key = await saveCredential(rest, 'genesysApi', { baseUrl, apiKey });
		const workflow = await saveChain(rest, 'New password', [
			node('Start', 'n8n-nodes-base.manualTrigger'),
			node(
				'Change',
				`${PACKAGE}.genesysAuthentication`,
				{
					authentication: 'apiKey',
					resource: 'user',
					operation: 'changePassword',
					userName: AGENT.userName,
					oldPassword: AGENT.password,
					newPassword: 'another-password',
				},
				{ credential: key },
			),
		]);
		const execution = await runManually(rest, workflow, 'Start');
		expect(execution.output('Change')).toEqual([{ success: true }]);
		expect(simulator.control.requests.list().map(identity)).toEqual([
			{
				request: 'POST /auth/v3/change-password',
				key: apiKey,
				authorization: undefined,
				status: 200,
			},
		]);
		await simulator.control.reset();
	});

	test('with the API key the editor says of what needs a token that it does', async () => {
		const { url: baseUrl, apiKey } = simulator;
		const { name } = await saveCredential(rest, 'genesysApi', { baseUrl, apiKey });
		await editor.openNewWorkflow();
		const panel = await editor.addNode(
			'Genesys Authentication',
			'Change password of user for good from current one to new one',
		);
		const notice = panel.getByText('Genesys OAuth2 API or Genesys Token API');
		await editor.chooseCredential(panel, name);
		expect(await notice.count()).toBe(0);
		await panel.getByTestId('parameter-input-operation').locator('input').first().click();
		await editor.page.getByRole('option', { name: 'Get JWT' }).click();
		await notice.waitFor();
		await editor.chooseCredential(panel, credential.name);
		await notice.waitFor({ state: 'detached' });
	});

	test.each([
		[true, 'true'],
		[false, null],
	])(
		'Hide Tenant %p is what the address says that a person signs in at',
		async (hideTenant, said) => {
			const { url: baseUrl, apiKey, clientId, clientSecret } = simulator;
			const { id } = await saveCredential(rest, 'genesysOAuth2Api', {
				...{ baseUrl, apiKey, clientId, clientSecret },
				hideTenant,
			});
			const address = await rest.call<string>('GET', `/oauth2-credential/auth?id=${id}`);
			expect(new URL(address).searchParams.get('hideTenant')).toBe(said);
			const form = await (await fetch(address)).text();
			expect(form.includes('name="tenant"')).toBe(!hideTenant);
		},
	);

	test('a code is fetched at the address that the editor shows, pasted, and kept as a sign-in', async () => {
		simulator.control.auth.set({ requireApiKeyOnToken: true });
		await editor.openNewWorkflow();
		const panel = await editor.addNode(
			'Genesys Authentication',
			'Get profile of user that token of credential belongs to as it is now',
		);
		const dialog = await newCredentialDialog(editor, panel);
		await chooseToken(dialog);
		const callback = `${instance().url}/rest/oauth2-credential/callback`;
		await fillSignIn(dialog, simulator, callback);
		await dialog.getByRole('button', { name: 'Save' }).click();
		await dialog.getByText('connect with these settings').waitFor();
		// The notice names it as well.
		await dialog.getByText('More details').first().click();
		const said = dialog.getByText('Nobody has signed in');
		await said.waitFor();
		await editor.dismissMessages();
		await editor.picture('token-credential');
		expect(simulator.control.requests.list()).toEqual([]);

		const pasted = await signInElsewhere(editor, addressIn(await said.innerText()));
		expect(pasted.startsWith(callback)).toBe(true);

		await fill(dialog, { authorizationCode: pasted });
		await dialog.getByRole('button', { name: 'Save' }).click();
		// It closes by itself when all is well.
		await dialog.waitFor({ state: 'detached' });
		expect(tokenCalls().map(identity)).toEqual([
			{
				...{ request: `POST ${TOKEN}`, key: simulator.apiKey, authorization: basic() },
				status: 200,
			},
		]);
		// Opened again, it is tested again, and the code is not exchanged again.
		await panel.getByTestId('credential-edit-button').click();
		await dialog.getByText('Connection tested successfully').waitFor();
		const code = dialog.getByTestId('parameter-input-authorizationCode').locator('input');
		expect(await code.inputValue()).toBe('');
		expect(tokenCalls()).toHaveLength(1);
		simulator.control.auth.set({ requireApiKeyOnToken: false });
	});

	test('a token credential entered in the editor is tested when it is saved', async () => {
		await editor.openNewWorkflow();
		const panel = await editor.addNode(
			'Genesys Authentication',
			'Get profile of user that token of credential belongs to as it is now',
		);
		const dialog = await newCredentialDialog(editor, panel);
		await chooseToken(dialog);
		await fillToken(dialog, simulator);
		await dialog.getByRole('button', { name: 'Save' }).click();
		// As above, it closes by itself when all is well.
		await dialog.waitFor({ state: 'detached' });
		expect(simulator.control.requests.list().map(({ path, status }) => [path, status])).toEqual([
			[TOKEN, 200],
			['/auth/v3/userinfo', 200],
		]);
	});
});
