import type { IExecuteFunctions } from 'n8n-workflow';
import type { Api } from './api';
import { chosenCredential } from './chosen';

/**
 * The address of a file at a storage, where a server names one: complete or, behind a redirect of the storage, relative to
 * that. Only http and https are asked, with no user name in the address, and not http where https named it: whoever
 * listens in between would get the file, and the link.
 *
 * @param named a Location header, or what an answer has for an address
 * @param from the address that named it; `''` for the API
 * @returns `''` when it is none that may be asked
 */
export async function linkTo(
	context: IExecuteFunctions,
	api: Api,
	named: unknown,
	from = '',
): Promise<string> {
	const [text] = [named].flat();
	if (typeof text !== 'string' || text === '') return '';
	const link = webAddress(text, from);
	if (!link.startsWith('http:')) return link;
	return /^https:/i.test(from || (await baseUrlOf(context, api))) ? '' : link;
}

function webAddress(text: string, base: string): string {
	try {
		const { protocol, username, password, href } = new URL(text, base || undefined);
		return ['http:', 'https:'].includes(protocol) && !username && !password ? href : '';
	} catch {
		return '';
	}
}

/** Looked up when it matters only, since n8n decrypts the credential for it. */
async function baseUrlOf(context: IExecuteFunctions, api: Api): Promise<string> {
	const { name } = chosenCredential(context.getNode(), api);
	const { baseUrl } = await context.getCredentials(name);
	return String(baseUrl).trim();
}
