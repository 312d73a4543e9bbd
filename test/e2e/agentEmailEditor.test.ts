import type { Locator } from 'playwright-core';
import { startSimulator, type Simulator } from '../../simulator';
import type { N8nRest, SavedCredential } from '../../tools/n8n';
import { agentCredential, agentEmailNode, byId } from './support/agentEmail';
import { Editor } from './support/editor';
import { connect, instance } from './support/instance';
import { deleteCredentials, node, PACKAGE, saveChain } from './support/workflows';

const NODE = 'Genesys Agent Email';

describe("Genesys Agent Email in n8n's editor", () => {
	let rest: N8nRest;
	let simulator: Simulator;
	let credential: SavedCredential;
	let editor: Editor;
	let panel: Locator;

	beforeAll(async () => {
		rest = await connect();
		await deleteCredentials(rest);
		simulator = await startSimulator({ samples: false });
		credential = await agentCredential(rest, simulator);
		editor = await Editor.open();
	});

	beforeEach(async () => await editor.openNewWorkflow());

	afterEach(async () => {
		const { currentTestName = '' } = expect.getState();
		await editor?.lastSight(`agentEmailEditor ${currentTestName.replace(/\W+/g, ' ')}`);
	});

	afterAll(async () => {
		await editor?.close();
		await simulator?.close();
	});

	const add = async (action: string) => {
		panel = await editor.addNode(NODE, action);
		await editor.chooseCredential(panel, credential.name);
	};
	/** Opens the list of a locator. @returns its rows, once they are there */
	const rowsOf = async (name: string) => {
		await panel.getByTestId(`resource-locator-${name}`).getByTestId('rlc-input').click();
		const rows = editor.page.getByTestId('rlc-item');
		await rows.first().waitFor();
		return rows;
	};

	test('the node panel finds the node by what a person wants to do', async () => {
		const names = editor.page.getByTestId('node-creator-item-name');
		const search = editor.page.getByTestId('node-creator-search-bar');
		await editor.page.keyboard.press('n');
		for (const words of [
			'agent email',
			'gws',
			'email reply',
			'reply to email',
			'accept',
			'draft',
		]) {
			await search.fill('nothing is called so');
			await names.first().waitFor({ state: 'hidden' });
			await search.fill(words);
			await names.filter({ hasText: NODE }).first().waitFor();
		}
	});

	test('before anything has run, the next node is offered the fields of the draft', async () => {
		const interactionId = byId('={{ $json.id }}');
		const { id } = await saveChain(rest, 'Reply', [
			agentEmailNode('Reply', { operation: 'reply', interactionId }, { credential }),
			{
				...agentEmailNode('Send', { operation: 'send', interactionId }, { credential }),
				position: [400, 0],
			},
		]);
		await editor.page.goto(`${instance().url}/workflow/${id}`);
		await editor.page.locator('[data-test-id="canvas-node"][data-node-name="Send"]').dblclick();
		const fields = editor.page.getByTestId('ndv').getByTestId('run-data-schema-item');
		await fields.filter({ hasText: 'repliesTo' }).waitFor();
		const offered = (await fields.allInnerTexts()).map((text) => text.trim());
		expect(offered).toEqual(expect.arrayContaining(['id', 'state', 'to', 'subject', 'repliesTo']));
	});

	test('on the canvas, the trigger shows its states', async () => {
		const filters = { states: ['Invited'], otherStates: 'Revoked' };
		const { id } = await saveChain(rest, 'Trigger', [
			node('Inbox', `${PACKAGE}.genesysAgentEmailTrigger`, { filters }, { credential }),
		]);
		await editor.page.goto(`${instance().url}/workflow/${id}`);
		await editor.page.getByText('Invited, Revoked', { exact: true }).waitFor();
	});

	test('below the interaction stands in which state the operation is possible', async () => {
		await add('Reply to sender of email by draft of agent which later step sends');
		await panel.getByText('Possible in state Accepted', { exact: true }).waitFor();
	});

	test('an attachment is picked from those of the interaction, and downloaded', async () => {
		const attachments = [
			{ filename: 'offer.txt', mimeType: 'text/plain', contentBase64: 'T2ZmZXI=' },
			{ filename: 'terms.txt', mimeType: 'text/plain', contentBase64: 'VGVybXM=' },
		];
		await simulator.control.webServices.addEmail({ subject: 'Our offer', attachments });
		await add('Download attachment of email that agent has whatever its size');
		await (await rowsOf('interactionId')).filter({ hasText: 'Our offer' }).click();
		const files = await rowsOf('attachmentId');
		expect(await files.allInnerTexts()).toEqual(['offer.txt', 'terms.txt']);
		await files.filter({ hasText: 'terms.txt' }).click();
		await panel.getByTestId('node-execute-button').click();
		await panel.getByTestId('output-panel').getByText('terms.txt').first().waitFor();
	});
});
