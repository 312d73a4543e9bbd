import type { Channel, CloudClient, CloudUser } from '../simulator';
import type { Credential, N8nRest, SavedCredential } from '../tools/n8n';
import { MODEL_KEY, MODEL_PATH } from './modelStandIn';
import { APP_KEY, KEY_HEADER, MAIL_KEY, MCP_TOKEN, SMS_KEY, TICKET_KEY } from './standIns';

/** What the credentials are made from; the simulator has all of it. */
export interface GenesysAccess {
	url: string;
	apiKey: string;
	appSecret: string;
	clientId: string;
	clientSecret: string;
	control: {
		messaging: { channels: () => Channel[] };
		cloudLogin: { listClients: () => CloudClient[]; listUsers: () => CloudUser[] };
	};
}

/** A user that every simulator has. */
const USER = { username: 'agent', password: 'agent-password' };

/** The credential of Genesys Cloud that a user has to connect. */
const CLOUD_USER = 'Genesys Cloud (user)';

/** The credentials that the example workflows refer to, by these names. */
export function demoCredentials(access: GenesysAccess): Credential[] {
	const { url: baseUrl, apiKey, appSecret, clientId, clientSecret, control } = access;
	const channel = (name: string, channelType: string) => {
		const found = control.messaging.channels().find(({ type }) => type === channelType);
		const { id: channelId, secret: channelSecret, ccid: contactCenterId } = found as Channel;
		const data = { baseUrl, apiKey: '', contactCenterId, channelId, channelSecret };
		return {
			name,
			type: 'genesysMessagingChannelApi',
			data: { ...data, previousChannelSecret: '' },
		};
	};
	const cloud = (name: string, grantType: string, grant: CloudClient['grant']) => {
		const found = control.cloudLogin.listClients().find((client) => client.grant === grant);
		const { id, secret } = found as CloudClient;
		const data = { region: 'custom', apiUrl: baseUrl, loginUrl: baseUrl };
		return {
			name,
			type: 'genesysCloudOAuth2Api',
			data: { ...data, grantType, clientId: id, clientSecret: secret },
		};
	};
	return [
		{ name: 'Genesys API', type: 'genesysApi', data: { baseUrl, apiKey } },
		{
			name: 'Genesys Token API',
			type: 'genesysTokenApi',
			data: { baseUrl, apiKey, clientId, clientSecret, grantType: 'password', ...USER },
		},
		{
			name: 'Genesys Webhook API',
			type: 'genesysWebhookApi',
			data: { appSecret, previousAppSecret: '' },
		},
		channel('Genesys SMS Channel', 'sms'),
		channel('Genesys Email Channel', 'email'),
		{
			name: 'Genesys Web Services API',
			type: 'genesysWebServicesApi',
			data: { baseUrl, apiPath: '/api/v2', user: USER.username, password: USER.password },
		},
		cloud('Genesys Cloud (client)', 'clientCredentials', 'CLIENT_CREDENTIALS'),
		cloud(CLOUD_USER, 'pkce', 'CODE'),
	];
}

/** Keys of the stand-ins. They never change, so that a saved one is as it was or is the user's own. */
const STAND_IN_CREDENTIALS: Credential[] = [
	...Object.entries({
		'SMS Provider': SMS_KEY,
		'Mail Sender': MAIL_KEY,
		'Ticket System': TICKET_KEY,
		'Customer App': APP_KEY,
	}).map(([name, value]) => ({ name, type: 'httpHeaderAuth', data: { name: KEY_HEADER, value } })),
	{ name: 'MCP Client Token', type: 'httpBearerAuth', data: { token: MCP_TOKEN } },
];

/** The model has another port at each start. */
const modelCredential = (standInsUrl: string): Credential => ({
	name: 'OpenAI',
	type: 'openAiApi',
	data: { apiKey: MODEL_KEY, url: `${standInsUrl}${MODEL_PATH}` },
});

/** True when the credential was pointed at something other than a server on this machine. */
async function isUsersOwn(rest: N8nRest, { id }: SavedCredential): Promise<boolean> {
	const { data = {} } = await rest.call<{ data?: Record<string, string | undefined> }>(
		'GET',
		`/credentials/${id}?includeData=true`,
	);
	if (data.region !== undefined && data.region !== 'custom') return true;
	// With regions, the Base URL is made from what was entered.
	const address = data.url ?? (data.region === undefined ? data.baseUrl : data.apiUrl);
	return address !== undefined && !address.startsWith('http://127.0.0.1:');
}

/** Signs the user in at the simulator, as a person does who presses Connect in the editor. */
export async function connectUser(
	rest: N8nRest,
	id: string,
	{ control }: GenesysAccess,
): Promise<void> {
	const [{ email: username, password }] = control.cloudLogin.listUsers();
	const address = await rest.call<string>('GET', `/oauth2-credential/auth?id=${id}`);
	const body = new URLSearchParams({ username, password });
	const { headers } = await fetch(address, { method: 'POST', body, redirect: 'manual' });
	const { pathname, search } = new URL(headers.get('location') ?? '', address);
	await rest.call('GET', pathname.replace(/^\/rest/, '') + search);
}

/**
 * Creates the credentials, or brings those of an earlier run up to date, since the simulator may
 * have another port now. One that the user pointed at a Genesys of their own stays as it is.
 */
export async function ensureCredentials(
	rest: N8nRest,
	access: GenesysAccess,
	standInsUrl: string,
): Promise<void> {
	const saved = await rest.listCredentials();
	const find = (wanted: Credential) =>
		saved.find(({ name, type }) => name === wanted.name && type === wanted.type);
	for (const credential of STAND_IN_CREDENTIALS) {
		if (!find(credential)) await rest.createCredential(credential);
	}
	for (const credential of [...demoCredentials(access), modelCredential(standInsUrl)]) {
		const known = find(credential);
		if (known && (await isUsersOwn(rest, known))) continue;
		const { id } = known
			? await rest.updateCredential(known.id, credential)
			: await rest.createCredential(credential);
		// The simulator forgets its tokens when it ends; n8n asks for those of a client by itself.
		if (credential.name === CLOUD_USER) await connectUser(rest, id, access);
	}
}
