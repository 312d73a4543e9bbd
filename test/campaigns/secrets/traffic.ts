import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { note, noteFields } from './registry';

const REQUEST = 'http.server.request.start';
/** Of a body; what is longer is a file. */
const MOST_BYTES = 64 * 1024;
/** The tests' own requests, by `fetch`, which n8n does not use. */
const OWN = 'node';

/**
 * Takes note of every secret that is used at a server of this process, however it came to be: keys, tokens, passwords, cookies, and signatures
 * of links, as n8n sends them, and tokens as they are handed out. It takes note of each request as well, since a server that no
 * credential names must be given none of them.
 *
 * @returns what ends it
 */
export function watchTraffic(): () => void {
	subscribe(REQUEST, onRequest);
	return () => void unsubscribe(REQUEST, onRequest);
}

/** Does something whose requests are nobody's business. */
export async function unwatched<T>(work: () => Promise<T>): Promise<T> {
	unsubscribe(REQUEST, onRequest);
	try {
		return await work();
	} finally {
		subscribe(REQUEST, onRequest);
	}
}

function onRequest(message: unknown): void {
	const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
	const origin = `http://127.0.0.1:${request.socket.localPort}`;
	if (request.headers['user-agent'] === OWN) return;
	const body: Buffer[] = [];
	// To listen for its data would make it flow before the server is ready for it.
	const push = request.push.bind(request);
	request.push = (chunk: Buffer | null, encoding?: BufferEncoding) => {
		if (chunk) body.push(chunk);
		return push(chunk, encoding);
	};
	const { method = '', url = '', rawHeaders } = request;
	response.once('close', () => {
		const sent = Buffer.concat(body).subarray(0, MOST_BYTES).toString('latin1');
		noteHeaders(request.headers);
		noteQuery(new URL(url, origin).searchParams);
		noteBody(sent, 'a request');
		note({ request: { origin, text: [`${method} ${url}`, ...rawHeaders, sent].join('\n') } });
	});
	if (/\/token(?:\?|$)/.test(url)) noteAnswer(response);
}

/** Tokens that are handed out may come to light without being used. */
function noteAnswer(response: ServerResponse): void {
	const end = response.end.bind(response) as (...args: unknown[]) => ServerResponse;
	response.end = (...args: unknown[]) => {
		const [body] = args;
		if (typeof body === 'string' || Buffer.isBuffer(body)) noteBody(String(body), 'an answer');
		return end(...args);
	};
}

function noteHeaders(headers: IncomingHttpHeaders): void {
	const { authorization = '', cookie = '' } = headers;
	const [scheme, value = ''] = authorization.split(' ');
	if (/^bearer$/i.test(scheme)) note({ secret: value, from: 'Bearer' });
	if (/^basic$/i.test(scheme)) {
		const [, password = ''] = /:(.*)/s.exec(Buffer.from(value, 'base64').toString()) ?? [];
		for (const secret of [password, decoded(password)]) note({ secret, from: 'Basic' });
	}
	for (const [, secret] of cookie.matchAll(/=([^;]+)/g))
		note({ secret: signatureOf(secret), from: 'cookie' });
	for (const [name, secret] of Object.entries(headers)) {
		if (/api-?key|csrf/i.test(name) && secret) note({ secret: String(secret), from: name });
	}
}

function noteQuery(query: URLSearchParams): void {
	for (const [name, secret] of query) {
		if (/^X-.*(?:signature|token)$/i.test(name)) note({ secret, from: `a link: ${name}` });
	}
}

/** Fields of JSON and of a form. */
function noteBody(body: string, from: string): void {
	try {
		const fields: unknown = body.startsWith('{')
			? JSON.parse(body)
			: Object.fromEntries(new URLSearchParams(body));
		if (typeof fields === 'object' && fields !== null) noteFields(fields, from);
	} catch {
		// Cut short, or something else.
	}
}

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

/** Of a JWT, what is secret: pieces of the rest, such as its times, are in any other JWT as well. */
const signatureOf = (text: string): string =>
	/^eyJ[\w-]+\.eyJ[\w-]+\.([\w-]+)$/.exec(text)?.[1] ?? text;
