import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import { onMissing, onStatus, SAYS, testRequest } from '../nodes/shared/apis/credentialTest';
import { fetchToken, tokenOf } from '../nodes/shared/apis/token';

/** Every way to a token but the one that brings its own. */
const FETCHED = { hide: { grantType: ['bearerToken'] } };

const forGrant = (grantType: string) => ({ show: { grantType: [grantType] } });

/**
 * Fetches its token itself (`POST /auth/v3/oauth/token`), with the API key on that call too: by the code of a sign-in, by password or
 * by refresh token. n8n keeps the token, and asks for a new one when Genesys answers 401. Or it holds a token that comes
 * from elsewhere.
 */
export class GenesysTokenApi implements ICredentialType {
	name = 'genesysTokenApi';

	displayName = 'Genesys Token API';

	icon = {
		light: 'file:../icons/genesys.svg',
		dark: 'file:../icons/genesys.dark.svg',
	} as const;

	documentationUrl =
		'https://github.com/n8n-nodes-genesys/n8n-nodes-genesys/blob/main/docs/credentials.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Session Token',
			name: 'sessionToken',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
		{
			displayName: 'Token Fingerprint',
			name: 'tokenFingerprint',
			type: 'hidden',
			typeOptions: { password: true },
			default: '',
		},
		{
			displayName: 'Grant Type',
			name: 'grantType',
			type: 'options',
			options: [
				{
					name: 'Authorization Code',
					value: 'authorizationCode',
					description: 'A person signs in once; the only grant that the documents support',
				},
				{
					name: 'Bearer Token',
					value: 'bearerToken',
					description: 'A token that comes from elsewhere, such as a GAuth token',
				},
				{
					name: 'Password',
					value: 'password',
					description: 'User name and password; Genesys has to allow it for your client',
				},
				{
					name: 'Refresh Token',
					value: 'refreshToken',
					description: 'A refresh token that comes from elsewhere',
				},
			],
			default: 'authorizationCode',
			description: 'How a token is fetched',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. https://api.example.com',
			description: 'Address of the Genesys web APIs, beginning with https:// and without a path',
		},
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			displayOptions: FETCHED,
			default: '',
			description: 'The key that your Genesys representative gave you',
		},
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			displayOptions: forGrant('bearerToken'),
			default: '',
			description:
				'The key that your Genesys representative gave you. Only User Data Management V10 may do without.',
		},
		{
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			required: true,
			displayOptions: FETCHED,
			default: '',
			description: 'ID of the client that Genesys registered for you',
		},
		{
			displayName: 'Client Secret',
			name: 'clientSecret',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			displayOptions: FETCHED,
			default: '',
			description: 'Secret of the client, sent as HTTP Basic authentication',
		},
		{
			displayName: 'Redirect URI',
			name: 'redirectUri',
			type: 'string',
			required: true,
			displayOptions: forGrant('authorizationCode'),
			default: '',
			placeholder: 'e.g. https://app.example.com/callback',
			description:
				'One that Genesys has registered for your client. Nothing needs to answer there: the code is in the address that the browser shows.',
		},
		{
			displayName: 'Hide Tenant',
			name: 'hideTenant',
			type: 'boolean',
			displayOptions: forGrant('authorizationCode'),
			default: false,
			description: 'Whether the sign-in page of Genesys leaves out its field for the tenant',
		},
		{
			displayName:
				'To sign in, save without a code, click "More details" of the error above, and open the address that it shows. After the sign-in, paste the address that the browser was sent to below, and save again within a minute or so.',
			name: 'signInNotice',
			type: 'notice',
			displayOptions: forGrant('authorizationCode'),
			default: '',
		},
		{
			displayName: 'Authorization Code',
			name: 'authorizationCode',
			type: 'string',
			noDataExpression: true,
			displayOptions: forGrant('authorizationCode'),
			default: '',
			placeholder: 'e.g. https://app.example.com/callback?code=...',
			description:
				'The code, or the whole address that the browser was sent to. It is good for one use: n8n keeps the tokens that it gets for it, and empties this field. A new code replaces the sign-in before.',
		},
		{
			displayName: 'User Name',
			name: 'username',
			type: 'string',
			required: true,
			displayOptions: forGrant('password'),
			default: '',
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			displayOptions: forGrant('password'),
			default: '',
		},
		{
			displayName: 'Refresh Token',
			name: 'refreshToken',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			displayOptions: forGrant('refreshToken'),
			default: '',
			description: 'When Genesys gives a new refresh token with a new token, n8n stores it here',
		},
		{
			displayName: 'Refresh Token',
			name: 'refreshToken',
			type: 'hidden',
			typeOptions: { password: true },
			displayOptions: forGrant('authorizationCode'),
			default: '',
		},
		{
			displayName: 'Bearer Token',
			name: 'bearerToken',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			displayOptions: forGrant('bearerToken'),
			default: '',
			description: 'Sent as it is. When it has expired, paste a new one.',
		},
	];

	async preAuthentication(
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<IDataObject> {
		return await fetchToken(this, credentials);
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const { apiKey } = credentials;
		return {
			...requestOptions,
			headers: {
				...requestOptions.headers,
				...(apiKey ? { 'x-api-key': apiKey as string } : {}),
				Authorization: `Bearer ${tokenOf(credentials)}`,
			},
		};
	}

	/** Fetches a token and asks who it belongs to. */
	test: ICredentialTestRequest = testRequest(
		'/auth/v3/userinfo',
		{},
		...onStatus(
			'Genesys did not accept the token. If it came from elsewhere, it has expired, or is for another API only, as a GAuth token may be: try it in the node, or paste a new one.',
			401,
		),
		...onStatus('The server was reached, but it refused the API key. Check the API key.', 403),
		...onStatus(
			'There is no Authentication API at this Base URL to test the token with. Check the Base URL, which has no path such as /auth/v3; for a token of another API, try it in the node.',
			404,
		),
		onMissing(SAYS.notGenesys, 'username'),
	);
}
