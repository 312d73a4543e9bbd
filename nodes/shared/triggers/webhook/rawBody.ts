import type { IWebhookFunctions } from 'n8n-workflow';

/** A request as n8n hands it to a webhook node: with its bytes, or with the means to read them. */
interface RawRequest {
	rawBody?: Buffer;
	readRawBody?: () => Promise<void>;
}

/**
 * The bytes of the request body. n8n reads them ahead for the content types that it parses, and leaves the others to
 * the node.
 *
 * @returns undefined when they cannot be had any more (multipart forms are consumed while n8n parses them)
 */
export async function rawBodyOf(context: IWebhookFunctions): Promise<Buffer | undefined> {
	const request = context.getRequestObject() as unknown as RawRequest;
	try {
		if (!request.rawBody) await request.readRawBody?.();
	} catch (error) {
		context.logger.debug('The body of a webhook delivery could not be read', { error });
	}
	return request.rawBody;
}
