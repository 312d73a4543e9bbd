import { createHash } from 'node:crypto';

/** Milliseconds for which the same bytes without an id count as one message. */
const SAME_WORDS_MS = 10 * 60_000;

/** Stands for what a delivery says: the same for the same bytes, and for no others. */
export const fingerprint = (bytes: Buffer | string): string =>
	createHash('sha256').update(bytes).digest('hex').slice(0, 32);

/**
 * The ten minutes that it is now in. The same words can be said twice: what has no id is known by its bytes for that
 * time only.
 */
export const currentSpan = (): number => Math.floor(Date.now() / SAME_WORDS_MS);
