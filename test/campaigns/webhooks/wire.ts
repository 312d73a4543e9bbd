import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Draft } from './draft';

/** Milliseconds after which a connection counts as hung. */
const LONGEST = 60_000;

/** How it is sent. */
interface Manner {
	/** Milliseconds between two pieces. */
	pace?: number;
	/** This side of the connection ends after them, though more was promised. */
	half?: boolean;
	/** It is not waited for the answer. */
	leaves?: boolean;
}

/** What came of a request. */
export interface Outcome {
	/** None when the connection ended without an answer. */
	status?: number;
	body: string;
	/** Nothing came, and the connection stayed open. */
	hung: boolean;
}

/** The bytes of a delivery, in the pieces in which they are sent. @param path of the webhook */
export function piecesOf(draft: Draft, path: string): Buffer[] {
	const sent = draft.encoded?.bytes ?? draft.body;
	const lines = [
		`${draft.method} ${path}${draft.suffix} HTTP/${draft.version}`,
		'Host: 127.0.0.1',
		'Connection: close',
		`X-B3-TraceId: ${draft.mark}`,
		...(draft.contentType === undefined ? [] : [`Content-Type: ${draft.contentType}`]),
		...(draft.encoded ? [`Content-Encoding: ${draft.encoded.name}`] : []),
		...draft.signature.map((value) => `${draft.signatureHeader}: ${value}`),
		...draft.headers.map(([name, value]) => `${name}: ${value}`),
		...framed(draft, sent.length),
	];
	const text = `${lines.join('\r\n')}\r\n\r\n`;
	const head = Buffer.from(draft.spoil ? draft.spoil(text) : text, 'latin1');
	if (draft.framing === 'chunked' || draft.framing === 'both') {
		return [head, ...chunksOf(draft, sent)];
	}
	if (draft.pace === undefined) return [Buffer.concat([head, sent])];
	const all = Buffer.concat([head, sent]);
	const length = Math.ceil(all.length / (2 + draft.choice.below(12)));
	return Array.from({ length: Math.ceil(all.length / length) }, (_, index) =>
		all.subarray(index * length, (index + 1) * length),
	);
}

function framed({ framing }: Draft, length: number): string[] {
	const line = (value: number) => `Content-Length: ${value}`;
	switch (framing) {
		case 'none':
			return [];
		case 'chunked':
			return ['Transfer-Encoding: chunked'];
		case 'too long':
			return [line(length + 10)];
		case 'too short':
			return [line(length - 10)];
		case 'twice':
			return [line(length), line(length - 1)];
		case 'both':
			return [line(length), 'Transfer-Encoding: chunked'];
		case 'length':
			return [line(length)];
	}
}

function chunksOf({ choice }: Draft, bytes: Buffer): Buffer[] {
	const pieces: Buffer[] = [];
	const largest = 1 + choice.of([0, 7, 300, 65_535]);
	const least = Math.ceil(bytes.length / 200);
	for (let at = 0; at < bytes.length;) {
		const chunk = bytes.subarray(at, at + Math.max(least, 1 + choice.below(largest)));
		pieces.push(Buffer.from(`${chunk.length.toString(16)}\r\n`), chunk, Buffer.from('\r\n'));
		at += chunk.length;
	}
	return [Buffer.concat([...pieces, Buffer.from('0\r\n\r\n')])];
}

/**
 * Sends the pieces over a connection of its own, and gives what comes until it ends.
 *
 * @returns no status when the connection ends without an answer
 */
export async function send(
	port: number,
	pieces: Buffer[],
	{ pace = 0, half = false, leaves = false }: Manner = {},
): Promise<Outcome> {
	const socket = connect({ port, host: '127.0.0.1', noDelay: true });
	const received: Buffer[] = [];
	let hung = false;
	socket.on('data', (chunk) => received.push(chunk));
	// A connection that is reset is told by what has come.
	socket.on('error', () => {});
	const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
	const timer = setTimeout(() => {
		hung = true;
		socket.destroy();
	}, LONGEST);
	for (const [index, piece] of pieces.entries()) {
		if (index > 0 && pace > 0) await sleep(pace);
		if (!socket.destroyed) socket.write(piece);
	}
	if (half) socket.end();
	if (leaves) socket.write('', () => socket.destroy());
	await closed;
	clearTimeout(timer);
	return { ...parsed(Buffer.concat(received).toString('latin1')), hung };
}

function parsed(text: string): Pick<Outcome, 'status' | 'body'> {
	const answer = text.replace(/^HTTP\/1\.1 100 [^]*?\r\n\r\n/, '');
	const status = /^HTTP\/1\.[01] (\d{3})/.exec(answer)?.[1];
	const at = answer.indexOf('\r\n\r\n');
	return {
		...(status === undefined ? {} : { status: Number(status) }),
		body: at < 0 ? '' : Buffer.from(answer.slice(at + 4), 'latin1').toString('utf8'),
	};
}
