import { createHmac } from 'node:crypto';
import type { IHttpRequestOptions } from 'n8n-workflow';
import type { StreamedBody } from '../transport/api';

/**
 * A request with `X-Hub-Signature: sha1=<hex HMAC-SHA1 of the exact bytes of the body>`, as Third-Party Messaging asks
 * for. JSON is serialised here, so that what is signed is what is sent; a streamed body is read once more for it. No body
 * is signed as an empty one, which the documents leave open.
 *
 * @param secret of the channel
 */
export async function signed(
	request: IHttpRequestOptions,
	secret: string,
): Promise<IHttpRequestOptions> {
	const body = bytesOf(request.body);
	const hmac = createHmac('sha1', secret);
	if (isStreamed(body)) for await (const chunk of body.stream()) hmac.update(chunk);
	else if (body) hmac.update(body);
	return {
		...request,
		...(body ? { body: body as IHttpRequestOptions['body'] } : {}),
		headers: {
			...(body && !isStreamed(body) ? { 'Content-Type': 'application/json' } : {}),
			...request.headers,
			'X-Hub-Signature': `sha1=${hmac.digest('hex')}`,
		},
	};
}

function bytesOf(body: unknown): Buffer | StreamedBody | undefined {
	if (body === undefined || body === null) return undefined;
	if (isStreamed(body) || Buffer.isBuffer(body)) return body;
	return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
}

function isStreamed(body: unknown): body is StreamedBody {
	return typeof (body as StreamedBody | undefined)?.stream === 'function';
}
