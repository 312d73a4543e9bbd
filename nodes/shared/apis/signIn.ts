import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { SignInRefused } from '../transport/failure';

/** Where a person signs in for an authorization code (`GET /auth/v3/oauth/authorize`), with everything encoded. */
export function signInAddress(credentials: ICredentialDataDecryptedObject): string {
	const { baseUrl, clientId, redirectUri, hideTenant } = credentials;
	const client = encodeURIComponent(String(clientId).trim());
	const redirect = encodeURIComponent(String(redirectUri ?? '').trim());
	return `${String(baseUrl).trim().replace(/\/+$/, '')}/auth/v3/oauth/authorize?response_type=code&client_id=${client}&redirect_uri=${redirect}${hideTenant ? '&hideTenant=true' : ''}`;
}

/**
 * The authorization code in what was pasted: the code itself, or the address that the browser was sent to, of which the documents
 * show one that begins its query with `&`.
 *
 * @returns empty when nothing was pasted
 * @throws SignInRefused when it is an address without a code, with the error that Genesys put into it
 */
export function pastedCode(pasted: unknown): string {
	const text = String(pasted ?? '').trim();
	const [, name, value] = /[?&](code|error)=([^&#\s]*)/.exec(text) ?? [];
	if (name === 'code' && value) return decoded(value);
	if (name === 'error') {
		throw new SignInRefused(
			`The sign-in did not succeed: Genesys sent the browser back with the error "${decoded(value)}". Check the Client ID and the Redirect URI, and sign in again.`,
		);
	}
	if (/^https?:/i.test(text)) {
		throw new SignInRefused(
			'The address in Authorization Code holds no code. Paste the one that the browser shows after the sign-in, with ?code= in it.',
		);
	}
	return text;
}

function decoded(value: string): string {
	try {
		return decodeURIComponent(value);
	} catch {
		return value;
	}
}
