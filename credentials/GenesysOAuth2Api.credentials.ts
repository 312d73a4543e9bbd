import type { ICredentialType, INodeProperties } from 'n8n-workflow';

/**
 * Sign-in of a user by the authorization code grant of the Genesys Authentication API (`/auth/v3/oauth`). n8n carries out
 * the sign-in and renews the token. It offers no way to add a header to the calls for the token, so the API key is sent on
 * API calls only; `GenesysTokenApi` is for gateways that want it on both.
 */
export class GenesysOAuth2Api implements ICredentialType {
	name = 'genesysOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'Genesys OAuth2 API';

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
			placeholder: 'e.g. https://api.example.com',
			description: 'Address of the Genesys web APIs, beginning with https:// and without a path',
		},
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'The key that your Genesys representative gave you',
		},
		{
			displayName: 'Hide Tenant',
			name: 'hideTenant',
			type: 'boolean',
			default: false,
			description: 'Whether the sign-in page of Genesys leaves out its field for the tenant',
		},
		{
			displayName: 'Grant Type',
			name: 'grantType',
			type: 'hidden',
			default: 'authorizationCode',
		},
		{
			displayName: 'Authorization URL',
			name: 'authUrl',
			type: 'hidden',
			default: '={{ $self["baseUrl"].trim().replace(/\\/+$/, "") }}/auth/v3/oauth/authorize',
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: '={{ $self["baseUrl"].trim().replace(/\\/+$/, "") }}/auth/v3/oauth/token',
		},
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'hidden',
			default: '*',
		},
		{
			displayName: 'Auth URI Query Parameters',
			name: 'authQueryParameters',
			type: 'hidden',
			default: '={{ $self["hideTenant"] ? "hideTenant=true" : "" }}',
		},
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'hidden',
			default: 'header',
		},
	];
}
