import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import { onMissing, onStatus, SAYS, testRequest } from '../nodes/shared/apis/credentialTest';

/** API key of the Multicloud CX web APIs, sent as `x-api-key`. */
export class GenesysApi implements ICredentialType {
	name = 'genesysApi';

	displayName = 'Genesys API';

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
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'The key that your Genesys representative gave you',
		},
	];

	/** A function: n8n would evaluate an expression here again for every request. */
	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		return {
			...requestOptions,
			headers: { ...requestOptions.headers, 'x-api-key': credentials.apiKey as string },
		};
	}

	/**
	 * Counts the mail of an address nobody has: it needs nothing but the key, and changes nothing. Genesys may know the
	 * address as little as we do (404): its own envelope shows that it was Genesys who said so.
	 */
	test: ICredentialTestRequest = testRequest(
		'/nexus/v3/securemail/count',
		{ qs: { address: 'n8n-credential-test@example.invalid' }, accept: [404] },
		...onStatus('The server was reached, but it refused the API key. Check the API key.', 401, 403),
		onMissing(SAYS.notGenesys, 'status.code'),
	);
}
