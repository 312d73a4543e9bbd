import { createHmac, timingSafeEqual, type Hmac } from 'node:crypto';

/** `sha1=` and the hex HMAC-SHA1 of the body's UTF-8 bytes, as the X-Hub-Signature header carries it. */
export function sign(body: string, secret: string): string {
	return `sha1=${createHmac('sha1', secret).update(body, 'utf8').digest('hex')}`;
}

/**
 * Checks an `X-Hub-Signature` as `sign` makes it (lower-case hex) against bytes that come in pieces.
 * Any of the secrets will do: while a secret is changed, two are valid.
 */
export class SignatureCheck {
	private readonly hmacs: Hmac[];

	constructor(secrets: string[]) {
		this.hmacs = secrets.map((secret) => createHmac('sha1', secret));
	}

	update(bytes: Uint8Array): this {
		for (const hmac of this.hmacs) hmac.update(bytes);
		return this;
	}

	/** Ends the check. @returns index of the secret that was used, -1 when none of them was */
	match(signature: string): number {
		const sent = Buffer.from(signature);
		return this.hmacs.findIndex((hmac) => {
			const right = Buffer.from(`sha1=${hmac.digest('hex')}`);
			return sent.length === right.length && timingSafeEqual(sent, right);
		});
	}
}
