import { createCipheriv, createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** The bytes of a file, made as they are read: the same ones each time. */
export interface Content {
	size: number;
	/** @param end the byte after the last one */
	read(start: number, end: number): Readable;
}

const BLOCK = 16;
const CHUNK = 64 * 1024;

/** Pseudo-random bytes that cannot be compressed; any part of them is as cheap as the beginning. */
export function randomContent(size: number, seed: string): Content {
	const key = createHash('sha256').update(seed).digest().subarray(0, BLOCK);
	return {
		size,
		read(start, end) {
			// AES in counter mode: the key stream can be entered at any block.
			const counter = Buffer.alloc(BLOCK);
			counter.writeBigUInt64BE(BigInt(Math.floor(start / BLOCK)), 8);
			const skipped = start % BLOCK;
			const zeros = Buffer.alloc(CHUNK);
			function* chunks() {
				const cipher = createCipheriv('aes-128-ctr', key, counter);
				cipher.update(zeros.subarray(0, skipped));
				for (let at = start; at < end; at += CHUNK) {
					yield cipher.update(zeros.subarray(0, Math.min(CHUNK, end - at)));
				}
			}
			return Readable.from(chunks(), { objectMode: false });
		},
	};
}

/** Small files: made anew at each reading, so that many of them need no memory. */
export function madeContent(make: () => Uint8Array): Content {
	return {
		size: make().length,
		read(start, end) {
			return Readable.from([Buffer.from(make()).subarray(start, end)], { objectMode: false });
		},
	};
}

/** SHA-256 in hexadecimal. */
export async function sha256({ size, read }: Content): Promise<string> {
	const hash = createHash('sha256');
	await pipeline(read(0, size), hash);
	return hash.digest('hex');
}
