import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

const KEY_REFUSED = 'The server was reached, but it refused the API key. Check the API key.';
const NOT_GENESYS =
	'The server answers, but not as a Genesys web API. Check the Base URL: it has no path such as /nexus/v3.';

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
			description: 'Address of the Genesys web APIs, without a path such as /nexus/v3',
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

	/** Counts the mail of an address nobody has: it needs nothing but the key, and changes nothing. */
	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{ $credentials.baseUrl.replace(/\\/+$/, "") }}',
			url: '/nexus/v3/securemail/count',
			qs: { address: 'n8n-credential-test@example.invalid' },
		},
		// n8n checks both kinds of rule in one list; its type allows only lists of one kind.
		rules: [
			statusRule(401, KEY_REFUSED),
			statusRule(403, KEY_REFUSED),
			statusRule(404, NOT_GENESYS),
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
