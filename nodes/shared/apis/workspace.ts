import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';
import type { Api, ApiCredential, Explanations } from '../transport/api';
import { isObject } from '../transport/body';
import { isStream } from '../transport/streams';
import { oAuth2 } from './engage';

/** Where the API is on its host, unless the credential says otherwise. */
export const API_PATH = '/api/v2';

const NOT_CARRIED_OUT = {
	message: 'Web Services did not carry out the operation',
	description:
		'Compare the state of the interaction and the fields of this node with the reason that the server gives.',
};

const EXPLANATIONS: Explanations = {
	'401': {
		message: 'Web Services did not accept the sign-in of the agent',
		description: 'Check the user name and the password in the credential, or connect it again.',
	},
	'403': {
		message: 'Web Services refused access',
		description:
			'Check that the user of the credential is an agent. When the server asks for a CSRF token, this node gets one by itself: then a proxy may keep back its headers or its cookie.',
	},
	'404': {
		message: 'Web Services did not find what this request asks for',
		description:
			'Check the ID, that the agent of the credential still has the interaction, and the API Path in the credential.',
	},
	'409': NOT_CARRIED_OUT,
	soft: NOT_CARRIED_OUT,
};

/** The path in front of all others. @returns `/a/b`, or `''` when it is left empty */
function apiPath({ apiPath: written = API_PATH }: ICredentialDataDecryptedObject): string {
	const inner = String(written)
		.trim()
		.replace(/^\/+|\/+$/g, '');
	return inner && `/${inner}`;
}

const agent: ApiCredential = {
	name: 'genesysWebServicesApi',
	displayName: 'Genesys Web Services API',
	authentication: 'webServices',
	label: 'User and Password',
	secrets: ['password'],
	pathPrefix: apiPath,
};

/** The fields of an answer that say how it went. */
interface WorkspaceBody extends IDataObject {
	/** `ok` or `error`, of an operation. */
	status?: string;
	/** Of all else: 0, or what went wrong. */
	statusCode?: number | string;
}

/**
 * Web Services, the API of an agent's workspace. An operation answers `{ status: 'ok' }` or `{ status: 'error',
 * errorDescription }`, all else `{ statusCode: 0, … }`, whatever the HTTP status. By its cookie the server knows its session,
 * and with that its CSRF token.
 */
export const workspace: Api = {
	basePath: '',
	credentials: [agent, { ...oAuth2, pathPrefix: apiPath }],
	keepsCookies: true,
	csrfFrom: '/me',
	envelope: {
		thing({ status: _status, statusCode: _statusCode, ...rest }: WorkspaceBody) {
			return rest.interaction ?? listIn(rest) ?? rest;
		},
		// An empty list need not be there; one of another name is not taken for it.
		rows({ status: _status, statusCode: _statusCode, ...rest }: WorkspaceBody) {
			return listIn(rest) ?? (Object.keys(rest).length === 0 ? [] : undefined);
		},
	},
	isFailure: hasFailed,
	explanations: EXPLANATIONS,
};

/** The interactions of the agent, where an answer lists them; `null` lists none. */
const listIn = (body: IDataObject): unknown =>
	'interactions' in body ? (body.interactions ?? []) : undefined;

/** Whether an answer reports a failure. A text in place of JSON was sent by something else. */
export function hasFailed(body: unknown): boolean {
	if (typeof body === 'string') return body !== '';
	if (!isObject(body) || isStream(body)) return false;
	const { status, statusCode } = body as WorkspaceBody;
	const isRefused = typeof status === 'string' && status.trim().toLowerCase() !== 'ok';
	return isRefused || String(statusCode ?? 0).trim() !== '0';
}
