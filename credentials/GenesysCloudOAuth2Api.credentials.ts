import type { ICredentialType, INodeProperties } from 'n8n-workflow';
import { REGIONS } from '../nodes/shared/apis/cloud';

const CUSTOM = 'custom';

/**
 * Where a host of the organization is: by the domain of its region, or as entered. The path that is added is taken off what was
 * entered, since that is how Genesys shows many of its addresses.
 */
const hostOf = (field: string, name: string, ownPath: string, path = '') =>
	`={{ ($self["region"] === "${CUSTOM}" ? $self["${field}"] : "https://${name}." + $self["region"]).trim().replace(/${ownPath}\\/*$/, "").replace(/\\/+$/, "") }}${path}`;

/**
 * An OAuth client of Genesys Cloud: a user signs in by the authorization code grant with PKCE, or the client signs in by
 * itself. n8n carries out both, and renews the token. Login and API are two hosts of the same region.
 */
export class GenesysCloudOAuth2Api implements ICredentialType {
	name = 'genesysCloudOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'Genesys Cloud OAuth2 API';

	icon = {
		light: 'file:../icons/genesys.svg',
		dark: 'file:../icons/genesys.dark.svg',
	} as const;

	documentationUrl =
		'https://github.com/n8n-nodes-genesys/n8n-nodes-genesys/blob/main/docs/credentials.md#genesys-cloud-oauth2-api';

	properties: INodeProperties[] = [
		{
			displayName: 'Region',
			name: 'region',
			type: 'options',
			options: [...REGIONS, { name: 'Custom', value: CUSTOM }],
			default: 'mypurecloud.com',
			description: 'Where your organization is: the domain that its addresses end in',
		},
		{
			displayName: 'API Base URL',
			name: 'apiUrl',
			type: 'string',
			required: true,
			displayOptions: { show: { region: [CUSTOM] } },
			default: '',
			placeholder: 'e.g. https://api.mypurecloud.com',
			description: 'Address of the platform API, beginning with https:// and without /api/v2',
		},
		{
			displayName: 'Login Base URL',
			name: 'loginUrl',
			type: 'string',
			required: true,
			displayOptions: { show: { region: [CUSTOM] } },
			default: '',
			placeholder: 'e.g. https://login.mypurecloud.com',
			description:
				'Address where users and OAuth clients sign in, beginning with https:// and without /oauth',
		},
		{
			displayName: 'Grant Type',
			name: 'grantType',
			type: 'options',
			options: [
				{
					name: 'Authorization Code (PKCE)',
					value: 'pkce',
					description:
						'A user signs in. Needed for calls about the signed-in user, and for what an agent does.',
				},
				{
					name: 'Client Credentials',
					value: 'clientCredentials',
					description:
						'The OAuth client signs in by itself. Needed for agentless and open messages.',
				},
			],
			default: 'pkce',
			description: 'As in the OAuth client in Genesys Cloud',
		},
		{
			displayName: 'Client Secret',
			name: 'clientSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Secret of the OAuth client. With Authorization Code (PKCE) it may be left empty, but then the sign-in may have to be repeated whenever the token expires.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'hidden',
			default: hostOf('apiUrl', 'api', '\\/api\\/v2'),
		},
		{
			displayName: 'Authorization URL',
			name: 'authUrl',
			type: 'hidden',
			default: hostOf('loginUrl', 'login', '\\/oauth', '/oauth/authorize'),
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: hostOf('loginUrl', 'login', '\\/oauth', '/oauth/token'),
		},
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'hidden',
			default: '',
		},
		{
			displayName: 'Auth URI Query Parameters',
			name: 'authQueryParameters',
			type: 'hidden',
			default: '',
		},
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'hidden',
			default: 'header',
		},
	];
}
