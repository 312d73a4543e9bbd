import type { Api, ApiCredential, Explanations } from '../transport/api';

/**
 * Regions of Genesys Cloud by the domain that their hosts end in: `https://api.<domain>` and `https://login.<domain>`. As in the
 * region list of the official SDK (`PureCloudRegionHosts`).
 */
export const REGIONS = [
	{ name: 'Asia Pacific (Mumbai): aps1.pure.cloud', value: 'aps1.pure.cloud' },
	{ name: 'Asia Pacific (Osaka): apne3.pure.cloud', value: 'apne3.pure.cloud' },
	{ name: 'Asia Pacific (Seoul): apne2.pure.cloud', value: 'apne2.pure.cloud' },
	{ name: 'Asia Pacific (Singapore): apse1.pure.cloud', value: 'apse1.pure.cloud' },
	{ name: 'Asia Pacific (Sydney): mypurecloud.com.au', value: 'mypurecloud.com.au' },
	{ name: 'Asia Pacific (Tokyo): mypurecloud.jp', value: 'mypurecloud.jp' },
	{ name: 'Canada (Central): cac1.pure.cloud', value: 'cac1.pure.cloud' },
	{ name: 'Europe (Frankfurt): mypurecloud.de', value: 'mypurecloud.de' },
	{ name: 'Europe (Ireland): mypurecloud.ie', value: 'mypurecloud.ie' },
	{ name: 'Europe (London): euw2.pure.cloud', value: 'euw2.pure.cloud' },
	{ name: 'Europe (Zurich): euc2.pure.cloud', value: 'euc2.pure.cloud' },
	{
		name: 'European Sovereign Cloud (Germany): edee1.eusc-pure.cloud',
		value: 'edee1.eusc-pure.cloud',
	},
	{ name: 'Mexico (Central): mxc1.pure.cloud', value: 'mxc1.pure.cloud' },
	{ name: 'Middle East (UAE): mec1.pure.cloud', value: 'mec1.pure.cloud' },
	{ name: 'South America (São Paulo): sae1.pure.cloud', value: 'sae1.pure.cloud' },
	{ name: 'US East: mypurecloud.com', value: 'mypurecloud.com' },
	{ name: 'US Government (East 2)', value: 'use2.us-gov-pure.cloud' },
	{ name: 'US West: usw2.pure.cloud', value: 'usw2.pure.cloud' },
] as const;

const missingPermission = {
	message: 'The account of the credential lacks a permission for this',
	description:
		'Give the permission that Genesys names below to a role of the user, or, with client credentials, to a role of the OAuth client.',
};

const noUser = {
	message:
		'This can only be done for a signed-in user, and the credential holds client credentials',
	description:
		'Use a credential with the grant type Authorization Code (PKCE), connected by the user it is done for.',
};

const EXPLANATIONS: Explanations = {
	'400': {
		message: 'Genesys did not accept a value of this request',
		description:
			'Compare the fields of this node with the reason that Genesys gives. Calls about the signed-in user need the grant type Authorization Code (PKCE).',
	},
	'not.a.client': {
		message: 'This can only be done with client credentials, and the credential is that of a user',
		description: 'Use a credential with the grant type Client Credentials.',
	},
	'not.a.user': noUser,
	'401': {
		message: 'Genesys Cloud did not accept the sign-in',
		description:
			'Check that the Region of the credential is that of your organization, and connect the credential again.',
	},
	'403': {
		message: 'Genesys Cloud refused access',
		description:
			'Check the roles of the user, or of the OAuth client, and that they hold in the division of what is asked for.',
	},
	'missing.permissions': missingPermission,
	'missing.any.permissions': missingPermission,
	'missing.division.permission': missingPermission,
	'missing.any.division.permissions': missingPermission,
	'app.not.authorized.for.scope': {
		message: 'The OAuth client of the credential lacks a scope for this',
		description:
			'Add the scope that Genesys names below to the OAuth client in Genesys Cloud, and connect again.',
	},
	'404': {
		message: 'Genesys Cloud did not find what this request asks for',
		description:
			'Check the ID, that it is of the right kind of conversation, and that the Region of the credential is that of your organization.',
	},
	'429': {
		message: 'Genesys Cloud is receiving too many requests',
		description:
			'An OAuth client may send 300 requests a minute. Lower Concurrency, or raise Max Retries in the options of this node.',
	},
};

export const cloudOAuth2: ApiCredential = {
	name: 'genesysCloudOAuth2Api',
	displayName: 'Genesys Cloud OAuth2 API',
	authentication: 'cloudOAuth2',
	label: 'OAuth2',
	secrets: ['clientSecret', 'access_token', 'refresh_token'],
	renews: true,
	lacksToken: ({ oauthTokenData }) =>
		!(oauthTokenData as { access_token?: string } | undefined)?.access_token,
};

/** The platform API of Genesys Cloud. Lists come as `{ entities, pageCount? }`, what a search found as `{ results, … }`, all else bare. */
export const cloud: Api = {
	basePath: '/api/v2',
	credentials: [cloudOAuth2],
	envelope: { rows: (body) => body.entities ?? body.results },
	// A text in place of JSON was sent by something else.
	isFailure: (body) => typeof body === 'string' && body !== '',
	explanations: EXPLANATIONS,
};
