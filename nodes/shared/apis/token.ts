import { createHash } from 'node:crypto';
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
} from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import { SignInRefused } from '../transport/failure';

/** How long a replacement is handed to those who come late with the token, or refresh token, that it replaced. */
const KEEP_MS = 60_000;

/** Everything that needs the token waits for this call. */
const TIMEOUT_MS = 30_000;

/**
 * Tokens that are being fetched or were fetched lately, by what they were asked for with. Many requests find out at once
 * that their token has expired, and a refresh token is good for one call: so they share it.
 */
const fetched = new Map<string, { tokens: Promise<IDataObject>; until: number }>();

/**
 * A token for a `genesysTokenApi` credential by `POST /auth/v3/oauth/token`.
 *
 * @param credentials as they were for the request that failed: with the token to be replaced, empty for the first one
 * @returns `sessionToken`, and `refreshToken` when Genesys gave a new one: what n8n is to store in the credential
 * @throws UserError when Genesys gives no token, with the reason
 */
export async function fetchToken(
	{ helpers }: IHttpRequestHelper,
	credentials: ICredentialDataDecryptedObject,
): Promise<IDataObject> {
	const now = Date.now();
	for (const [key, { until }] of fetched) if (until <= now) fetched.delete(key);

	const key = identityOf(credentials);
	const known = fetched.get(key);
	if (known) return await known.tokens;

	const entry = { tokens: requestToken(helpers, credentials), until: Infinity };
	fetched.set(key, entry);
	entry.tokens.then(
		({ refreshToken }) => {
			// Only what cannot be used again is remembered: asking anew without a token is always right.
			entry.until = credentials.sessionToken || refreshToken ? Date.now() + KEEP_MS : 0;
		},
		(error) => {
			entry.until = error instanceof SignInRefused ? Date.now() + KEEP_MS : 0;
		},
	);
	return await entry.tokens;
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
		timeout: TIMEOUT_MS,
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
	const Refusal = [400, 401, 403].includes(statusCode) ? SignInRefused : UserError;
	throw new Refusal(`Genesys gave no token (HTTP ${statusCode}): ${whyNot(statusCode, answer)}`);
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
