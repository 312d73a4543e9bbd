import type { Api, ApiCredential } from './api';

/**
 * The Multicloud CX ("Engage cloud") web APIs. They share the credentials and the answer: `status.code` is 0 (done),
 * 1 (accepted, the result follows) or 2 (partly done), anything else is a failure, also with HTTP 200. Secure Email uses
 * words instead, of which only SUCCESS is none. A text instead of JSON means that something else than the API answered.
 */
const engageApi = (basePath: string, credentials: readonly ApiCredential[]): Api => ({
	basePath,
	credentials,
	isFailure(body) {
		if (typeof body === 'string') return body !== '';
		const code = (body as { status?: { code?: unknown } } | null)?.status?.code;
		if (typeof code === 'number') return ![0, 1, 2].includes(code);
		return typeof code === 'string' && code !== 'SUCCESS';
	},
});

const apiKey: ApiCredential = {
	name: 'genesysApi',
	authentication: 'apiKey',
	label: 'API Key',
};

const token: ApiCredential = {
	name: 'genesysTokenApi',
	authentication: 'token',
	label: 'Token',
	renews: true,
};

/** n8n's OAuth2 signs with the token only: the key has to be in the request itself. */
const oAuth2: ApiCredential = {
	name: 'genesysOAuth2Api',
	authentication: 'oAuth2',
	label: 'OAuth2',
	renews: true,
	headers: (data) => ({ 'x-api-key': String(data.apiKey) }),
};

/** Secure Email and Open Media. */
export const nexus = engageApi('/nexus/v3', [apiKey, oAuth2, token]);

/** The Authentication API is about the user of a token, so a key alone is not enough. */
export const auth = engageApi('/auth/v3', [oAuth2, token]);

export const statistics = engageApi('/statistics/v3', [apiKey, oAuth2, token]);
