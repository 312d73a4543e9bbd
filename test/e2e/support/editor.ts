import { existsSync, mkdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, selectors, type Browser, type Locator, type Page } from 'playwright-core';
import { DEMO_OWNER, REPOSITORY, waitFor } from '../../../tools/n8n';
import { instance } from './instance';

const CHROMIUM = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const PATIENCE_MS = 60_000;

/** n8n's editor in a real browser, signed in as the owner. */
export class Editor {
	private constructor(
		private readonly browser: Browser,
		readonly page: Page,
	) {}

	/** @throws with what to install when there is no Chromium */
	static async open(): Promise<Editor> {
		if (!existsSync(CHROMIUM)) {
			throw new Error(
				`There is no Chromium at ${CHROMIUM}. Install it (Debian: apt-get install -y chromium), ` +
					'or name another one in the environment variable CHROMIUM_PATH.',
			);
		}
		selectors.setTestIdAttribute('data-test-id');
		const browser = await chromium.launch({
			executablePath: CHROMIUM,
			args: [
				'--no-sandbox',
				'--disable-gpu',
				'--disable-quic',
				'--no-first-run',
				'--disable-background-networking',
				'--disable-component-update',
				'--disable-sync',
			],
		});
		try {
			const page = await browser.newPage({
				viewport: { width: 1280, height: 800 },
				colorScheme: 'light',
			});
			page.setDefaultTimeout(PATIENCE_MS);
			// The editor also asks n8n's and npm's servers; the test must not depend on them.
			await page.route(
				({ hostname }) => hostname !== '127.0.0.1',
				(route) => route.abort(),
			);
			const editor = new Editor(browser, page);
			await editor.signIn();
			return editor;
		} catch (error) {
			await browser.close();
			throw error;
		}
	}

	private async signIn(): Promise<void> {
		await this.page.goto(`${instance().url}/signin`);
		await this.page.locator('input[type="email"]').fill(DEMO_OWNER.email);
		await this.page.locator('input[type="password"]').fill(DEMO_OWNER.password);
		await this.page.keyboard.press('Enter');
		await this.page.waitForURL(/\/home\//);
		await this.page.waitForLoadState('networkidle');
	}

	async openNewWorkflow(): Promise<void> {
		await this.page.goto(`${instance().url}/workflow/new`);
		await this.page.getByTestId('canvas-add-button').waitFor();
	}

	/** @returns the names of the nodes that the node panel lists */
	async searchNodes(text: string): Promise<Locator> {
		await this.page.keyboard.press('n');
		await this.page.getByTestId('node-creator-search-bar').fill(text);
		const names = this.page.getByTestId('node-creator-item-name');
		await names.filter({ hasText: text }).first().waitFor();
		return names;
	}

	/** Adds a node by one of its actions. @returns the node's panel, which n8n opens */
	async addNode(nodeName: string, action: string): Promise<Locator> {
		const names = await this.searchNodes('Genesys');
		await names.filter({ hasText: nodeName }).click();
		const wanted = names.getByText(action, { exact: true });
		// Those of a node that has a trigger of the same name are folded up.
		const actions = this.page.getByText(/^Actions \(\d+\)$/);
		await wanted.or(actions).first().waitFor();
		if (!(await wanted.isVisible())) await actions.click();
		await wanted.click();
		const panel = this.page.getByTestId('ndv');
		await panel.waitFor();
		return panel;
	}

	/** Chooses a credential that exists, in the node's open panel. */
	async chooseCredential(panel: Locator, name: string): Promise<void> {
		await panel.getByTestId('node-credentials-select').click();
		await this.page.getByRole('option').filter({ hasText: name }).click();
		await this.page.getByRole('option').first().waitFor({ state: 'hidden' });
	}

	/** Waits for the output of the node of the open panel. @returns it as the JSON view shows it */
	async outputAsJson(panel: Locator): Promise<unknown> {
		const output = panel.getByTestId('output-panel');
		await output.getByTestId('ndv-items-count').waitFor();
		await output.getByTestId('radio-button-json').click();
		const json = output.locator('.vjs-tree');
		await json.waitFor();
		// It is indented with spaces that do not break.
		return JSON.parse((await json.innerText()).replaceAll('\u00a0', ' '));
	}

	/**
	 * The package's icons in the given part of the page: for each one that is shown, whether the
	 * browser could draw it. n8n puts the light and the dark one there, and hides one of them.
	 */
	async drawnIcons(part: Locator): Promise<boolean[]> {
		const icons = part.locator('img[src*="n8n-nodes-genesys"]:visible');
		await icons.first().waitFor();
		return await icons.evaluateAll((images) =>
			images.map((image) => {
				const { complete, naturalWidth } = image as HTMLImageElement;
				return complete && naturalWidth > 0;
			}),
		);
	}

	/** The texts of the messages that n8n shows in the corner. */
	async messages(): Promise<string[]> {
		return await this.page.locator('.el-notification').allInnerTexts();
	}

	async dismissMessages(): Promise<void> {
		const close = this.page.locator('.el-notification__closeBtn');
		await waitFor('the messages to be gone', async () => {
			if ((await close.count()) === 0) return true;
			// One may go by itself just when it is to be clicked.
			await close
				.first()
				.click({ timeout: 1_000 })
				.catch(() => undefined);
			return undefined;
		});
	}

	/**
	 * Takes a picture. With UPDATE_SCREENSHOTS=1 it becomes the one of the documentation, else it
	 * goes to the folder of this run, which is kept when a test fails.
	 */
	async picture(name: string): Promise<void> {
		const update = process.env.UPDATE_SCREENSHOTS === '1';
		const folder = update
			? join(REPOSITORY, 'docs', 'screenshots')
			: join(instance().userFolder, 'screenshots');
		mkdirSync(folder, { recursive: true });
		// Away from what reacts to the pointer.
		await this.page.mouse.move(640, 5);
		await writeFile(join(folder, `${name}.png`), await this.stillPicture());
	}

	/** Nothing fades or loads any more when two pictures in a row are the same. */
	private async stillPicture(): Promise<Buffer> {
		let last = await this.page.screenshot({ animations: 'disabled' });
		return await waitFor('the page to stand still', async () => {
			const next = await this.page.screenshot({ animations: 'disabled' });
			const still = next.equals(last);
			last = next;
			return still ? next : undefined;
		});
	}

	/** A window of its own: it shares no cookie with the editor. */
	async newWindow(): Promise<Page> {
		const page = await this.browser.newPage();
		page.setDefaultTimeout(PATIENCE_MS);
		return page;
	}

	/** What is seen now, for whoever looks into a failed run. */
	async lastSight(name: string): Promise<void> {
		const path = join(instance().userFolder, `${name}.png`);
		await this.page.screenshot({ path }).catch(() => {});
	}

	async close(): Promise<void> {
		await this.browser.close();
	}
}
