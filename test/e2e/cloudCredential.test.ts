import type { Execution, N8nRest, SavedCredential } from '../../tools/n8n';
import { startSimulator, type Simulator } from '../../simulator';
import { Editor } from './support/editor';
import { connect, instance } from './support/instance';
import { fill, newCredentialDialog, signInThere } from './support/signIn';
import {
	deleteCredentials,
	node,
	PACKAGE,
	runManually,
	saveChain,
	saveCredential,
} from './support/workflows';

const TOKEN = '/oauth/token';
const AGENT = { userName: 'agent@example.com', password: 'agent-password' };
const USER = { clientId: 'cloud-app', clientSecret: 'cloud-app-secret' };
const CLIENT = { clientId: 'cloud-client', clientSecret: 'cloud-client-secret' };

const basic = ({ clientId, clientSecret }: typeof USER) =>
	`Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;

const errorText = ({ data }: Execution) => JSON.stringify(data.resultData.error);

describe('the Genesys Cloud credential in n8n', () => {
	let rest: N8nRest;
	let simulator: Simulator;
	let editor: Editor;
	let callback: string;

	beforeAll(async () => {
		rest = await connect();
		await deleteCredentials(rest);
		simulator = await startSimulator();
		editor = await Editor.open();
		callback = `${instance().url}/rest/oauth2-credential/callback`;
	});

	beforeEach(() => simulator.control.requests.clear());

	afterEach(async () => {
		const { currentTestName = '' } = expect.getState();
		await editor?.lastSight(`cloudCredential ${currentTestName.replace(/\W+/g, ' ')}`);
	});

	afterAll(async () => {
		await editor?.close();
		await simulator?.close();
	});

	const tokens = () => simulator.control.cloudLogin.listTokens();
	const tokenCalls = () =>
		simulator.control.requests.list({ path: TOKEN }).map(({ body, headers, status }) => ({
			authorization: headers.authorization,
			...Object.fromEntries(new URLSearchParams(body)),
			status,
		}));
	const steps = () => simulator.control.requests.list().map(({ path, status }) => [path, status]);
	const atTheSimulator = () => ({
		region: 'custom',
		apiUrl: `${simulator.url}/api/v2/`,
		loginUrl: `${simulator.url}/`,
	});
	/** Runs Get Conversation for as many items as there are IDs. */
	const getConversations = async (credential: SavedCredential, ids: string[]) => {
		const workflow = await saveChain(
			rest,
			'Get',
			[
				node('Start', 'n8n-nodes-base.manualTrigger'),
				node(
					'Get',
					`${PACKAGE}.genesysCloudConversations`,
					{
						resource: 'conversation',
						operation: 'get',
						conversationId: '={{ $json.id }}',
						options: { concurrency: 10 },
					},
					{ credential },
				),
			],
			ids.map((id) => ({ id })),
		);
		return await runManually(rest, workflow, 'Start');
	};
	const conversations = (count: number) =>
		Array.from(
			{ length: count },
			() => simulator.control.cloud.addConversation({ media: 'email' }).id,
		);
	const gets = (status: number) =>
		simulator.control.requests.list({ path: '/api/v2/' }).filter((one) => one.status === status);

	describe('Authorization Code (PKCE), connected in the editor', () => {
		let credential: SavedCredential;

		test('Connect opens the sign-in of the login host, with a challenge, and the account is connected', async () => {
			await editor.openNewWorkflow();
			const panel = await editor.addNode(
				'Genesys Cloud Conversations',
				'Get any conversation with ID of each participant and communication',
			);
			const dialog = await newCredentialDialog(editor, panel);
			await dialog.getByTestId('parameter-input-region').click();
			await editor.page.getByRole('option', { name: 'Custom' }).click();
			const { apiUrl, loginUrl } = atTheSimulator();
			await fill(dialog, { apiUrl, loginUrl, ...USER });
			expect(await dialog.innerText()).toContain(callback);

			const button = dialog.getByTestId('oauth-not-connected-banner').getByRole('button');
			const address = await signInThere(editor, button, AGENT);
			expect(`${address.origin}${address.pathname}`).toBe(`${simulator.url}/oauth/authorize`);
			expect(Object.fromEntries(address.searchParams)).toEqual({
				client_id: USER.clientId,
				redirect_uri: callback,
				response_type: 'code',
				scope: '',
				state: expect.any(String),
				code_challenge: expect.stringMatching(/^[\w-]{43}$/),
				code_challenge_method: 'S256',
			});
			await dialog.waitFor({ state: 'detached' });
			await panel.getByTestId('credential-edit-button').click();
			await dialog.getByTestId('oauth-connect-success-banner').waitFor();
			expect(await editor.drawnIcons(dialog)).toEqual([true]);
			await editor.dismissMessages();
			await editor.picture('cloud-credential');

			expect(tokenCalls()).toEqual([
				{
					authorization: basic(USER),
					grant_type: 'authorization_code',
					redirect_uri: callback,
					code: expect.any(String),
					code_verifier: expect.stringMatching(/^[\w.~-]{43,128}$/),
					status: 200,
				},
			]);
			const saved = await rest.listCredentials();
			const ours = saved.filter(({ type }) => type === 'genesysCloudOAuth2Api');
			expect(ours).toHaveLength(1);
			[credential] = ours;
		});

		test('the node works with the token, at the API host without its path twice', async () => {
			const ids = conversations(1);
			const execution = await getConversations(credential, ids);
			expect(execution.output('Get')).toMatchObject([{ id: ids[0] }]);
			expect(steps()).toEqual([[`/api/v2/conversations/${ids[0]}`, 200]]);
			const [{ headers }] = simulator.control.requests.list();
			expect(headers.authorization).toBe(`Bearer ${tokens()[0].accessToken}`);
		});

		test('a token that expired is renewed once for 30 items, and none is lost', async () => {
			expect(simulator.control.cloudLogin.expireTokens()).toBe(1);
			const ids = conversations(30);
			const execution = await getConversations(credential, ids);
			expect(execution.output('Get').map(({ id }) => id)).toEqual(ids);
			expect(tokenCalls()).toMatchObject([
				{ authorization: basic(USER), grant_type: 'refresh_token', status: 200 },
			]);
			const [first, second, ...more] = tokens();
			expect([first.refresh, second.access, more]).toEqual(['used', 'valid', []]);
			expect(gets(200)).toHaveLength(30);
		});

		test('when the sign-in has ended, the error says to connect again, and shows no token', async () => {
			simulator.control.cloudLogin.revokeTokens();
			const execution = await getConversations(credential, conversations(1));
			expect(execution.status).toBe('error');
			const text = errorText(execution);
			expect(text).toContain('The sign-in of the user has ended');
			for (const { accessToken, refreshToken } of tokens()) {
				expect(text).not.toContain(accessToken);
				expect(text).not.toContain(refreshToken);
			}
			expect(steps().map(([path]) => path)).toEqual([expect.stringContaining('/api/v2/'), TOKEN]);
		});
	});

	test('without a Client Secret the editor connects too, by PKCE alone', async () => {
		const { id, name, type } = await saveCredential(rest, 'genesysCloudOAuth2Api', {
			...atTheSimulator(),
			grantType: 'pkce',
			clientId: USER.clientId,
			clientSecret: '',
		});
		const before = tokens().length;
		await editor.openNewWorkflow();
		const panel = await editor.addNode(
			'Genesys Cloud Conversations',
			'Get any conversation with ID of each participant and communication',
		);
		await editor.chooseCredential(panel, name);
		await panel.getByTestId('credential-edit-button').click();
		const dialog = editor.page.getByTestId('editCredential-modal');
		const button = dialog.getByTestId('oauth-not-connected-banner').getByRole('button');
		await signInThere(editor, button, AGENT);
		expect(tokenCalls()).toMatchObject([
			{
				authorization: undefined,
				client_id: USER.clientId,
				grant_type: 'authorization_code',
				status: 200,
			},
		]);
		expect(tokens()).toHaveLength(before + 1);
		const [conversation] = conversations(1);
		const execution = await getConversations({ id, name, type }, [conversation]);
		expect(execution.output('Get')).toMatchObject([{ id: conversation }]);
	});

	test('a credential that nobody has connected says so, and sends nothing', async () => {
		const credential = await saveCredential(rest, 'genesysCloudOAuth2Api', {
			...atTheSimulator(),
			grantType: 'pkce',
			...USER,
		});
		const execution = await getConversations(credential, conversations(1));
		expect(errorText(execution)).toContain('Nobody has signed in');
		expect(steps()).toEqual([]);
	});

	describe('Client Credentials', () => {
		let credential: SavedCredential;

		test('n8n fetches the first token by itself', async () => {
			credential = await saveCredential(rest, 'genesysCloudOAuth2Api', {
				...atTheSimulator(),
				grantType: 'clientCredentials',
				...CLIENT,
			});
			const ids = conversations(1);
			const execution = await getConversations(credential, ids);
			expect(execution.output('Get')).toMatchObject([{ id: ids[0] }]);
			// No scope: the client has all that it was given.
			expect(tokenCalls()).toEqual([
				{ authorization: basic(CLIENT), grant_type: 'client_credentials', status: 200 },
			]);
			expect(tokens().at(-1)).toMatchObject({ kind: 'client', clientId: CLIENT.clientId });
		});

		test('the next run uses the token that n8n has saved', async () => {
			const ids = conversations(1);
			await getConversations(credential, ids);
			expect(steps()).toEqual([[`/api/v2/conversations/${ids[0]}`, 200]]);
		});

		test('after it expired, a new one is fetched once for 30 items', async () => {
			simulator.control.cloudLogin.expireTokens();
			const ids = conversations(30);
			const execution = await getConversations(credential, ids);
			expect(execution.output('Get').map(({ id }) => id)).toEqual(ids);
			expect(tokenCalls()).toEqual([
				{ authorization: basic(CLIENT), grant_type: 'client_credentials', status: 200 },
			]);
		});

		test('a wrong secret is told, and not shown', async () => {
			const clientSecret = 'a-secret-that-is-wrong';
			const wrong = await saveCredential(rest, 'genesysCloudOAuth2Api', {
				...atTheSimulator(),
				grantType: 'clientCredentials',
				...CLIENT,
				clientSecret,
			});
			const execution = await getConversations(wrong, conversations(1));
			const text = errorText(execution);
			expect(text).toContain('does not know the OAuth client');
			expect(text).toContain('invalid_client');
			expect(text).not.toContain(clientSecret);
		});
	});

	test('the address that n8n sends a user to is that of the region', async () => {
		const { id } = await saveCredential(rest, 'genesysCloudOAuth2Api', {
			region: 'euc2.pure.cloud',
			grantType: 'pkce',
			...USER,
		});
		const address = await rest.call<string>('GET', `/oauth2-credential/auth?id=${id}`);
		expect(address).toMatch(/^https:\/\/login\.euc2\.pure\.cloud\/oauth\/authorize\?/);
	});
});
