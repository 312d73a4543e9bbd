import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { N8nRest } from '../../tools/n8n';
import { startSimulator, type Simulator } from '../../simulator';
import { Editor } from './support/editor';
import { connect } from './support/instance';
import { AGENT, fill, newCredentialDialog } from './support/signIn';
import { deleteCredentials, node, PACKAGE, runManually, saveChain } from './support/workflows';

const NOT_ACCEPTED =
	'The server was reached, but it did not accept the user name and the password. Check both.';
const NO_WEB_SERVICES =
	'The server answers, but not as Genesys Web Services. Check the Base URL and the API Path.';

describe('the Genesys Web Services credential in n8n', () => {
	let rest: N8nRest;
	let simulator: Simulator;

	beforeAll(async () => {
		rest = await connect();
		await deleteCredentials(rest);
		simulator = await startSimulator({ samples: false, webServices: { csrf: true } });
	});

	beforeEach(() => simulator.control.requests.clear());

	afterAll(async () => await simulator?.close());

	const sent = () =>
		simulator.control.requests.list().map(({ method, path }) => `${method} ${path}`);

	describe('its test', () => {
		const testWith = async (changes: Record<string, string> = {}) =>
			await rest.testCredential({
				name: 'Under test',
				type: 'genesysWebServicesApi',
				data: {
					...{ baseUrl: simulator.url, apiPath: '/api/v2' },
					...{ user: AGENT.userName, password: AGENT.password },
					...changes,
				},
			});

		test.each<Record<string, string>>([{}, { apiPath: 'api/v2/' }, { apiPath: ' /api/v2 ' }])(
			'the right one: OK, with one request that changes nothing (%j)',
			async (changes) => {
				expect(await testWith(changes)).toMatchObject({ status: 'OK' });
				expect(sent()).toEqual(['GET /api/v2/me']);
			},
		);

		test.each<[string, Record<string, string>, string]>([
			['a wrong password', { password: 'wrong' }, NOT_ACCEPTED],
			['an unknown user, in UTF-8', { user: 'jürgen' }, NOT_ACCEPTED],
			['a wrong path', { apiPath: '/api/v9' }, 'nothing at this path'],
			['no path', { apiPath: '' }, 'nothing at this path'],
			['a colon in the user name', { user: 'a:b' }, 'The user name has a colon'],
			['a port where nothing listens', { baseUrl: 'http://127.0.0.1:1' }, 'ECONNREFUSED'],
		])('%s: it says so', async (_what, changes, words) => {
			const result = await testWith(changes);
			expect(result.status).toBe('Error');
			expect(result.message).toContain(words);
		});

		test('a redirect: it is not followed, and it says so', async () => {
			const headers = { location: `${simulator.storageUrl}/elsewhere` };
			simulator.control.faults.add({ kind: 'status', status: 307, headers });
			expect((await testWith()).message).toContain('a redirect, which is not followed');
			expect(simulator.control.exports.storage.requests()).toEqual([]);
		});

		test.each([
			['200 and a page', '<html>Welcome</html>', NO_WEB_SERVICES],
			['200 and JSON of its own', '{"name":"other"}', NO_WEB_SERVICES],
			['200 and the number of a failed sign-in', '{"statusCode":20}', NOT_ACCEPTED],
		])('%s: it says so', async (_what, body, message) => {
			const type = body.startsWith('{') ? 'application/json' : 'text/html';
			const server = createServer((_request, response) => {
				response.writeHead(200, { 'content-type': type }).end(body);
			});
			await once(server.listen(0, '127.0.0.1'), 'listening');
			const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
			try {
				expect(await testWith({ baseUrl })).toEqual({ status: 'Error', message });
			} finally {
				server.closeAllConnections();
				server.close();
			}
		});
	});

	describe('in the editor', () => {
		let editor: Editor;

		beforeAll(async () => void (editor = await Editor.open()));

		afterEach(async () => {
			const { currentTestName = '' } = expect.getState();
			await editor?.lastSight(`agentEmailCredential ${currentTestName.replace(/\W+/g, ' ')}`);
		});

		afterAll(async () => await editor?.close());

		test('a wrong password is told, the right one is saved, and the node works with it', async () => {
			await editor.openNewWorkflow();
			const panel = await editor.addNode(
				'Genesys Agent Email',
				'Accept email that agent is invited to so that agent works on it',
			);
			const dialog = await newCredentialDialog(editor, panel);
			const apiPath = dialog.getByTestId('parameter-input-apiPath').locator('input');
			expect(await apiPath.inputValue()).toBe('/api/v2');
			await fill(dialog, { baseUrl: simulator.url, user: AGENT.userName, password: 'wrong' });
			await dialog.getByRole('button', { name: 'Save' }).click();
			await dialog.getByText('connect with these settings').waitFor();
			await dialog.getByText('More details').first().click();
			await dialog.getByText(NOT_ACCEPTED).waitFor();

			await fill(dialog, { password: AGENT.password });
			await dialog.getByRole('button', { name: 'Save' }).click();
			// It closes by itself when all is well.
			await dialog.waitFor({ state: 'detached' });
			// n8n may test one credential more than once.
			const requests = simulator.control.requests.list();
			const tests = new Set(
				requests.map(({ method, path, status }) => `${method} ${path} ${status}`),
			);
			expect([...tests]).toEqual(['GET /api/v2/me 401', 'GET /api/v2/me 200']);

			const saved = await rest.listCredentials();
			const credential = saved.find(({ type }) => type === 'genesysWebServicesApi');
			const { id } = await simulator.control.webServices.addEmail();
			const workflow = await saveChain(
				rest,
				'Accept',
				[
					node('Start', 'n8n-nodes-base.manualTrigger'),
					node(
						'Accept',
						`${PACKAGE}.genesysAgentEmail`,
						{ operation: 'accept', interactionId: { __rl: true, mode: 'id', value: id } },
						{ credential },
					),
				],
				[{}],
			);
			const execution = await runManually(rest, workflow, 'Start');
			expect(execution.output('Accept')).toMatchObject([{ id, success: true }]);
		});
	});
});
