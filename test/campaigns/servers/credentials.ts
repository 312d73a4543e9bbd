import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { Credentials } from '../../harness/additionalData';
import type { Recording } from './recordings';

const KEY = 'Kq7vXw/4811+"<z&9w';
const SECRET = 'Sv3tGb/2290+"<y&8x';
const TOKEN = 'Tb5-6673_hJ2mNw0ZcQ4r';
/** The token that is given in place of the one that the credential has. */
export const RENEWED = 'Nx2-5548_kQ8dYw1VbT6s';
const REFRESH = 'Rf1-3358_pL9sVd4XkB7m';
const PASSWORD = 'Pw8nHd/7142+"<u&5q';

/** A credential whose secrets look like nothing else, and what of it must not show. */
interface Secretive {
	credentials: Credentials;
	secrets: string[];
	/** What its server answers when it is asked for a token. */
	token: object;
}

/**
 * The credential of a recording for a server at this address.
 *
 * @param signsIn whether the token is to be fetched first
 * @param run what tells it from that of every other run, since tokens are kept for all who have the same credential
 */
export function secretive(
	{ way, parameters }: Pick<Recording, 'way' | 'parameters'>,
	baseUrl: string,
	signsIn: boolean,
	run: number,
): Secretive {
	const token = {
		...{ access_token: TOKEN, refresh_token: REFRESH },
		...{ token_type: 'bearer', expires_in: 900 },
	};
	const oAuth2 = {
		...{ baseUrl, clientId: 'client', clientSecret: SECRET, grantType: 'authorizationCode' },
		...{ authUrl: `${baseUrl}/auth/v3/oauth/authorize`, scope: '', authentication: 'header' },
		...{ accessTokenUrl: `${baseUrl}/auth/v3/oauth/token`, oauthTokenData: token },
	};
	const made: Record<string, [string, object, string[]]> = {
		apiKey: ['genesysApi', { baseUrl, apiKey: KEY }, [KEY]],
		oAuth2: ['genesysOAuth2Api', { ...oAuth2, apiKey: KEY }, [KEY, TOKEN]],
		token: [
			'genesysTokenApi',
			{
				...{ baseUrl, apiKey: KEY, clientId: `client-${run}`, clientSecret: SECRET },
				...{ grantType: 'password', username: 'agent', password: PASSWORD, refreshToken: '' },
				sessionToken: signsIn ? '' : TOKEN,
			},
			signsIn ? [KEY, SECRET, PASSWORD] : [KEY, TOKEN],
		],
		webServices: [
			'genesysWebServicesApi',
			{ baseUrl, apiPath: '/api/v2', user: 'agent', password: PASSWORD },
			[PASSWORD],
		],
		cloud: [
			'genesysCloudOAuth2Api',
			{ ...oAuth2, region: 'custom', apiUrl: baseUrl, loginUrl: baseUrl },
			[TOKEN],
		],
		channel: ['genesysMessagingChannelApi', channel('sms-channel', ''), [SECRET]],
		channelWithKey: ['genesysMessagingChannelApi', channel('email-channel', KEY), [SECRET, KEY]],
	};
	function channel(channelId: string, apiKey: string) {
		const contactCenterId = 'demo-ccid';
		return {
			baseUrl,
			apiKey,
			contactCenterId,
			channelId,
			channelSecret: SECRET,
			previousChannelSecret: '',
		};
	}
	const found = made[way];
	if (!found) throw new Error(`No credential for ${way}, ${JSON.stringify(parameters)}`);
	const [type, data, secrets] = found;
	return {
		credentials: { [type]: data as ICredentialDataDecryptedObject },
		secrets,
		token: { ...token, access_token: RENEWED },
	};
}
