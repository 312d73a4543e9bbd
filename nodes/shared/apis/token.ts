import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
} from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import { isObject } from '../transport/body';
import { SignInRefused, SignInUsedUp } from '../transport/failure';
import { holdsSecret, LEFT_OUT, secretsIn } from '../transport/secrets';
import { token } from './engage';
import { pastedCode, signInAddress } from './signIn';
import { hashOf, isUsedUp, newest, rememberReplacement } from './usedUp';

/** How long a replacement is handed to those who come late with the token, or refresh token, that it replaced. */
const KEEP_MS = 60_000;

/** From the first byte that is sent to the last that is received: everything that needs the token waits for this call. */
const DEADLINE_MS = 30_000;

/** Not said as a failure of the connection, after which each request would ask again, as often as it may. */
const TOO_LATE = `The login of Genesys gave no complete answer within ${DEADLINE_MS / 1000} seconds. Check the Base URL, or try again later.`;

/**
 * Tokens that are being fetched or were fetched lately, by what they were asked for with. Many requests find out at once
 * that their token has expired, and a refresh token is good for one call: so they share it.
 */
const fetched = new Map<string, { tokens: Promise<IDataObject>; until: number }>();

/** What is asked for in the call for a token. */
interface Grant {
	form: Record<string, unknown>;
	/** What stands for the person; a code or refresh token is used up by the call. */
	secret: string;
	usesUp: boolean;
	/** What to do when Genesys does not take it. */
	advice: string;
}

/**
 * A token for a `genesysTokenApi` credential by `POST /auth/v3/oauth/token`, where it has to be fetched.
 *
 * @param credentials as they were for the request that failed: with the token to be replaced, empty for the first one
 * @returns what n8n is to store in the credential: `sessionToken` with `tokenFingerprint`, a new `refreshToken`, and an empty
 * `authorizationCode` once that is used; nothing when the token was pasted
 * @throws UserError when Genesys gives no token, with the reason
 */
export async function fetchToken(
	{ helpers }: IHttpRequestHelper,
	credentials: ICredentialDataDecryptedObject,
): Promise<IDataObject> {
	if (credentials.grantType === 'bearerToken') return {};
	const now = Date.now();
	for (const [key, { until }] of fetched) if (until <= now) fetched.delete(key);

	const key = identityOf(credentials);
	const known = fetched.get(key);
	if (known) return await known.tokens;

	const entry = { tokens: requestToken(helpers, credentials), until: Infinity };
	fetched.set(key, entry);
	entry.tokens.then(
		({ refreshToken, authorizationCode }) => {
			// Only what cannot be used again is remembered: asking anew without a token is always right.
			const usedUp = refreshToken !== undefined || authorizationCode !== undefined;
			entry.until = credentials.sessionToken || usedUp ? Date.now() + KEEP_MS : 0;
		},
		(error) => {
			entry.until = error instanceof SignInRefused ? Date.now() + KEEP_MS : 0;
		},
	);
	return await entry.tokens;
}

/**
 * The token that a request is sent with. One that was fetched with other values than the credential holds now, such as before a new code was
 * pasted, must not be used any more: what stands in for it is answered 401, upon which n8n asks for a new one.
 */
export function tokenOf(credentials: ICredentialDataDecryptedObject): string {
	const { grantType, bearerToken, sessionToken, tokenFingerprint } = credentials;
	if (grantType === 'bearerToken') return bareToken(bearerToken);
	const isOutdated = tokenFingerprint && tokenFingerprint !== signInOf(credentials);
	return isOutdated ? 'none' : String(sessionToken);
}

/** What decides whose token it is, as a hash. */
function signInOf(credentials: ICredentialDataDecryptedObject): string {
	const { baseUrl, clientId, grantType, username, password } = credentials;
	const { authorizationCode, refreshToken } = credentials;
	return hashOf(
		[baseUrl, clientId, grantType, username, password, authorizationCode, refreshToken].map(
			(value) => value ?? '',
		),
	);
}

/** As it was pasted, with or without the word before it in the header. */
function bareToken(pasted: unknown): string {
	return String(pasted ?? '')
		.trim()
		.replace(/^bearer\s+/i, '');
}

/** Everything the call and its errors depend on, the token to be replaced included. */
function identityOf(credentials: ICredentialDataDecryptedObject): string {
	const { baseUrl, apiKey, clientId, clientSecret } = credentials;
	const { grantType, redirectUri, hideTenant } = credentials;
	const { username, password, authorizationCode, refreshToken, sessionToken } = credentials;
	return hashOf([
		[baseUrl, apiKey, clientId, clientSecret],
		[grantType, redirectUri, hideTenant],
		[username, password, authorizationCode, refreshToken, sessionToken],
	]);
}

/** @throws SignInRefused when the credential holds nothing that a token could be asked for with */
function grantOf(credentials: ICredentialDataDecryptedObject): Grant {
	const { grantType, username, password, refreshToken, redirectUri } = credentials;
	if (grantType === 'password') {
		return {
			form: { grant_type: 'password', username, password, scope: '*' },
			secret: String(password),
			usesUp: false,
			advice: 'check the user name and password',
		};
	}
	if (grantType === 'refreshToken') {
		return byRefreshToken(newest(credentials, String(refreshToken)), 'enter a new refresh token');
	}
	const signIn = `open ${signInAddress(credentials)} and sign in. Then paste the address that the browser is sent to into Authorization Code, and save`;
	const code = pastedCode(credentials.authorizationCode);
	if (code && !isUsedUp(credentials, code)) {
		return {
			form: { grant_type: 'authorization_code', code, redirect_uri: String(redirectUri).trim() },
			secret: code,
			usesUp: true,
			advice: `a code is good for one use and a short time, and for the Redirect URI that it was asked for with. For a new one, ${signIn}`,
		};
	}
	const latest = newest(credentials, code || String(refreshToken ?? ''));
	if (!latest) throw new SignInRefused(`Nobody has signed in: ${signIn}.`);
	return byRefreshToken(latest, `the sign-in has ended: ${signIn}`);
}

function byRefreshToken(refreshToken: string, advice: string): Grant {
	return {
		form: { grant_type: 'refresh_token', refresh_token: refreshToken, scope: '*' },
		secret: refreshToken,
		usesUp: true,
		advice,
	};
}

async function requestToken(
	helpers: IHttpRequestHelper['helpers'],
	credentials: ICredentialDataDecryptedObject,
): Promise<IDataObject> {
	const { clientId, clientSecret } = credentials;
	const grant = grantOf(credentials);
	const options: IHttpRequestOptions = {
		method: 'POST',
		url: `${String(credentials.baseUrl).trim().replace(/\/+$/, '')}/auth/v3/oauth/token`,
		auth: { username: String(clientId), password: String(clientSecret) },
		headers: { 'x-api-key': credentials.apiKey as string, Accept: 'application/json' },
		body: new URLSearchParams(
			Object.entries({ ...grant.form, client_id: clientId }).map(
				([name, value]): [string, string] => [name, String(value)],
			),
		),
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
	};
	// The timeout of the HTTP client sees silence only, and no answer that never comes to its end.
	const abortSignal = AbortSignal.timeout(DEADLINE_MS);
	const request = helpers.httpRequest({ ...options, abortSignal });
	const { statusCode, body } = (await request.catch((error) => {
		throw abortSignal.aborted ? new UserError(TOO_LATE) : error;
	})) as { statusCode: number; body: unknown };
	const answer = isObject(body) ? body : {};
	if (statusCode !== 200 || typeof answer.access_token !== 'string' || !answer.access_token) {
		const Refused = grant.usesUp ? SignInUsedUp : SignInRefused;
		const Refusal = [400, 401, 403].includes(statusCode) ? Refused : UserError;
		const secrets = [grant.secret, ...secretsIn(credentials, token.secrets)];
		throw new Refusal(
			`Genesys gave no token (HTTP ${statusCode}): ${whyNot(statusCode, answer, grant, secrets)}`,
		);
	}
	const changes = grant.usesUp ? afterUse(grant, answer.refresh_token, credentials) : {};
	const tokenFingerprint = signInOf({ ...credentials, ...changes });
	return { sessionToken: answer.access_token, tokenFingerprint, ...changes };
}

/**
 * What changes in the credential when its code or refresh token was used. The refresh token of the sign-in before is replaced
 * too: who still works with it must not bring that sign-in back.
 */
function afterUse(
	{ form, secret }: Grant,
	given: unknown,
	credentials: ICredentialDataDecryptedObject,
): { refreshToken?: string; authorizationCode?: string } {
	const { authorizationCode, refreshToken } = credentials;
	const lasting = form.grant_type === 'refresh_token' ? secret : '';
	const next = typeof given === 'string' && given ? given : lasting;
	for (const used of [secret, refreshToken]) {
		if (used) rememberReplacement(credentials, String(used), next);
	}
	return {
		...(next === (refreshToken ?? '') ? {} : { refreshToken: next }),
		...(authorizationCode ? { authorizationCode: '' } : {}),
	};
}

/** What Genesys said, as far as it repeats no secret, and what to do. */
function whyNot(
	status: number,
	answer: IDataObject,
	{ advice }: Grant,
	secrets: readonly string[],
): string {
	const { error, error_description: description, message } = answer;
	const said = [error, description, message].filter((part) => typeof part === 'string' && part);
	const shown = said.filter((part) => !holdsSecret(part as string, secrets));
	const advices: Record<number, string> = {
		200: 'check the Base URL, and whether a proxy stands before the login of Genesys',
		400: advice,
		401: 'check the client ID and the client secret',
		403: 'check the API key',
		404: 'check the Base URL, which has no path such as /auth/v3',
	};
	const isRedirect = status >= 300 && status < 400;
	return [
		shown.join(', '),
		shown.length < said.length ? `what it said besides is ${LEFT_OUT}` : '',
		isRedirect
			? 'redirects are not followed, enter the final address as Base URL'
			: (advices[status] ?? 'try again later'),
	]
		.filter(Boolean)
		.join('; ');
}
