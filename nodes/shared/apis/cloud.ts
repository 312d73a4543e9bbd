import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { Api, ApiCredential, Explanation, Explanations } from '../transport/api';

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
	// n8n's own rule makes title case of "gov", so that the domain is in the description here.
	{
		name: 'US Government (East 2)',
		value: 'use2.us-gov-pure.cloud',
		description: 'Domain: use2.us-gov-pure.cloud',
	},
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

const CONNECT = 'Open the credential, connect it, and sign in as the user it is done for.';

/** By the error codes of the login, see RFC 6749, section 5.2. */
const LOGIN_EXPLANATIONS: Explanations = {
	invalid_client: {
		message: 'Genesys Cloud does not know the OAuth client, or not with this secret',
		description:
			'Check Client ID, Client Secret and Region of the credential: a client is known in the region of its organization only. Without the secret a sign-in cannot be renewed: enter it, or connect the credential again.',
	},
	unauthorized_client: {
		message: 'The OAuth client has another grant type than the credential',
		description:
			'Choose the Grant Type in the credential that the OAuth client has in Genesys Cloud.',
	},
	invalid_grant: {
		message: 'The sign-in of the user has ended',
		description: CONNECT,
	},
	invalid_scope: {
		message: 'The OAuth client lacks a scope that it is asked for',
		description: 'Check the scopes of the OAuth client in Genesys Cloud.',
	},
	signIn: {
		message: 'Genesys Cloud gave no token',
		description: 'Check the credential, and connect it again.',
	},
	noLogin: {
		message: 'Something other than the login of Genesys Cloud answered',
		description:
			'Check the Region or the Login Base URL of the credential, and whether a proxy stands before the login.',
	},
};

const EXPLANATIONS: Explanations = {
	...LOGIN_EXPLANATIONS,
	'400': {
		message: 'Genesys did not accept a value of this request',
		description: 'Compare the fields of this node with the reason that Genesys gives.',
	},
	'not.a.client': {
		message: 'This can only be done with client credentials, and the credential is that of a user',
		description: 'Use a credential with the grant type Client Credentials.',
	},
	'not.a.user': noUser,
	'postino.error.reply.no.userid': noUser,
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
	refused: {
		message: 'Nothing answers at the address of Genesys Cloud',
		description:
			'Check the Region or the addresses of the credential, and that the server is running.',
	},
	unknownHost: {
		message: 'The host of Genesys Cloud is not known',
		description:
			'Check the Region or the addresses of the credential, and the DNS of the machine that n8n runs on.',
	},
	'429': {
		message: 'Genesys Cloud is receiving too many requests',
		description:
			'An OAuth client may send 300 requests a minute. Lower Concurrency, or raise Max Retries in the options of this node.',
	},
};

const hasToken = ({ oauthTokenData }: ICredentialDataDecryptedObject) =>
	Boolean((oauthTokenData as { access_token?: unknown } | undefined)?.access_token);

/** n8n has no clear word for a credential that nobody has connected. */
function lacks(data: ICredentialDataDecryptedObject): Explanation | undefined {
	if (data.grantType === 'clientCredentials') {
		if (data.clientId && data.clientSecret) return undefined;
		return {
			message: 'The credential has no Client ID or no Client Secret',
			description: 'Enter those of an OAuth client with the grant type Client Credentials.',
		};
	}
	if (hasToken(data)) return undefined;
	return { message: 'Nobody has signed in with this credential', description: CONNECT };
}

const cloudOAuth2: ApiCredential = {
	name: 'genesysCloudOAuth2Api',
	displayName: 'Genesys Cloud OAuth2 API',
	authentication: 'cloudOAuth2',
	label: 'OAuth2',
	secrets: ['clientSecret', 'access_token', 'refresh_token'],
	renews: 'unseen',
	lacks,
	fetchesToken: (data) => !hasToken(data),
};

/** The platform API of Genesys Cloud. Lists come as `{ entities, pageCount? }`, what a search found as `{ results, … }`, all else bare. */
export const cloud: Api = {
	basePath: '/api/v2',
	credentials: [cloudOAuth2],
	// A search that has found nothing may leave its list out.
	envelope: {
		rows: (body) => body.entities ?? body.results ?? (body.total === 0 ? [] : undefined),
	},
	// A text in place of JSON was sent by something else.
	isFailure: (body) => typeof body === 'string' && body !== '',
	explanations: EXPLANATIONS,
};
