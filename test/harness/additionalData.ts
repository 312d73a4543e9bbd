import type {
	ICredentialDataDecryptedObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INodeParameters,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import { credentialType } from './package';

export type Credentials = Record<string, ICredentialDataDecryptedObject>;

/** Counts what the tests assert about credentials. */
export interface CredentialUse {
	decrypted: number;
	/** How often n8n stored a credential again, because its token was renewed. */
	stored?: number;
}

/** What a credential type extends, as n8n's server looks it up. */
const PARENTS: Record<string, string[]> = {
	genesysCloudOAuth2Api: ['oAuth2Api'],
	genesysOAuth2Api: ['oAuth2Api'],
};

/** The fields of a credential as a node is given them: with their defaults, and without those that are not shown. */
export async function asDecrypted(
	type: string,
	data: ICredentialDataDecryptedObject,
): Promise<ICredentialDataDecryptedObject> {
	const { properties } = await credentialType(type);
	if (PARENTS[type]) return { ...data };
	const shown = NodeHelpers.getNodeParameters(
		properties,
		data as INodeParameters,
		true,
		false,
		null,
		null,
	);
	return shown as ICredentialDataDecryptedObject;
}

/**
 * What n8n's server adds to its engine, reduced to what the engine asks for. Credentials are decrypted and applied as n8n
 * does it: a function `authenticate` of the credential class sees the request that is then sent.
 */
export function additionalData(
	credentials: Credentials,
	use: CredentialUse = { decrypted: 0 },
): IWorkflowExecuteAdditionalData {
	const base = 'http://127.0.0.1:5678/';
	const store = (type: string, changes: ICredentialDataDecryptedObject) => {
		use.stored = (use.stored ?? 0) + 1;
		credentials[type] = { ...credentials[type], ...changes };
	};
	return {
		currentNodeExecutionIndex: 0,
		hooks: { runHook: async () => {}, handlers: {} },
		variables: {},
		externalSecretsProxy: { hasProvider: () => false },
		restApiUrl: `${base}rest`,
		instanceBaseUrl: base,
		webhookBaseUrl: `${base}webhook`,
		webhookTestBaseUrl: `${base}webhook-test`,
		webhookWaitingBaseUrl: `${base}webhook-waiting`,
		formWaitingBaseUrl: `${base}form-waiting`,
		logAiEvent: () => {},
		setExecutionStatus: () => {},
		credentialsHelper: {
			getParentTypes: (type: string) => PARENTS[type] ?? [],
			isCredentialUsableByNode: () => true,
			preAuthentication: async (
				{ helpers }: IHttpRequestHelper,
				data: ICredentialDataDecryptedObject,
				type: string,
				_node: unknown,
				expired: boolean,
			) => {
				const { preAuthentication, properties } = await credentialType(type);
				const token = properties.find(({ typeOptions }) => typeOptions?.expirable)?.name;
				if (!preAuthentication || !token || (data[token] && !expired)) return undefined;
				const output = (await preAuthentication.call({ helpers }, data)) as typeof data;
				if (output[token] === undefined) return undefined;
				store(type, output);
				return Object.assign(data, output);
			},
			updateCredentialsOauthTokenData: async (
				_node: unknown,
				type: string,
				{ oauthTokenData }: ICredentialDataDecryptedObject,
			) => store(type, { oauthTokenData }),
			runPreAuthentication: async () => undefined,
			getDecrypted: async (_data: unknown, _node: unknown, type: string) => {
				use.decrypted += 1;
				const data = credentials[type];
				if (!data) throw new Error(`The test has no credential of type ${type}`);
				return await asDecrypted(type, data);
			},
			authenticate: async (
				data: ICredentialDataDecryptedObject,
				type: string,
				request: IHttpRequestOptions,
			) => {
				const { authenticate } = await credentialType(type);
				if (typeof authenticate !== 'function') throw new Error(`${type} has no authenticate()`);
				return await authenticate.call(await credentialType(type), data, request);
			},
		},
	} as unknown as IWorkflowExecuteAdditionalData;
}
