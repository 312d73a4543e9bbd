import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import { ofChannel } from '../nodes/shared/apis/channel';

/** A channel of Third-Party Messaging: what names it, and the secret that signs its messages both ways. */
export class GenesysMessagingChannelApi implements ICredentialType {
	name = 'genesysMessagingChannelApi';

	displayName = 'Genesys Messaging Channel API';

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
			displayName: 'Contact Center ID',
			name: 'contactCenterId',
			type: 'string',
			required: true,
			default: '',
			description: 'ID of the contact center that the channel belongs to, sent as x-ccid',
		},
		{
			displayName: 'Channel ID',
			name: 'channelId',
			type: 'string',
			required: true,
			default: '',
			description: 'ID of the channel that your Genesys representative set up',
		},
		{
			displayName: 'Channel Secret',
			name: 'channelSecret',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'The secret of the channel. It signs what is sent, and verifies what arrives.',
		},
		{
			displayName: 'Previous Channel Secret',
			name: 'previousChannelSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'While the secret is being changed: the old one, so that deliveries signed with either are accepted. What is sent is signed with the current one. Empty it afterwards.',
		},
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'Only if the gateway before Genesys asks for one, sent as x-api-key',
		},
	];

	/** Signs the bytes that are sent. */
	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		return await ofChannel(credentials, requestOptions);
	}
}
