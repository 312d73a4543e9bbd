import type { Credential, N8nRest, SavedCredential } from './lib';

/** What the credentials are made from; the simulator has all of it. */
export interface GenesysAccess {
	url: string;
	apiKey: string;
	appSecret: string;
}

/** The credentials that the example workflows refer to, by these names. */
export function demoCredentials({ url, apiKey, appSecret }: GenesysAccess): Credential[] {
	return [
		{ name: 'Genesys API', type: 'genesysApi', data: { baseUrl: url, apiKey } },
		{
			name: 'Genesys Webhook API',
			type: 'genesysWebhookApi',
			data: { appSecret, previousAppSecret: '' },
		},
	];
}

/** True when the credential was pointed at something else than a server on this machine. */
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
	for (const credential of demoCredentials(access)) {
		const known = saved.find(
			({ name, type }) => name === credential.name && type === credential.type,
		);
		if (!known) await rest.createCredential(credential);
		else if (!(await isUsersOwn(rest, known))) await rest.updateCredential(known.id, credential);
	}
}
