import type { Locator } from 'playwright-core';
import type { Simulator } from '../../../simulator';
import { noteFields } from '../../campaigns/secrets/registry';
import type { Editor } from './editor';

/** A user of the simulator. */
export const AGENT = { userName: 'agent', password: 'agent-password' };

/** Opens the dialog for a new credential from the panel of a node. */
export async function newCredentialDialog(editor: Editor, panel: Locator): Promise<Locator> {
	// n8n offers a button while there is no credential for the node, and a list from then on.
	const first = panel.getByRole('button', { name: 'Connect to Genesys' });
	const list = panel.getByTestId('node-credentials-select');
	await first.or(list).click();
	const another = editor.page.getByTestId('node-credentials-select-item-new');
	const dialogOpened = editor.page.getByTestId('editCredential-modal');
	await another.or(dialogOpened).first().waitFor();
	if (await another.isVisible()) await another.click();
	const dialog = editor.page.getByTestId('editCredential-modal');
	await dialog.waitFor();
	return dialog;
}

/** Chooses the token credential, unless n8n has chosen it, since there is one already. */
export async function chooseToken(dialog: Locator): Promise<void> {
	const oAuth2 = dialog.getByText('OAuth2', { exact: true });
	await oAuth2
		.or(dialog.getByText('Token', { exact: true }))
		.first()
		.waitFor();
	if (!(await oAuth2.isVisible())) return;
	await oAuth2.click();
	await dialog.page().getByText('Token', { exact: true }).last().click();
}

/** Fills in the OAuth2 credential for a simulator. */
export async function fillOAuth2(
	dialog: Locator,
	{ url, apiKey, clientId, clientSecret }: Simulator,
): Promise<void> {
	await fill(dialog, { baseUrl: url, apiKey, clientId, clientSecret });
}

/** Fills in the token credential for a simulator, with the password of its user. */
export async function fillToken(
	dialog: Locator,
	{ url, apiKey, clientId, clientSecret }: Simulator,
): Promise<void> {
	const { userName: username, password } = AGENT;
	await dialog.getByTestId('parameter-input-grantType').click();
	await dialog.page().getByRole('option', { name: 'Password' }).click();
	await fill(dialog, { baseUrl: url, apiKey, clientId, clientSecret, username, password });
}

/** Fills in the token credential for a simulator, but for the code of a sign-in. */
export async function fillSignIn(
	dialog: Locator,
	{ url, apiKey, clientId, clientSecret }: Simulator,
	redirectUri: string,
): Promise<void> {
	await fill(dialog, { baseUrl: url, apiKey, clientId, clientSecret, redirectUri });
}

export async function fill(dialog: Locator, values: Record<string, string>): Promise<void> {
	noteFields(values, 'the editor');
	for (const [name, value] of Object.entries(values)) {
		await dialog.getByTestId(`parameter-input-${name}`).locator('input').fill(value);
	}
}

/**
 * Presses the button that opens the simulator's sign-in form, and signs in there.
 *
 * @returns the address of the form
 */
export async function signInThere(
	editor: Editor,
	button: Locator,
	{ userName, password } = AGENT,
): Promise<URL> {
	const opening = editor.page.waitForEvent('popup');
	await button.click();
	const popup = await opening;
	const user = popup.locator('input[name="username"]');
	await user.waitFor();
	const address = new URL(popup.url());
	await user.fill(userName);
	await popup.locator('input[name="password"]').fill(password);
	// The editor closes the window as soon as n8n has the token; what went wrong would stay in it.
	const closed = popup.waitForEvent('close');
	await popup.keyboard.press('Enter');
	await closed;
	return address;
}

/**
 * Opens an address in a window that is not signed in to n8n, and signs in there.
 *
 * @returns the address that the browser is sent to
 */
export async function signInElsewhere(
	editor: Editor,
	address: string,
	{ userName, password } = AGENT,
): Promise<string> {
	const page = await editor.newWindow();
	try {
		await page.goto(address);
		await page.locator('input[name="username"]').fill(userName);
		await page.locator('input[name="password"]').fill(password);
		await page.keyboard.press('Enter');
		await page.waitForURL(/[?&]code=/);
		return page.url();
	} finally {
		await page.close();
	}
}
