import type { Locator } from 'playwright-core';
import { startSimulator, type Simulator } from '../../simulator';
import { waitFor } from '../../tools/n8n';
import { Editor } from './support/editor';
import { connect } from './support/instance';
import { deleteCredentials, saveCredential } from './support/workflows';

const NODE = 'Genesys Cloud Conversations';
const CONVERSATIONS = '/api/v2/conversations/';
const TO = '+13175555555';
const WORDS = 'Your order is on its way';

describe("Genesys Cloud Conversations in n8n's editor", () => {
	let simulator: Simulator;
	let editor: Editor;
	let panel: Locator;

	beforeAll(async () => {
		const rest = await connect();
		await deleteCredentials(rest);
		simulator = await startSimulator();
		const { url } = simulator;
		// A client takes no part in conversations, but it needs nobody who signs in.
		await saveCredential(rest, 'genesysCloudOAuth2Api', {
			...{ region: 'custom', apiUrl: url, loginUrl: url, grantType: 'clientCredentials' },
			...{ clientId: 'cloud-client', clientSecret: 'cloud-client-secret' },
		});
		editor = await Editor.open();
	});

	beforeEach(async () => {
		simulator.control.requests.clear();
		await editor.openNewWorkflow();
	});

	afterEach(async () => {
		const { currentTestName = '' } = expect.getState();
		await editor?.lastSight(`cloudEditor ${currentTestName.replace(/\W+/g, ' ')}`);
	});

	afterAll(async () => {
		await editor?.close();
		await simulator?.close();
	});

	const add = async (action: string) => {
		panel = await editor.addNode(NODE, action);
		await editor.chooseCredential(panel, 'genesysCloudOAuth2Api');
	};
	const field = (name: string) => panel.getByTestId(`parameter-input-${name}`);
	const write = async (name: string, text: string) =>
		await field(name).locator('input, textarea').first().fill(text);
	/** Chooses from a drop-down list by the first line of its entry. */
	const choose = async (name: string, entry: string) => {
		await field(name).locator('input').first().click();
		const entries = editor.page.locator('[role="option"]:visible');
		await entries.filter({ has: editor.page.getByText(entry, { exact: true }) }).click();
		await entries.first().waitFor({ state: 'hidden' });
	};
	/** Picks from the list of a resource locator. @returns all that the list offers */
	const pick = async (name: string, text: string) => {
		await panel.getByTestId(`resource-locator-${name}`).getByTestId('rlc-input').click();
		const rows = editor.page.getByTestId('rlc-item');
		const row = rows.filter({ hasText: text }).first();
		await row.waitFor();
		const offered = await rows.allInnerTexts();
		await row.click();
		return offered;
	};
	/** Adds a field of the first collection. */
	const addField = async (name: string) => {
		await panel.getByTestId('collection-parameter-add').first().click();
		const fields = editor.page.getByTestId('collection-parameter-option');
		await fields.filter({ hasText: name, visible: true }).click();
	};
	const run = async () => await panel.getByTestId('node-execute-button').click();
	/** The beginning of the output: of a long one, the editor draws no more than is seen. */
	const seenOutput = async () => {
		const output = panel.getByTestId('output-panel');
		await output.getByTestId('ndv-items-count').waitFor();
		await output.getByTestId('radio-button-json').click();
		return await output.locator('.vjs-tree').innerText();
	};
	const posts = () =>
		simulator.control.requests
			.list({ path: CONVERSATIONS })
			.filter(({ method }) => method === 'POST')
			.map(({ path, body }) => ({
				path: path.slice(CONVERSATIONS.length),
				body: JSON.parse(body) as unknown,
			}));

	test('the node panel finds the node by what a person wants to do', async () => {
		const names = editor.page.getByTestId('node-creator-item-name');
		const search = editor.page.getByTestId('node-creator-search-bar');
		await editor.page.keyboard.press('n');
		for (const words of ['sms', 'wrap-up', 'wrap up', 'email reply', 'transfer', 'disconnect']) {
			await search.fill('nothing is called so');
			await names.first().waitFor({ state: 'hidden' });
			await search.fill(words);
			await names.filter({ hasText: NODE }).waitFor();
		}
	});

	test('a queue is picked from the list, an email is brought in, and the conversation is shown', async () => {
		await add('Create outbound email conversation of queue or inbound one of outside system');
		await choose('direction', 'Inbound');
		await write('provider', 'Webshop');
		await write('fromAddress', 'Kim Doe <kim@example.com>');
		await write('subject', 'Where is my order?');
		expect(await pick('queue', 'Support')).toEqual(['Billing', 'Sales', 'Support']);
		await addField('Language ID');
		expect(await pick('language', 'French')).toEqual(['English', 'French', 'German']);

		await run();
		const output = await seenOutput();
		const { queues, languages } = simulator.control.cloud.directory();
		expect(posts()).toEqual([
			{
				path: 'emails',
				body: {
					direction: 'INBOUND',
					provider: 'Webshop',
					fromAddress: 'kim@example.com',
					fromName: 'Kim Doe',
					subject: 'Where is my order?',
					queueId: queues.find(({ name }) => name === 'Support')?.id,
					languageId: languages.find(({ name }) => name === 'French')?.id,
				},
			},
		]);
		const [{ id }] = simulator.control.cloud.conversations().slice(-1);
		expect(output).toContain(id);
		expect(await editor.messages()).toEqual([
			expect.stringMatching(/^(Node|Workflow) executed successfully$/),
		]);
		await editor.dismissMessages();
		await field('queue').scrollIntoViewIfNeeded();
		await editor.picture('cloud-conversation');
	});

	test('a flow is asked for inbound emails only', async () => {
		await add('Create outbound email conversation of queue or inbound one of outside system');
		await field('queue').waitFor();
		expect(await field('flow').count()).toBe(0);
		await choose('direction', 'Inbound');
		await field('flow').waitFor();
	});

	test('an agent, the communication and the wrap-up code are picked from the conversation', async () => {
		const { id } = simulator.control.cloud.addConversation({ media: 'email' });
		await add('Apply wrapup code to email conversation of agent with notes and tags');
		await panel.getByTestId('resource-locator-participant').getByTestId('rlc-input').click();
		await editor.page.getByText('The Conversation ID is needed first').waitFor();
		await panel.getByText('Wrap-Up Code ID', { exact: true }).click();

		await write('conversationId', id);
		await pick('participant', 'Alex Agent');
		// Only what the chosen participant has.
		expect(await pick('communication', 'Alex Agent')).toHaveLength(1);
		await pick('wrapUpCode', 'Resolved');
		await run();
		expect(await editor.outputAsJson(panel)).toEqual([{ success: true }]);
		const { wrapupCodes } = simulator.control.cloud.directory();
		expect(posts()).toMatchObject([
			{ body: { code: wrapupCodes.find(({ name }) => name === 'Resolved')?.id } },
		]);
	});

	test('an SMS is sent, and a wrong number is explained', async () => {
		await add('Send SMS or other message to customer on behalf of organization without agent');
		await panel.getByText('needs a credential with the grant type Client Credentials').waitFor();
		await write('fromAddress', '+13175550100');
		await write('toAddress', '13175555555');
		await write('textBody', WORDS);
		await run();
		const output = panel.getByTestId('output-panel');
		await output.getByText('is no phone number in E.164 format').first().waitFor();
		expect(posts()).toEqual([]);

		await write('toAddress', TO);
		await run();
		await waitFor('the SMS', async () => (posts().length > 0 ? true : undefined));
		const [{ id }] = simulator.control.cloud.conversations().slice(-1);
		expect(await seenOutput()).toContain(id);
		expect(posts()).toMatchObject([
			{ path: 'messages/agentless', body: { toAddress: TO, textBody: WORDS } },
		]);
	});
});
