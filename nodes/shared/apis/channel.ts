import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	IDataObject,
	IHttpRequestOptions,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import { path } from '../transport/path';
import { holdsSecret, LEFT_OUT, secretsIn } from '../transport/secrets';
import { SAYS } from './credentialTest';
import { hasEnvelope } from './engage';
import { signed } from './signature';

const TIMEOUT_MS = 30_000;

/** Fields of the credential of a channel that must not show in an error. */
export const CHANNEL_SECRETS = ['apiKey', 'channelSecret', 'previousChannelSecret'];

/** A request of a messaging channel: signed, with the contact center, and with the API key if there is one. */
export async function ofChannel(
	{ contactCenterId, channelSecret, apiKey }: ICredentialDataDecryptedObject,
	request: IHttpRequestOptions,
): Promise<IHttpRequestOptions> {
	const headers = {
		...request.headers,
		'x-ccid': String(contactCenterId).trim(),
		...(apiKey ? { 'x-api-key': apiKey as string } : {}),
	};
	return await signed({ ...request, headers }, String(channelSecret));
}

/**
 * The test of a messaging channel: asks for a media file that nobody has, which needs all of the credential to be right, and
 * changes nothing. A channel that does not exist is answered 404 as well ("Channel 1234567890 not found"), so that the words
 * decide, which no declared rule of n8n can.
 */
export async function testChannel(
	this: ICredentialTestFunctions,
	{ data = {} }: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const channelId = String(data.channelId).trim();
	let answer: Answer;
	try {
		answer = await ask(this.helpers, data, channelId);
	} catch (error) {
		const { message } = error as Error;
		return failed(
			error instanceof UserError ? message : `The Base URL could not be reached: ${message}`,
		);
	}
	const problem = problemOf(answer, channelId, secretsIn(data, CHANNEL_SECRETS));
	return problem ? failed(problem) : { status: 'OK', message: 'Connection successful!' };
}

/** Tests of credentials are given n8n's older helper only. @throws UserError when there can be no such channel */
async function ask(
	{ request }: ICredentialTestFunctions['helpers'],
	data: ICredentialDataDecryptedObject,
	channelId: string,
): Promise<Answer> {
	const base = String(data.baseUrl).trim().replace(/\/+$/, '');
	const uri = `${base}/nexus/v3${path`/channels/${channelId}/media/n8n-credential-test`}`;
	const { headers } = await ofChannel(data, { method: 'GET', url: uri });
	return (await request({
		method: 'GET',
		uri,
		headers,
		json: true,
		timeout: TIMEOUT_MS,
		simple: false,
		resolveWithFullResponse: true,
		followRedirect: false,
	})) as Answer;
}

interface Answer {
	statusCode: number;
	body?: IDataObject | string;
}

function problemOf(
	{ statusCode, body }: Answer,
	channelId: string,
	secrets: readonly string[],
): string | undefined {
	if (statusCode >= 300 && statusCode < 400) return SAYS.redirected;
	if (statusCode === 401) {
		return 'Genesys was reached, but it did not accept the signature. Check the channel secret.';
	}
	if (statusCode === 403) {
		return 'Genesys was reached, but it refused the contact center ID or the API key.';
	}
	if (!hasEnvelope(body)) return SAYS.notGenesys;
	const words = String((body as { status: IDataObject }).status.message ?? '');
	if (statusCode === 404) {
		const unknown = /^\s*channel\b.*\bnot found/i.test(words);
		return unknown ? `Genesys knows no channel "${channelId}". Check the channel ID.` : undefined;
	}
	if (statusCode < 300) return undefined;
	const shown = holdsSecret(words, secrets) ? `what it said is ${LEFT_OUT}` : words;
	return `Genesys answered HTTP ${statusCode}: ${shown}`;
}

function failed(message: string): INodeCredentialTestResult {
	return { status: 'Error', message };
}
