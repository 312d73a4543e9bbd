import type { Channel } from '../simulator';
import type { Credential, N8nRest, SavedCredential } from '../tools/n8n';
import { KEY_HEADER, MAIL_KEY, SMS_KEY } from './standIns';

/** What the credentials are made from; the simulator has all of it. */
export interface GenesysAccess {
	url: string;
	apiKey: string;
	appSecret: string;
	clientId: string;
	clientSecret: string;
	control: { messaging: { channels: () => Channel[] } };
}

/** A user that every simulator has. */
const USER = { username: 'agent', password: 'agent-password' };

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
	];
}

/** Keys of the stand-ins. They never change, so that a saved one is as it was or is the user's own. */
const STAND_IN_CREDENTIALS: Credential[] = [
	{ name: 'SMS Provider', type: 'httpHeaderAuth', data: { name: KEY_HEADER, value: SMS_KEY } },
	{ name: 'Mail Sender', type: 'httpHeaderAuth', data: { name: KEY_HEADER, value: MAIL_KEY } },
];

/** True when the credential was pointed at something other than a server on this machine. */
async function isUsersOwn(rest: N8nRest, { id }: SavedCredential): Promise<boolean> {
	const { data } = await rest.call<{ data?: { baseUrl?: string } }>(
		'GET',
		`/credentials/${id}?includeData=true`,
	);
	return data?.baseUrl !== undefined && !data.baseUrl.startsWith('http://127.0.0.1:');
}

/**
 * Creates the credentials, or brings those of an earlier run up to date, since the simulator may
 * have another port now. One that the user pointed at a Genesys of their own stays as it is.
 */
export async function ensureCredentials(rest: N8nRest, access: GenesysAccess): Promise<void> {
	const saved = await rest.listCredentials();
	const find = (wanted: Credential) =>
		saved.find(({ name, type }) => name === wanted.name && type === wanted.type);
	for (const credential of STAND_IN_CREDENTIALS) {
		if (!find(credential)) await rest.createCredential(credential);
	}
	for (const credential of demoCredentials(access)) {
		const known = find(credential);
		if (!known) await rest.createCredential(credential);
		else if (!(await isUsersOwn(rest, known))) await rest.updateCredential(known.id, credential);
	}
}
