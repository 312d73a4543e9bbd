import { createHmac, timingSafeEqual } from 'node:crypto';

/** Why a delivery was not accepted; safe to log, since it says nothing about the secret or the digest. */
export type Rejection = 'no signature' | 'malformed signature' | 'wrong signature' | 'no secret';

/** How a webhook is signed: `<header>: <algorithm>=<HMAC of the request body, keyed with the secret>`. */
export interface SignatureScheme {
	/** In small letters, as Node.js has it. */
	header: string;
	algorithm: 'sha1' | 'sha256';
	encoding: 'hex' | 'base64';
}

/** `X-Hub-Signature: sha1=<hex>` */
export const hubSignature: SignatureScheme = {
	header: 'x-hub-signature',
	algorithm: 'sha1',
	encoding: 'hex',
};

/** `X-Hub-Signature-256: sha256=<base64>` */
export const hubSignature256: SignatureScheme = {
	header: 'x-hub-signature-256',
	algorithm: 'sha256',
	encoding: 'base64',
};

const BYTES = { sha1: 20, sha256: 32 };

/**
 * Checks the signature of a delivery.
 *
 * @param body the bytes as they arrived; a parsed and serialised body would have other bytes
 * @param header value of the header, several when it was sent more than once
 * @param secrets those that are valid now: the current one, and the previous one while it is being changed
 * @returns undefined when the signature is right, else the reason
 */
export function verifySignature(
	scheme: SignatureScheme,
	body: Buffer,
	header: string | string[] | undefined,
	secrets: readonly string[],
): Rejection | undefined {
	const digest = readSignature(scheme, header);
	if (typeof digest === 'string') return digest;
	const known = secrets.filter((secret) => secret !== '');
	if (known.length === 0) return 'no secret';

	let right = false;
	for (const secret of known) {
		// Every secret is tried, so that the time taken does not tell which one matched.
		const expected = createHmac(scheme.algorithm, secret).update(body).digest();
		right = timingSafeEqual(expected, digest) || right;
	}
	return right ? undefined : 'wrong signature';
}

/** The digest that the header of a delivery holds, or why it holds none: that can be told without the secret. */
export function readSignature(
	scheme: SignatureScheme,
	header: string | string[] | undefined,
): Buffer | Rejection {
	if (header === undefined || header === '') return 'no signature';
	return digestOf(header, scheme) ?? 'malformed signature';
}

function digestOf(
	header: string | string[],
	{ algorithm, encoding }: SignatureScheme,
): Buffer | undefined {
	if (typeof header !== 'string') return undefined;
	const [, name = '', text = ''] = /^(\w+)=(\S+)$/.exec(header.trim()) ?? [];
	const digest = Buffer.from(text, encoding);
	// Node.js leaves out what it cannot decode, so it is written again and compared.
	const written = encoding === 'hex' ? text.toLowerCase() : text;
	const complete = digest.length === BYTES[algorithm] && digest.toString(encoding) === written;
	return name.toLowerCase() === algorithm && complete ? digest : undefined;
}
