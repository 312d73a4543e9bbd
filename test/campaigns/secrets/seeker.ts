import { readingsOf } from './encodings';

/** A part of a secret that was found where it must not be. */
export interface Hit {
	secret: string;
	/** What is there of it. */
	part: string;
	/** How the bytes were read. */
	how: string;
	/** What stands around it. */
	around: string;
}

/** Characters: as docs/architecture.md has it, less of a secret is of no use to anybody. */
const PIECE = 8;
/** So many of a secret that is made of hexadecimal digits, such as a UUID: 8 of those are alike by chance. */
const PIECE_OF_DIGITS = 14;
/** Words are sought as a whole, and only when they are more than everybody uses. */
const SHORTEST_WORDS = 11;
const BLOCK = 4;
/** Bytes that are read at a time, and of the ones before that are read again. */
const CHUNK = 4 * 1024 * 1024;
const OVERLAP = 4 * 1024;

const isWords = (secret: string) =>
	/^[a-z]+(?:[ +-][a-z0-9]{1,12})*$/i.test(secret) && !/\d.*\d/.test(secret);

/** How many characters in a row of a secret count as found; 0 when it cannot be sought. */
export function pieceOf(secret: string): number {
	if (isWords(secret.trim())) return secret.length >= SHORTEST_WORDS ? secret.length : 0;
	const piece = /^[0-9a-f-]+$/i.test(secret) ? PIECE_OF_DIGITS : PIECE;
	return secret.length >= piece ? piece : 0;
}

/**
 * Finds parts of secrets in bytes, in every encoding. It is written apart from `nodes/shared/transport/secrets.ts`, which it
 * judges: this one reads bytes, that one looks at words.
 */
export class Seeker {
	readonly secrets: Buffer[];
	private readonly pieces: number[];
	/** Where each four bytes of a secret stand: number of the secret and offset in it. */
	private readonly blocks = new Map<number, Array<[number, number]>>();
	private readonly mayBe = new Uint8Array(1 << 20);
	/** Bytes that were looked through, in all readings. */
	read = 0;

	constructor(secrets: Iterable<string>) {
		// A form writes a blank as plus.
		const written = [...secrets].flatMap((secret) => [secret, secret.replaceAll(' ', '+')]);
		const sought = [...new Set(written)].filter((secret) => pieceOf(secret) > 0);
		this.secrets = sought.map((secret) => Buffer.from(secret));
		this.pieces = sought.map(pieceOf);
		this.secrets.forEach((secret, number) => {
			for (let at = 0; at + BLOCK <= secret.length; at += BLOCK) {
				const block = secret.readUInt32LE(at);
				this.mayBe[hash(block)] = 1;
				const known = this.blocks.get(block);
				if (known) known.push([number, at]);
				else this.blocks.set(block, [[number, at]]);
			}
		});
	}

	/** What of the secrets is in these bytes. */
	find(bytes: Buffer): Hit[] {
		const hits = new Map<string, Hit>();
		for (let at = 0; at < bytes.length; at += CHUNK) {
			const chunk = bytes.subarray(Math.max(0, at - OVERLAP), at + CHUNK);
			for (const { how, bytes: reading } of readingsOf(chunk)) {
				this.read += reading.length;
				for (const hit of this.findPlain(reading)) {
					const found = { ...hit, how: how.join(', ') || 'plain' };
					hits.set(`${found.secret} ${found.how}`, found);
				}
			}
		}
		return [...hits.values()];
	}

	private findPlain(bytes: Buffer): Array<Omit<Hit, 'how'>> {
		const hits: Array<Omit<Hit, 'how'>> = [];
		const { mayBe, blocks } = this;
		if (bytes.length < BLOCK) return hits;
		let block = bytes.readUInt32LE(0) << 8;
		for (let at = 0; at + BLOCK <= bytes.length; at++) {
			block = (block >>> 8) | (bytes[at + 3] << 24);
			if (mayBe[hash(block >>> 0)] === 0) continue;
			for (const [number, offset] of blocks.get(block >>> 0) ?? []) {
				const secret = this.secrets[number];
				let [start, end] = [0, BLOCK];
				while (offset + start > 0 && bytes[at + start - 1] === secret[offset + start - 1]) start--;
				while (offset + end < secret.length && bytes[at + end] === secret[offset + end]) end++;
				if (end - start < this.pieces[number]) continue;
				hits.push({
					secret: secret.toString(),
					part: bytes.toString('utf8', at + start, at + end),
					around: bytes
						.toString('latin1', Math.max(0, at - 120), at + 80)
						.replace(/[^\x20-\x7e]/g, '.'),
				});
			}
		}
		return hits;
	}
}

const hash = (block: number) => Math.imul(block, 0x9e3779b1) >>> 12;
