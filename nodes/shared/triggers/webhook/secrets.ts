import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	IHookFunctions,
	INodeCredentialTestResult,
	IWebhookFunctions,
} from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { SecretCache } from './secretCache';

/** A credential type that holds a secret, and the one before it while that is being changed: its fields. */
export interface SecretCredential {
	type: string;
	current: string;
	previous: string;
}

/** The Interactions webhook. */
export const webhookCredential: SecretCredential = {
	type: 'genesysWebhookApi',
	current: 'appSecret',
	previous: 'previousAppSecret',
};

/** A channel of Third-Party Messaging, whose secret signs both ways. */
export const channelCredential: SecretCredential = {
	type: 'genesysMessagingChannelApi',
	current: 'channelSecret',
	previous: 'previousChannelSecret',
};

const cache = new SecretCache();

/**
 * The secrets of the node's credential, the current one first. A manual test always reads them anew.
 *
 * @returns an empty list when there is no credential or no secret in it: nothing can be accepted then; undefined when it
 * cannot be read just now
 */
export async function webhookSecrets(
	context: IWebhookFunctions,
	credential: SecretCredential,
): Promise<string[] | undefined> {
	const { type } = credential;
	const reference = context.getNode().credentials?.[type];
	if (!reference) return [];
	const read = async () => secretsOf(credential, await context.getCredentials(type));
	const secrets = context.getMode() === 'manual' ? new SecretCache() : cache;
	const source = { read, logger: context.logger };
	return await secrets.get(`${type}:${reference.id}`, reference.name, source);
}

/** @throws NodeOperationError when the node has no secret, so that it is not activated without one */
export async function requireSecret(
	context: IHookFunctions,
	credential: SecretCredential,
): Promise<void> {
	const { type } = credential;
	const data = context.getNode().credentials?.[type] && (await context.getCredentials(type));
	if (data && secretsOf(credential, data).length > 0) return;
	throw new NodeOperationError(context.getNode(), 'This trigger has no secret', {
		description:
			'Without it no delivery can be verified, and none is accepted. Choose a credential that holds the secret.',
	});
}

/**
 * The test of a credential that only holds secrets. No Genesys API tells whether a secret is the right one, so this
 * finds the mistakes that can be seen: none set, white space copied along, twice the same.
 */
export async function testSecret(
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const { appSecret = '', previousAppSecret = '' } = (credential.data ?? {}) as Record<
		string,
		string
	>;
	const problem = problemOf(appSecret, previousAppSecret);
	return problem
		? { status: 'Error', message: problem }
		: {
				status: 'OK',
				message: 'The secret is set. Whether it is the right one shows with the first delivery.',
			};
}

function problemOf(current: string, previous: string): string | undefined {
	if (current === '') return 'The app secret is empty: no delivery would be accepted.';
	if (current !== current.trim() || previous !== previous.trim()) {
		return 'A secret begins or ends with white space. Was it copied along?';
	}
	if (current === previous) return 'Both secrets are the same. Leave the previous one empty.';
	return undefined;
}

/** A previous secret alone does not count: it is only there while the current one takes over. */
function secretsOf(
	{ current, previous }: SecretCredential,
	data: ICredentialDataDecryptedObject,
): string[] {
	if (!data[current]) return [];
	return [data[current], data[previous]].filter(
		(secret): secret is string => typeof secret === 'string' && secret !== '',
	);
}
