import type { ICredentialTestRequest } from 'n8n-workflow';

/** What every test of a credential says of these; each knows more of its own. */
export const SAYS = {
	notGenesys:
		'The server answers, but not as a Genesys web API. Check the Base URL: it has no path such as /nexus/v3.',
	redirected:
		'The server answers with a redirect, which is not followed, so that nobody else gets the credential. Enter the final address, with the right scheme, as Base URL.',
};

type Rule = NonNullable<ICredentialTestRequest['rules']>[number];

/** The Base URL of the credential under test, without the slash that may end it. */
const BASE_URL = '={{ $credentials.baseUrl.trim().replace(/\\/+$/, "") }}';

/** n8n looks at the rules for a status only when that is an error. */
const ERRORS = Array.from({ length: 300 }, (_, index) => 300 + index);

/**
 * A test by one GET, which follows no redirect: n8n's HTTP client would carry the headers of the credential to its target.
 *
 * @param url below the Base URL
 * @param request.qs query parameters
 * @param request.accept statuses that are no error in themselves: the rules look at their bodies
 * @param rules what is said, besides what is said of redirects
 */
export function testRequest(
	url: string,
	{ accept = [], ...request }: { qs?: Record<string, string>; accept?: number[] },
	...rules: Rule[]
): ICredentialTestRequest {
	return {
		request: {
			baseURL: BASE_URL,
			url,
			...request,
			disableFollowRedirect: true,
			ignoreHttpStatusErrors: {
				ignore: true,
				except: ERRORS.filter((status) => !accept.includes(status)),
			},
		},
		// n8n checks both kinds of rule in one list; its type allows only lists of one kind.
		rules: [
			...rules,
			...[300, 301, 302, 303, 307, 308].flatMap((status) => onStatus(SAYS.redirected, status)),
		] as ICredentialTestRequest['rules'],
	};
}

/** Says `message` when one of these statuses comes. */
export function onStatus(message: string, ...statuses: number[]): Rule[] {
	return statuses.map((value) => ({ type: 'responseCode', properties: { value, message } }));
}

/** Says `message` when the answer has no such field; `key` is a dotted path. */
export const onMissing = (message: string, key: string): Rule => onValue(message, key, undefined);

/** Says `message` when this field of the answer has this value; `key` is a dotted path. */
export function onValue(message: string, key: string, value: unknown): Rule {
	return { type: 'responseSuccessBody', properties: { key, value, message } };
}
