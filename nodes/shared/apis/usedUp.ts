import { createHash } from 'node:crypto';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { BoundedMap } from '../transport/boundedMap';

/** Of how many used codes and refresh tokens it is remembered what replaced them. */
const REMEMBERED = 1_000;

/**
 * What Genesys gave for a code or a refresh token that it takes once, by the hash of that. Who still holds the used one goes on
 * with what replaced it: an execution that began before, and the open dialog of the credential, which knows nothing of
 * what n8n stores meanwhile and would save the used one again.
 */
const replacements = new BoundedMap<string, string>(REMEMBERED);

/** SHA-256 of what JSON makes of a value, in hexadecimal digits. */
export function hashOf(value: unknown): string {
	return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}

/** A code or refresh token is of one client of one Genesys. */
function keyOf({ baseUrl, clientId }: ICredentialDataDecryptedObject, used: string): string {
	return hashOf([baseUrl, clientId, used]);
}

/** Whether this process has used up the code or refresh token. */
export function isUsedUp(credentials: ICredentialDataDecryptedObject, secret: string): boolean {
	return replacements.has(keyOf(credentials, secret));
}

/** What replaced this code or refresh token, as far as this process knows; itself if nothing did. */
export function newest(credentials: ICredentialDataDecryptedObject, used: string): string {
	const next = replacements.get(keyOf(credentials, used));
	return next === undefined ? used : newest(credentials, next);
}

/** Remembers what Genesys gave for a code or refresh token; `''` when that was no refresh token. */
export function rememberReplacement(
	credentials: ICredentialDataDecryptedObject,
	used: string,
	replacement: string,
): void {
	replacements.set(keyOf(credentials, used), replacement);
	// The newest is replaced by nothing, whatever Genesys gave before: not even by itself.
	replacements.delete(keyOf(credentials, replacement));
}
