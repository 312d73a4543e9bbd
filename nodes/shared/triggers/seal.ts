import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
/** Bytes of its nonce and of its tag. */
const NONCE = 12;
const TAG = 16;

/**
 * Seals texts that are saved where others can read them than those who know the credential, such as the cookies of a session in the data
 * of a workflow. What was sealed opens with the same secrets and the same purpose only.
 */
export class Seal {
	private readonly key?: Buffer;

	/**
	 * @param secrets that were drawn by chance, such as API keys; a password could be guessed by trying. Without any, nothing is sealed
	 * @param purpose what else must be the same
	 */
	constructor(secrets: readonly string[], purpose: string) {
		const known = secrets.filter(Boolean);
		if (known.length === 0) return;
		this.key = createHash('sha256')
			.update(JSON.stringify([purpose, ...known]))
			.digest();
	}

	/** @returns the sealed text, undefined when there is nothing to seal it with */
	close(text: string): string | undefined {
		if (!this.key) return undefined;
		const nonce = randomBytes(NONCE);
		const cipher = createCipheriv(CIPHER, this.key, nonce);
		const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
		return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64');
	}

	/** @returns the text, undefined when it was sealed with anything else */
	open(sealed: unknown): string | undefined {
		if (!this.key || typeof sealed !== 'string') return undefined;
		const bytes = Buffer.from(sealed, 'base64');
		try {
			const decipher = createDecipheriv(CIPHER, this.key, bytes.subarray(0, NONCE), {
				authTagLength: TAG,
			});
			decipher.setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
			return (
				decipher.update(bytes.subarray(NONCE + TAG), undefined, 'utf8') + decipher.final('utf8')
			);
		} catch {
			return undefined;
		}
	}
}
