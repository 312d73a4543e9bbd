import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import { signed } from '../nodes/shared/apis/signature';

const NOT_GENESYS =
	'The server answers, but not as a Genesys web API. Check the Base URL: it has no path such as /nexus/v3.';

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
			description: 'Address of the Genesys web APIs, without a path such as /nexus/v3',
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
		const { contactCenterId, channelSecret, apiKey } = credentials;
		return await signed(
			{
				...requestOptions,
				headers: {
					...requestOptions.headers,
					'x-ccid': String(contactCenterId).trim(),
					...(apiKey ? { 'x-api-key': apiKey as string } : {}),
				},
			},
			String(channelSecret),
		);
	}

	/**
	 * Asks for a media file that nobody has: it needs the signature and the contact center to be right, and changes
	 * nothing. A channel that does not exist is answered 404 as well.
	 */
	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{ $credentials.baseUrl.replace(/\\/+$/, "") }}',
			url: '=/nexus/v3/channels/{{ encodeURIComponent($credentials.channelId.trim()) }}/media/n8n-credential-test',
			// n8n looks at the rules for a status only when that is an error.
			ignoreHttpStatusErrors: { ignore: true, except: [400, 401, 403] },
		},
		// n8n checks both kinds of rule in one list; its type allows only lists of one kind.
		rules: [
			statusRule(400, NOT_GENESYS),
			statusRule(
				401,
				'Genesys was reached, but it did not accept the signature. Check the channel secret.',
			),
			statusRule(403, 'Genesys was reached, but it refused the contact center ID or the API key.'),
			{
				type: 'responseSuccessBody',
				properties: { key: 'status.code', value: undefined, message: NOT_GENESYS },
			},
		] as ICredentialTestRequest['rules'],
	};
}

function statusRule(value: number, message: string) {
	return { type: 'responseCode' as const, properties: { value, message } };
}
