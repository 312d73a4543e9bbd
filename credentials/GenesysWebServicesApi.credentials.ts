import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import { onMissing, onStatus, onValue, testRequest } from '../nodes/shared/apis/credentialTest';

const NOT_ACCEPTED =
	'The server was reached, but it did not accept the user name and the password. Check both.';

/** An agent of Genesys Web Services, by user name and password (HTTP Basic, RFC 7617). */
export class GenesysWebServicesApi implements ICredentialType {
	name = 'genesysWebServicesApi';

	displayName = 'Genesys Web Services API';

	icon = {
		light: 'file:../icons/genesys.svg',
		dark: 'file:../icons/genesys.dark.svg',
	} as const;

	documentationUrl =
		'https://github.com/n8n-nodes-genesys/n8n-nodes-genesys/blob/main/docs/credentials.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. https://gws.example.com',
			description:
				'Address of Web Services, beginning with https:// and without the path of the API',
		},
		{
			displayName: 'API Path',
			name: 'apiPath',
			type: 'string',
			default: '/api/v2',
			description: 'Where the API is below the Base URL: what stands before /me in its addresses',
		},
		{
			displayName: 'User Name',
			name: 'user',
			type: 'string',
			required: true,
			default: '',
			description: 'User name of the agent whose interactions are worked on',
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
		},
	];

	/** A function: n8n would evaluate an expression here again for every request, and Basic needs UTF-8. */
	async authenticate(
		{ user, password }: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		if (String(user).includes(':')) {
			throw new UserError(
				'The user name has a colon, which the sign-in of Web Services cannot send: enter that of another user',
			);
		}
		const basic = Buffer.from(`${String(user)}:${String(password)}`, 'utf8').toString('base64');
		return {
			...requestOptions,
			headers: { ...requestOptions.headers, Authorization: `Basic ${basic}` },
		};
	}

	/** Asks who the user is: a GET, which needs no CSRF token. */
	test: ICredentialTestRequest = testRequest(
		'={{ ("/" + $credentials.apiPath.trim()).replace(/\\/+/g, "/").replace(/\\/$/, "") }}/me',
		{},
		...onStatus(NOT_ACCEPTED, 401),
		onValue(NOT_ACCEPTED, 'statusCode', 20),
		...onStatus('The server was reached, but the user may not use this API.', 403),
		...onStatus(
			'The server answers, but has nothing at this path. Check the API Path, and that the Base URL has no path.',
			404,
		),
		onMissing(
			'The server answers, but not as Genesys Web Services. Check the Base URL and the API Path.',
			'statusCode',
		),
	);
}
