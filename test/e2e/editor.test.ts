import type { N8nRest } from '../../tools/n8n';
import { startSimulator, type Simulator } from '../../simulator';
import { Editor } from './support/editor';
import { connect } from './support/instance';
import { bodyOf, event, post, signatureOf } from './support/trigger';

const API_CREDENTIAL = 'Genesys simulator';
const WEBHOOK_CREDENTIAL = 'Genesys simulator webhook';

describe("n8n's editor in Chromium", () => {
	let rest: N8nRest;
	let simulator: Simulator;
	let editor: Editor;

	beforeAll(async () => {
		rest = await connect();
		simulator = await startSimulator();
		const { url, apiKey, appSecret } = simulator;
		await rest.createCredential({
			name: API_CREDENTIAL,
			type: 'genesysApi',
			data: { baseUrl: url, apiKey },
		});
		await rest.createCredential({
			name: WEBHOOK_CREDENTIAL,
			type: 'genesysWebhookApi',
			data: { appSecret },
		});
		editor = await Editor.open();
	});

	beforeEach(async () => {
		simulator.control.requests.clear();
		await editor.openNewWorkflow();
	});

	afterEach(async () => {
		const { currentTestName = '' } = expect.getState();
		await editor?.lastSight(`editor ${currentTestName.replace(/\W+/g, ' ')}`);
	});

	afterAll(async () => {
		await editor?.close();
		await simulator?.close();
	});

	test('the node panel finds the nodes, with their icon', async () => {
		const names = await editor.searchNodes('Genesys');
		// A trigger and an action node of one name share an entry.
		expect((await names.allInnerTexts()).map((text) => text.trim()).sort()).toEqual([
			'Genesys Agent Email',
			'Genesys Authentication',
			'Genesys Cloud Conversations',
			'Genesys Cloud Messaging Trigger',
			'Genesys Export',
			'Genesys Interactions',
			'Genesys Messaging',
			'Genesys Open Media',
			'Genesys Secure Email',
			'Genesys Statistics',
			'Genesys User Data Management',
		]);
		const panel = editor.page.getByTestId('node-creator');
		expect(await editor.drawnIcons(panel)).toEqual(Array(11).fill(true));
		expect(await editor.messages()).toEqual([]);
		await editor.picture('node-panel');
	});

	test('Open Media is added, set up and run, and shows the workitem', async () => {
		const panel = await editor.addNode(
			'Genesys Open Media',
			'Create workitem with user data so that it is routed to agents',
		);
		await editor.chooseCredential(panel, API_CREDENTIAL);
		await panel.getByTestId('parameter-input-openMediaService').locator('input').fill('workitems');
		await panel.getByTestId('fixed-collection-add').click();
		const [name, value] = await panel
			.getByTestId('fixed-collection-data')
			.getByTestId('parameter-input-field')
			.all();
		await name.fill('CaseNumber');
		await value.fill('00001026');
		await panel.getByTestId('node-execute-button').click();

		const output = await editor.outputAsJson(panel);
		const workitems = simulator.control.workitems.list();
		expect(workitems).toHaveLength(1);
		expect(workitems[0].userData).toEqual({ CaseNumber: '00001026' });
		expect(output).toEqual([workitems[0]]);
		expect(
			simulator.control.requests.list().map(({ method, path, body }) => [method, path, body]),
		).toEqual([
			[
				'POST',
				'/nexus/v3/openmedia/workitems/interactions',
				'{"data":{"userData":{"CaseNumber":"00001026"}}}',
			],
		]);
		expect(await editor.messages()).toEqual([
			// n8n says the one or the other, depending on which of its events comes first.
			expect.stringMatching(/^(Node|Workflow) executed successfully$/),
		]);
		await editor.dismissMessages();
		await editor.picture('open-media-output');

		await panel.getByTestId('ndv-close-button').click();
		const canvas = editor.page.getByTestId('canvas');
		await canvas.getByText('create: workitem').waitFor();
		expect(await editor.drawnIcons(canvas)).toEqual([true]);
	});

	test('a wrong service name: the panel says what is wrong and what to do', async () => {
		const panel = await editor.addNode(
			'Genesys Open Media',
			'Create workitem with user data so that it is routed to agents',
		);
		await editor.chooseCredential(panel, API_CREDENTIAL);
		await panel.getByTestId('parameter-input-openMediaService').locator('input').fill('nowhere');
		await panel.getByTestId('node-execute-button').click();
		const output = panel.getByTestId('output-panel');
		await output.getByText('There is no open media service with this name').first().waitFor();
		await output.getByText('Check the name with').first().waitFor();
		expect(await output.innerText()).not.toContain(simulator.apiKey);
	});

	test('the credential dialog shows its fields, and that the connection works', async () => {
		const panel = await editor.addNode(
			'Genesys Open Media',
			'Create workitem with user data so that it is routed to agents',
		);
		await editor.chooseCredential(panel, API_CREDENTIAL);
		await panel.getByTestId('credential-edit-button').click();
		const dialog = editor.page.getByTestId('editCredential-modal');
		await dialog.getByTestId('credentials-config-container-test-success').waitFor();
		const field = (name: string) => dialog.getByTestId(`parameter-input-${name}`).locator('input');
		expect(await field('baseUrl').inputValue()).toBe(simulator.url);
		expect(await field('apiKey').getAttribute('type')).toBe('password');
		expect(await field('apiKey').inputValue()).not.toContain(simulator.apiKey);
		expect(await editor.drawnIcons(dialog)).toEqual([true]);
		expect(await editor.messages()).toEqual([]);
		await editor.picture('credential');
	});

	test("the trigger's panel shows the URLs and the hint, and takes a test event", async () => {
		const panel = await editor.addNode('Genesys Interactions', 'On interaction started');
		await editor.chooseCredential(panel, WEBHOOK_CREDENTIAL);
		await panel.getByText('Webhook URLs').click();
		const parameters = panel.getByTestId('node-parameters');
		const shownUrl = async (kind: 'webhook' | 'webhook-test') => {
			const shown = parameters.getByText(new RegExp(`/${kind}/`)).last();
			await shown.waitFor();
			return (await shown.innerText()).replace(/\s/g, '');
		};
		const testUrl = await shownUrl('webhook-test');
		await parameters.getByTestId('radio-button-production').click();
		expect(await shownUrl('webhook')).toBe(testUrl.replace('/webhook-test/', '/webhook/'));
		expect(testUrl).toMatch(/\/webhook-test\/[0-9a-f-]{36}\/interactions$/);
		expect(await parameters.innerText()).toContain(
			'Give the Production URL above, and the app secret of the credential, to your Genesys representative',
		);
		expect(await parameters.getByTestId('parameter-input-events').innerText()).toContain(
			'Interaction Started',
		);
		expect(await editor.messages()).toEqual([]);
		await editor.picture('interactions-trigger');

		await panel.getByTestId('trigger-execute-button').click();
		await panel.getByText('Listening for test event').waitFor();
		const body = bodyOf([event('seen-in-the-editor')]);
		const headers = { 'X-Hub-Signature': signatureOf(body, simulator.appSecret) };
		expect((await post(testUrl, body, headers)).status).toBe(200);
		expect(await editor.outputAsJson(panel)).toMatchObject([
			{ event: 'STARTED', id: 'seen-in-the-editor', mediaType: 'chat' },
		]);
	});
});
