import { createHash } from 'node:crypto';
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
} from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

/** How long a token that replaced another one is handed to those who still ask for a replacement. */
const KEEP_MS = 60_000;

/**
 * Replacements of tokens, under way or recent, by what they were asked for with. Several requests find out at once that
 * a token has expired; a refresh token is only good for one call, so they must share it.
 */
const replacements = new Map<string, { tokens: Promise<IDataObject>; until: number }>();

/**
 * A new token for a `genesysTokenApi` credential by `POST /auth/v3/oauth/token`.
 *
 * @returns `sessionToken`, and `refreshToken` when Genesys gave a new one: what n8n is to store in the credential
 * @throws UserError when Genesys gives no token, with the reason
 */
export async function fetchToken(
	{ helpers }: IHttpRequestHelper,
	credentials: ICredentialDataDecryptedObject,
): Promise<IDataObject> {
	const now = Date.now();
	for (const [key, { until }] of replacements) if (until < now) replacements.delete(key);

	const key = identityOf(credentials);
	const known = replacements.get(key);
	if (known) return await known.tokens;

	const tokens = requestToken(helpers, credentials);
	replacements.set(key, { tokens, until: now + KEEP_MS });
	// A failure is not kept: the next request may try again.
	tokens.catch(() => replacements.delete(key));
	return await tokens;
}

/** Everything the call depends on, the token to be replaced included. */
function identityOf(credentials: ICredentialDataDecryptedObject): string {
	const { baseUrl, apiKey, clientId, clientSecret, grantType } = credentials;
	const { username, password, refreshToken, sessionToken } = credentials;
	return createHash('sha256')
		.update(
			JSON.stringify([
				[baseUrl, apiKey, clientId, clientSecret, grantType],
				[username, password, refreshToken, sessionToken],
			]),
		)
		.digest('hex');
}

async function requestToken(
	helpers: IHttpRequestHelper['helpers'],
	credentials: ICredentialDataDecryptedObject,
): Promise<IDataObject> {
	const byPassword = credentials.grantType !== 'refreshToken';
	const { clientId, clientSecret, username, password, refreshToken } = credentials;
	const form: IDataObject = byPassword
		? { grant_type: 'password', username, password }
		: { grant_type: 'refresh_token', refresh_token: refreshToken };
	const options: IHttpRequestOptions = {
		method: 'POST',
		url: `${String(credentials.baseUrl).replace(/\/+$/, '')}/auth/v3/oauth/token`,
		auth: { username: String(clientId), password: String(clientSecret) },
		headers: { 'x-api-key': credentials.apiKey as string, Accept: 'application/json' },
		body: new URLSearchParams(
			Object.entries({ ...form, client_id: clientId, scope: '*' }).map(
				([name, value]): [string, string] => [name, String(value)],
			),
		),
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
	};
	const { statusCode, body } = (await helpers.httpRequest(options)) as {
		statusCode: number;
		body: IDataObject | string;
	};
	const answer = typeof body === 'object' ? body : {};
	if (statusCode === 200 && typeof answer.access_token === 'string') {
		return {
			sessionToken: answer.access_token,
			...(byPassword || !answer.refresh_token ? {} : { refreshToken: answer.refresh_token }),
		};
	}
	throw new UserError(`Genesys gave no token (HTTP ${statusCode}): ${whyNot(statusCode, answer)}`);
}

function whyNot(statusCode: number, answer: IDataObject): string {
	const { error, error_description: description, message } = answer;
	const said = [error, description, message].filter((part) => typeof part === 'string').join(', ');
	const advice: Record<number, string> = {
		400: 'check the user name and password, or enter a new refresh token',
		401: 'check the client ID and the client secret',
		403: 'check the API key',
		404: 'check the Base URL, which has no path such as /auth/v3',
	};
	return [said, advice[statusCode] ?? 'try again later'].filter(Boolean).join('; ');
}
