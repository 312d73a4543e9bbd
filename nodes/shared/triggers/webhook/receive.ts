import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { isObject } from '../../transport/body';
import { parseJson } from '../../transport/json';
import { rawBodyOf } from './rawBody';
import { Rarely } from './rarely';
import type { RecentDeliveries } from './recentDeliveries';
import { answerAtEnd, settleOnceAnswered } from './respond';
import { webhookSecrets, type SecretCredential } from './secrets';
import { readSignature, verifySignature, type SignatureScheme } from './verify';

const refusals = new Rarely();

/** How a webhook is signed, and where its secret is. */
export interface SignedWebhook {
	credential: SecretCredential;
	signature: SignatureScheme;
}

/** A delivery whose signature is right. */
export interface Signed {
	/** As the bytes came. */
	body: Buffer;
	json: IDataObject;
	headers: IDataObject;
	/** `X-B3-TraceId`, by which Genesys finds it in its logs. */
	traceId?: string;
}

/** What to do with a delivery whose signature is right. */
export interface Accepted {
	/** The same for every redelivery, and for no other delivery. */
	id: string;
	/** What Genesys is answered. */
	answer: IDataObject;
	/** One item each; none when nothing is to be started. */
	output: IDataObject[];
	/** A redelivery starts nothing. */
	once: boolean;
	/** When it is answered, in n8n's words: once its execution is registered, or when its workflow has finished. */
	responseMode: 'onReceived' | 'lastNode';
}

/**
 * One delivery of a signed webhook: the signature first, over the bytes as they came; then what `read` makes of it.
 *
 * Answers 401 when the signature is not right, 503 when that cannot be told just now, 400 when the body is no JSON
 * object, and else 200: once n8n has registered the execution or the workflow has succeeded, or when there is nothing to start.
 * A copy is answered 503 when it has waited long enough for the first one: to be delivered again, since 200 could lose it.
 */
export async function receiveSigned(
	context: IWebhookFunctions,
	{ credential, signature }: SignedWebhook,
	recent: RecentDeliveries,
	read: (delivery: Signed) => Accepted,
): Promise<IWebhookResponseData> {
	const headers = context.getHeaderData() as IDataObject;
	const header = headers[signature.header] as string | undefined;
	// What anybody can send must cost next to nothing.
	const malformed = readSignature(signature, header);
	if (typeof malformed === 'string') return unauthorized(context, malformed);
	const body = await rawBodyOf(context);
	if (!body) return unauthorized(context, 'its body could not be read');
	const secrets = await webhookSecrets(context, credential);
	// To be delivered again, when the credential can be read.
	if (!secrets) return later(context);
	const rejection = verifySignature(signature, body, header, secrets);
	if (rejection) return unauthorized(context, rejection);

	const json = jsonOf(body);
	if (!isObject(json)) return answer(context, 400, { error: 'The body is not a JSON object' });
	const traceId = headers['x-b3-traceid'];
	const traced = typeof traceId === 'string' ? { traceId } : {};
	const accepted = read({ body, json, headers, ...traced });
	if (accepted.output.length === 0) return answer(context, 200, accepted.answer);
	// A test event may be sent as often as the user likes.
	return accepted.once && context.getMode() !== 'manual'
		? await takeOnce(context, recent, accepted)
		: started(context, accepted);
}

/** IDs beyond 2^53 are text then: as numbers, two messages could have the same. A byte order mark is no part of JSON. */
function jsonOf(body: Buffer): unknown {
	try {
		return parseJson(body.toString('utf8').replace(/^\ufeff/, ''));
	} catch {
		return undefined;
	}
}

/** Ends the request here and starts nothing. */
function answer(
	context: IWebhookFunctions,
	status: number,
	body: IDataObject,
): IWebhookResponseData {
	context.getResponseObject().status(status).json(body);
	return { noWebhookResponse: true };
}

const later = (context: IWebhookFunctions) => answer(context, 503, { error: 'Try again later' });

/** The same few words whatever was wrong, so that a stranger learns nothing; the reason is in n8n's log. */
function unauthorized(context: IWebhookFunctions, reason: string): IWebhookResponseData {
	const { id, name } = context.getNode();
	const { id: workflowId } = context.getWorkflow();
	const unsaid = refusals.count([workflowId, id, reason].join(':'));
	if (unsaid !== undefined) {
		const more = unsaid > 0 ? `, as ${unsaid} before it` : '';
		context.logger.warn(`"${name}" did not accept a delivery: ${reason}${more}`, {
			workflowId,
			node: name,
		});
	}
	return answer(context, 401, { error: 'Unauthorized' });
}

/**
 * Hands a delivery over to n8n once. It is remembered only when n8n has taken it and answered 200; anything else leaves it to
 * be delivered again.
 */
export async function takeOnce(
	context: IWebhookFunctions,
	recent: RecentDeliveries,
	accepted: Omit<Accepted, 'once'>,
): Promise<IWebhookResponseData> {
	const { id: workflowId } = context.getWorkflow();
	const claim = await recent.claim([workflowId, context.getNode().id, accepted.id].join(':'));
	if (claim === 'undecided') return later(context);
	if (claim === 'taken') return answer(context, 200, accepted.answer);
	return started(context, accepted, claim.settle);
}

/** Starts an execution; n8n answers once it is registered, or when it has ended. */
function started(
	context: IWebhookFunctions,
	{ answer: webhookResponse, output, responseMode }: Omit<Accepted, 'once'>,
	settle: (taken: boolean) => void = () => {},
): IWebhookResponseData {
	const response = context.getResponseObject();
	if (responseMode === 'lastNode') answerAtEnd(response, webhookResponse, settle);
	else settleOnceAnswered(response, settle);
	return { webhookResponse, workflowData: [output.map((json) => ({ json }))] };
}
