import type { Locator } from 'playwright-core';
import { waitFor, type N8nRest } from '../../tools/n8n';
import { startSimulator, type Simulator } from '../../simulator';
import { Editor } from './support/editor';
import { jobOf, tokenCredential } from './support/exports';
import { connect } from './support/instance';
import { deleteCredentials, saveCredential } from './support/workflows';

const V10 = 'User Data Management V10';
const V4 = 'User Data Management V4 and V3 (Deprecated)';
const CLOUD = 'Cloud Data Download V4 and V3 (Deprecated)';

describe("the export nodes in n8n's editor", () => {
	let rest: N8nRest;
	let simulator: Simulator;
	let editor: Editor;

	beforeAll(async () => {
		rest = await connect();
		await deleteCredentials(rest);
		simulator = await startSimulator();
		editor = await Editor.open();
	});

	beforeEach(async () => await editor.openNewWorkflow());

	afterEach(async () => {
		const { currentTestName = '' } = expect.getState();
		await editor?.lastSight(`editor ${currentTestName.replace(/\W+/g, ' ')}`);
	});

	afterAll(async () => {
		await editor?.close();
		await simulator?.close();
	});

	/** Opens a drop-down list of the panel. @returns its entries */
	const open = async (panel: Locator, parameter: string) => {
		await panel.getByTestId(`parameter-input-${parameter}`).locator('input').first().click();
		const entries = editor.page.locator('[role="option"]:visible');
		await entries.first().waitFor();
		return entries;
	};
	/** The first line of each entry; below it there can be a description. */
	const namesIn = async (entries: Locator) =>
		(await entries.allInnerTexts()).map((text) => text.trim().split('\n')[0]);
	const choose = async (panel: Locator, parameter: string, name: string) => {
		await (await open(panel, parameter)).filter({ hasText: name }).click();
	};

	test('the node panel lists both', async () => {
		const names = await editor.searchNodes('Genesys');
		const texts = (await names.allInnerTexts()).map((text) => text.trim());
		// n8n leaves the word "Trigger" out.
		expect(texts).toEqual(
			expect.arrayContaining(['Genesys Export', 'Genesys User Data Management']),
		);
	});

	test('the API can be chosen, and the sources are those that it has for the credential', async () => {
		const { url, apiKey } = simulator;
		const token = await tokenCredential(rest, simulator);
		const key = await saveCredential(rest, 'genesysApi', { baseUrl: url, apiKey });
		const panel = await editor.addNode(
			'Genesys User Data Management',
			'Create export job that runs now or on schedule to export user data',
		);
		expect(await namesIn(await open(panel, 'api'))).toEqual([V10, V4, CLOUD]);
		await editor.page.keyboard.press('Escape');

		const cases = [
			{ api: V10, credential: token, path: '/udm/v10' },
			{ api: CLOUD, credential: key, path: '/data-download/v3' },
		];
		for (const { api, credential, path } of cases) {
			await choose(panel, 'api', api);
			await editor.chooseCredential(panel, credential.name);
			const asked = { path: `${path}/data/sources` };
			// They may have been asked for before, when n8n chose the credential by itself.
			await waitFor('the sources', async () => {
				const answers = simulator.control.requests.list(asked);
				return answers.some(({ status }) => status === 200) || undefined;
			});
			const sources = await open(panel, 'source');
			await sources.filter({ hasText: 'Universal Contact Server' }).waitFor();
			expect(await namesIn(sources)).toEqual(
				expect.arrayContaining(['Digital Channels', 'Universal Contact Server']),
			);
			await editor.page.keyboard.press('Escape');
		}
	});

	test('an export job is found in the list by a part of its title, and got', async () => {
		const { exports } = simulator.control;
		const [{ id }] = ['Nightly', 'Weekly'].map((title) => exports.addJob(jobOf(title)));
		const token = await tokenCredential(rest, simulator);
		const panel = await editor.addNode(
			'Genesys User Data Management',
			'Get export job by its ID with all that is known of how it is set up',
		);
		await editor.chooseCredential(panel, token.name);
		await panel.getByTestId('rlc-input').click();
		const { page } = editor;
		const items = page.getByTestId('rlc-item');
		await items.filter({ hasText: 'Weekly' }).waitFor();
		await page.getByPlaceholder('Search...').fill('night');
		await items.filter({ hasText: 'Weekly' }).waitFor({ state: 'detached' });
		await items.filter({ hasText: 'Nightly' }).click();
		await panel.getByTestId('node-execute-button').click();
		expect(await editor.outputAsJson(panel)).toMatchObject([{ id, title: 'Nightly' }]);
	});

	test('a period that a cron expression would export again and again is warned of', async () => {
		const panel = await editor.addNode(
			'Genesys User Data Management',
			'Create export job that runs now or on schedule to export user data',
		);
		const warning = panel.getByText('each run exports the same period again');
		await choose(panel, 'schedule', 'On a Schedule');
		await warning.waitFor();
		await choose(panel, 'timeFrame', 'Everything that there is');
		await warning.waitFor({ state: 'hidden' });
		await choose(panel, 'timeFrame', 'Yesterday');
		await warning.waitFor();
	});

	test('a job is cloned, and what its copy exports at each run is said beside the output', async () => {
		const { url, apiKey, control } = simulator;
		const { id } = control.exports.addJob({
			...jobOf('Each night'),
			timeFrame: { dateFrom: '2026-01-01', dateTo: '2026-02-01' },
			schedulerParam: { cron: '0 0 2 * * *' },
		});
		const key = await saveCredential(rest, 'genesysApi', { baseUrl: url, apiKey });
		const panel = await editor.addNode(
			'Genesys User Data Management',
			'Clone export job into new one with some of its fields changed',
		);
		await choose(panel, 'api', V4);
		await editor.chooseCredential(panel, key.name);
		await panel.getByTestId('rlc-input').click();
		await editor.page.getByTestId('rlc-item').filter({ hasText: 'Each night' }).click();
		await panel.getByTestId('node-execute-button').click();
		const output = panel.getByTestId('output-panel');
		await output.getByText('each run exports the same period again').waitFor();
		expect(await editor.outputAsJson(panel)).toMatchObject([{ title: 'Each night' }]);
		expect(control.exports.jobs().filter(({ title }) => title === 'Each night')).toEqual([
			expect.objectContaining({ id }),
			expect.objectContaining({ definition: expect.objectContaining({ suspended: 'false' }) }),
		]);
	});

	test('in Update Fields, data types are those of the source that was added beside', async () => {
		const token = await tokenCredential(rest, simulator);
		const panel = await editor.addNode(
			'Genesys User Data Management',
			'Update some fields of export job that has not started yet',
		);
		await editor.chooseCredential(panel, token.name);
		const add = async (field: string) => {
			await panel.getByTestId('collection-parameter-add').first().click();
			const fields = editor.page.getByTestId('collection-parameter-option');
			await fields.filter({ hasText: field, visible: true }).click();
		};
		await add('Source Name or ID');
		await choose(panel, 'source', 'Digital Channels');
		await add('Data Type Name or ID');
		const types = await open(panel, 'dataType');
		await types.filter({ hasText: 'Messages' }).waitFor();
		expect(await namesIn(types)).not.toContain('Interactions');
	});
});
