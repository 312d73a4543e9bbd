import { createHmac, timingSafeEqual } from 'node:crypto';

/** Why a delivery was not accepted; safe to log, since it says nothing about the secret or the digest. */
export type Rejection = 'no signature' | 'malformed signature' | 'wrong signature' | 'no secret';

/**
 * Checks `X-Hub-Signature: sha1=<hex HMAC-SHA1 of the request body, keyed with the secret>`, as the Interactions
 * webhook and the messaging webhook of Genesys send it.
 *
 * @param body the bytes as they arrived; a parsed and serialised body would have other bytes
 * @param header value of the header, several when it was sent more than once
 * @param secrets those that are valid now: the current one, and the previous one while it is being changed
 * @returns undefined when the signature is right, else the reason
 */
export function verifySignature(
	body: Buffer,
	header: string | string[] | undefined,
	secrets: readonly string[],
): Rejection | undefined {
	const known = secrets.filter((secret) => secret !== '');
	if (known.length === 0) return 'no secret';
	if (header === undefined || header === '') return 'no signature';
	const digest = digestOf(header);
	if (!digest) return 'malformed signature';

	let right = false;
	for (const secret of known) {
		// Every secret is tried, so that the time taken does not tell which one matched.
		const expected = createHmac('sha1', secret).update(body).digest();
		right = timingSafeEqual(expected, digest) || right;
	}
	return right ? undefined : 'wrong signature';
}

function digestOf(header: string | string[]): Buffer | undefined {
	if (typeof header !== 'string') return undefined;
	const match = /^sha1=([0-9a-f]{40})$/i.exec(header.trim());
	return match ? Buffer.from(match[1], 'hex') : undefined;
}
