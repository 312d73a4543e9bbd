import type { ICredentialType, INodeProperties } from 'n8n-workflow';

/** The secret with which a webhook is signed: the Interactions webhook, or that of an open messaging integration. */
export class GenesysWebhookApi implements ICredentialType {
	name = 'genesysWebhookApi';

	displayName = 'Genesys Webhook API';

	icon = {
		light: 'file:../icons/genesys.svg',
		dark: 'file:../icons/genesys.dark.svg',
	} as const;

	documentationUrl =
		'https://github.com/n8n-nodes-genesys/n8n-nodes-genesys/blob/main/docs/credentials.md';

	properties: INodeProperties[] = [
		{
			displayName: 'App Secret',
			name: 'appSecret',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description:
				'Genesys Cloud: the Outbound Notification Webhook Signature Secret Token of the open messaging integration. Interactions webhook: the secret agreed with your Genesys representative.',
		},
		{
			displayName: 'Previous App Secret',
			name: 'previousAppSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'While the secret is being changed: the old one, so that deliveries signed with either are accepted. Empty it afterwards.',
		},
	];
}
