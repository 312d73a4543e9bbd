import type { Api, ApiCredential } from './api';
import { path } from './path';

/**
 * The Multicloud CX ("Engage cloud") web APIs. They share the credentials and the answer: `status.code` is 0 (done),
 * 1 (accepted, the result follows) or 2 (partly done), anything else is a failure, also with HTTP 200. Secure Email uses
 * words instead, of which only SUCCESS is none. A text instead of JSON means that something else than the API answered.
 */
const engageApi = (basePath: string, credentials: readonly ApiCredential[]): Api => ({
	basePath,
	credentials,
	isFailure(body) {
		return typeof body === 'string' ? body !== '' : hasFailed(body);
	},
});

function hasFailed(body: unknown): boolean {
	const code = (body as { status?: { code?: unknown } } | null)?.status?.code;
	if (typeof code === 'number') return ![0, 1, 2].includes(code);
	return typeof code === 'string' && code !== 'SUCCESS';
}

/** User Data Management and Cloud Data Download: a few of their answers are a text, so that only a web page is a wrong one. */
const exportApi = (api: Omit<Api, 'isFailure'>): Api => ({
	...api,
	isFailure: (body) =>
		typeof body === 'string' ? body.trimStart().startsWith('<') : hasFailed(body),
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

/** Third-Party Messaging: the credential is that of one channel, which is part of every path. */
export const messaging: Api = {
	...engageApi('/nexus/v3', [
		{
			name: 'genesysMessagingChannelApi',
			authentication: 'channel',
			label: 'Messaging Channel',
			pathPrefix: ({ channelId }) => path`/channels/${String(channelId).trim()}`,
		},
	]),
	traced: true,
	explanations: {
		'401': {
			message: 'Genesys did not accept the signature',
			description:
				'Check the channel secret in the credential. While it is being changed, Genesys may still have the old one.',
		},
		'403': {
			message: 'Genesys refused the contact center or the API key',
			description:
				'Check the contact center ID in the credential, and the API key if there is one.',
		},
		'404': {
			message: 'Genesys does not know the channel, or what is asked for in it',
			description:
				'Check the channel ID in the credential, and that the Base URL has no path such as /nexus/v3.',
		},
		'415': {
			message: 'Genesys does not take files of this type',
			description: 'Check the file and its MIME type.',
		},
	},
};

export const statistics = engageApi('/statistics/v3', [apiKey, oAuth2, token]);

/** In the older APIs, exports are of version 4 and all else of version 3. */
const olderVersion = (path: string) => (path.startsWith('/export/') ? '/v4' : '/v3');

/** User Data Management, then what came before it. Version 10 wants a token, the older ones are content with the key. */
export const exportApis = [
	exportApi({
		choice: {
			value: 'udm10',
			name: 'User Data Management V10',
			description: 'The current API. It needs OAuth2 or a token.',
		},
		basePath: '/udm/v10',
		credentials: [oAuth2, token],
	}),
	exportApi({
		choice: {
			value: 'udm4',
			name: 'User Data Management V4 and V3 (Deprecated)',
			description: 'For accounts that were not moved to version 10',
		},
		basePath: (path) => `/udm${olderVersion(path)}`,
		credentials: [oAuth2, token, apiKey],
	}),
	exportApi({
		choice: {
			value: 'cdds',
			name: 'Cloud Data Download V4 and V3 (Deprecated)',
			description: 'For accounts that have no User Data Management',
		},
		basePath: (path) => `/data-download${olderVersion(path)}`,
		credentials: [oAuth2, token, apiKey],
	}),
] as const;
