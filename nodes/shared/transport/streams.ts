import type { IExecuteFunctions } from 'n8n-workflow';
import { jsonOrText } from './json';
import { pause } from './pause';

/** Node.js' stream of that name, which shipped code may not import. */
export type Readable = Exclude<
	Parameters<IExecuteFunctions['helpers']['prepareBinaryData']>[0],
	Buffer
>;

/** An error message is no longer than this. */
export const MOST_CHARACTERS = 64 * 1024;

/** Whether a body came as a stream. */
export function isStream(body: unknown): body is Readable {
	return typeof (body as Readable | null)?.pipe === 'function';
}

/**
 * The beginning of a body that came as a stream, as JSON if it is that; `''` when it cannot be read, or does not end in
 * so many milliseconds. What is not a stream is returned as it is.
 */
export async function readJson(body: unknown, patience: number): Promise<unknown> {
	if (!isStream(body)) return body;
	let done = false;
	const reading = textOf(body)
		.catch(() => '')
		.finally(() => (done = true));
	const text = await Promise.race([reading, pause(patience, () => done)]);
	return jsonOrText(text ?? '');
}

async function textOf(body: Readable): Promise<string> {
	let text = '';
	for await (const chunk of body) {
		text += String(chunk);
		if (text.length > MOST_CHARACTERS) break;
	}
	return text;
}

/** Bytes: what gives less in all its time only pretends to move. */
const LEAST_PIECE = 1024;

/**
 * Calls `stalled` when a stream has given nothing for so many milliseconds, or less than `LEAST_PIECE`. A stream that waits for
 * the next bytes cannot be destroyed by itself: its request has to be aborted.
 */
export function watch(stream: Readable, patience: number, stalled: () => void) {
	let last = Date.now();
	let ended = false;
	let given = 0;
	const note = (piece: Uint8Array) => {
		given += piece.length;
		if (given < LEAST_PIECE) return;
		given = 0;
		last = Date.now();
	};
	// A listener starts the stream: this one comes with that of whoever reads it, so that nothing is missed.
	stream.on('newListener', function join(event) {
		if (event !== 'data' && event !== 'readable') return;
		stream.off('newListener', join);
		stream.on('data', note);
	});
	// An error that comes when nobody reads any more would end the process.
	stream.on('error', () => {});
	void (async () => {
		while (!ended && Date.now() - last < patience) {
			await pause(last + patience - Date.now(), () => ended);
		}
		if (!ended) stalled();
	})();
	return { end: () => (ended = true) };
}
