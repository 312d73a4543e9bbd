import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { Simulator } from '../../simulator';
import type { Credentials } from './additionalData';
import { CALLBACK } from './signIn';

/** Credentials of every kind for a simulator, as n8n holds them after a user has set them up. */
export const keyCredential = ({ url, apiKey }: Simulator): Credentials => ({
	genesysApi: { baseUrl: url, apiKey },
});

/** Connected: with the tokens that n8n keeps after the sign-in. */
export async function oAuth2Credential(sim: Simulator, username = 'agent'): Promise<Credentials> {
	const token = await sim.control.auth.issueToken(username);
	const data = {
		baseUrl: sim.url,
		apiKey: sim.apiKey,
		clientId: sim.clientId,
		clientSecret: sim.clientSecret,
		grantType: 'authorizationCode',
		authUrl: `${sim.url}/auth/v3/oauth/authorize`,
		accessTokenUrl: `${sim.url}/auth/v3/oauth/token`,
		scope: '*',
		authentication: 'header',
		oauthTokenData: {
			access_token: token.accessToken,
			refresh_token: token.refreshToken,
			token_type: 'bearer',
		},
	};
	return { genesysOAuth2Api: data as unknown as ICredentialDataDecryptedObject };
}

export const tokenCredential = (sim: Simulator, more = {}): Credentials => ({
	genesysTokenApi: {
		sessionToken: '',
		baseUrl: sim.url,
		apiKey: sim.apiKey,
		clientId: sim.clientId,
		clientSecret: sim.clientSecret,
		grantType: 'password',
		username: 'agent',
		password: 'agent-password',
		refreshToken: '',
		...more,
	},
});

/** As it is after it was entered: nobody has signed in yet. */
export const signInCredential = (sim: Simulator, more = {}): Credentials =>
	tokenCredential(sim, {
		grantType: 'authorizationCode',
		redirectUri: CALLBACK,
		authorizationCode: '',
		...more,
	});

/** With a token that holds, so that none is fetched. */
export const signedInCredential = (sim: Simulator, username = 'agent'): Credentials =>
	tokenCredential(sim, { sessionToken: sim.control.auth.issueToken(username).accessToken });

export const channelCredential = (sim: Simulator, more = {}): Credentials => ({
	genesysMessagingChannelApi: {
		baseUrl: sim.url,
		apiKey: '',
		contactCenterId: 'demo-ccid',
		channelId: 'sms-channel',
		channelSecret: 'demo-channel-secret',
		previousChannelSecret: '',
		...more,
	},
});

/** Connected: with the token that n8n keeps after a user, or the client itself, has signed in. */
export function cloudCredential(sim: Simulator, kind: 'user' | 'client' = 'user'): Credentials {
	const byUser = kind === 'user';
	const [user] = sim.control.cloudLogin.listUsers();
	const clientId = byUser ? 'cloud-app' : 'cloud-client';
	const token = sim.control.cloudLogin.issueToken(byUser ? { userId: user.id } : { clientId });
	const data = {
		region: 'custom',
		apiUrl: sim.url,
		loginUrl: sim.url,
		baseUrl: sim.url,
		clientId,
		clientSecret: `${clientId}-secret`,
		grantType: byUser ? 'pkce' : 'clientCredentials',
		authUrl: `${sim.url}/oauth/authorize`,
		accessTokenUrl: `${sim.url}/oauth/token`,
		scope: '',
		authentication: 'header',
		oauthTokenData: {
			access_token: token.accessToken,
			refresh_token: token.refreshToken,
			token_type: 'bearer',
		},
	};
	return { genesysCloudOAuth2Api: data as unknown as ICredentialDataDecryptedObject };
}

/** An agent of Web Services, by user name and password. */
export const webServicesCredential = ({ url }: Simulator, more = {}): Credentials => ({
	genesysWebServicesApi: {
		...{ baseUrl: url, apiPath: '/api/v2', user: 'agent', password: 'agent-password' },
		...more,
	},
});
