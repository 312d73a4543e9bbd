import type { IDataObject } from 'n8n-workflow';
import type { Api, ApiCredential, Explanations } from '../transport/api';
import type { Envelope } from '../transport/response';

/**
 * Done, accepted (the result follows), and done in part; everything else is a failure, also with HTTP 200. Compared as text,
 * since a number that comes as text means the same.
 */
const [DONE, ACCEPTED, PARTLY_DONE] = ['0', '1', '2'];

const EXPLANATIONS: Explanations = {
	'403': {
		message: 'Genesys refused the API key',
		description: 'Check the API key in the credential, and that it may use this API.',
	},
	'404': {
		message: 'Genesys did not find what this request asks for',
		description:
			'Check the ID or name, and that the Base URL of the credential has no path such as /nexus/v3.',
	},
};

/** The parts of an answer of the Multicloud CX web APIs. */
interface EngageBody extends IDataObject {
	status?: { code?: number | string } | null;
	operationId?: string;
	data?: IDataObject | null;
	secureMail?: IDataObject;
	errors?: IDataObject[] | null;
}

/**
 * `{ status, operationId?, data?, errors? }`. A secure email comes as `secureMail`, and what belongs to one that was sent
 * comes next to the status.
 */
const envelope = {
	thing(body: EngageBody): unknown {
		if ('data' in body || 'secureMail' in body) return body.data ?? body.secureMail;
		// A status that is not of the envelope belongs to the thing.
		const rest = Object.entries(body).filter(
			([name, value]) => name !== 'status' || typeof value !== 'object',
		);
		const isBare = rest.every(([name]) => ENVELOPE_FIELDS.includes(name));
		return isBare ? undefined : Object.fromEntries(rest);
	},
	// Genesys need not send an empty list.
	rows: ({ status, data }: EngageBody) => (status ? (data ?? []) : data),
	remarks: ({ status, operationId, errors }: EngageBody) => {
		const code = String(status?.code);
		return {
			...(code === ACCEPTED ? { accepted: true, ...(operationId ? { operationId } : {}) } : {}),
			...(code === PARTLY_DONE ? { partlyDone: true } : {}),
			...(errors?.length ? { errors } : {}),
		};
	},
} satisfies Envelope;

/** They say nothing of the thing itself. */
const ENVELOPE_FIELDS = ['operationId', 'referenceId', 'errors', 'path'];

/**
 * An API of Multicloud CX ("Engage cloud"). They share the credentials and the answer: `status.code` is a number, in
 * Secure Email a word, of which only SUCCESS is no failure. A text in place of JSON was sent by something else.
 */
export const engageApi = (api: Pick<Api, 'basePath' | 'credentials'> & Partial<Api>): Api => ({
	envelope,
	isFailure: (body) => (typeof body === 'string' ? body !== '' : hasFailed(body)),
	...api,
	explanations: { ...EXPLANATIONS, ...api.explanations },
});

/** Whether the status in an answer reports a failure. */
export function hasFailed(body: unknown): boolean {
	const code = (body as EngageBody | null)?.status?.code;
	return hasEnvelope(body) && ![DONE, ACCEPTED, PARTLY_DONE, 'SUCCESS'].includes(String(code));
}

/** Whether an answer is of a Multicloud CX web API, and not of what stands before it. */
export function hasEnvelope(body: unknown): boolean {
	const code = (body as EngageBody | null)?.status?.code;
	return typeof code === 'number' || typeof code === 'string';
}

export const apiKey: ApiCredential = {
	name: 'genesysApi',
	displayName: 'Genesys API',
	authentication: 'apiKey',
	label: 'API Key',
	secrets: ['apiKey'],
};

export const token: ApiCredential = {
	name: 'genesysTokenApi',
	displayName: 'Genesys Token API',
	authentication: 'token',
	label: 'Token',
	secrets: [
		...['apiKey', 'clientSecret', 'password', 'sessionToken'],
		...['authorizationCode', 'refreshToken', 'bearerToken'],
	],
	renews: true,
	unrenewable: ({ grantType }) =>
		grantType === 'bearerToken'
			? {
					message: 'Genesys did not accept the token of the credential',
					description:
						'It has expired, or is for another API. Get a new one where it came from, and paste it into Bearer Token in the credential.',
				}
			: undefined,
};

/** n8n's OAuth2 signs with the token only: the key has to be in the request itself. */
export const oAuth2: ApiCredential = {
	name: 'genesysOAuth2Api',
	displayName: 'Genesys OAuth2 API',
	authentication: 'oAuth2',
	label: 'OAuth2',
	secrets: ['apiKey', 'clientSecret', 'access_token', 'refresh_token', 'id_token'],
	renews: 'unseen',
	headers: (data) => ({ 'x-api-key': String(data.apiKey) }),
};

/** Secure Email and Open Media. */
export const nexus = engageApi({ basePath: '/nexus/v3', credentials: [apiKey, oAuth2, token] });

/** The Authentication API is about the user of a token: a key alone is enough for what names its user itself. */
export const auth = engageApi({ basePath: '/auth/v3', credentials: [oAuth2, token, apiKey] });

/**
 * "You first need to authenticate": a token is what the documents ask for, and their samples show the key. There are accounts
 * that are content with the key.
 */
const keyAlone: ApiCredential = {
	...apiKey,
	description: 'Only if your account needs no token for statistics: Genesys documents one',
	explanations: {
		'401': {
			message:
				'Genesys wants a token for statistics: choose a Genesys OAuth2 API or Genesys Token API credential',
			description: 'The API key alone is enough in some accounts only.',
		},
		'403': {
			message:
				'Genesys refused the API key, or wants a token besides it: choose a Genesys OAuth2 API or Genesys Token API credential',
			description:
				'Check the API key in the credential as well. Alone, it is enough in some accounts only.',
		},
	},
};

/**
 * One value comes as `data.statistic`, several come as `data.statistics`. A subscription may belong to the session that the
 * cookies are of: Genesys' own client sends them with all requests.
 */
export const statistics = engageApi({
	basePath: '/statistics/v3',
	credentials: [oAuth2, token, keyAlone],
	keepsCookies: true,
	envelope: {
		...envelope,
		thing: (body: EngageBody) => body.data?.statistic ?? envelope.thing(body),
		rows: ({ data, errors }: EngageBody) => data?.statistics ?? (errors?.length ? [] : undefined),
	},
});
