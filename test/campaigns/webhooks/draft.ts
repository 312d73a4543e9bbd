import { digestOf, signatureOf, type Target } from './target';

/** Changes a delivery, and notes what is true of it then. */
export type Change = (draft: Draft) => void;

/** A choice by the seed of the case. */
export interface Choice {
	/** A whole number from 0, below the limit. */
	below: (limit: number) => number;
	of: <T>(all: readonly T[]) => T;
}

export const choiceOf = (next: () => number): Choice => {
	const below = (limit: number) => Math.floor(next() * limit);
	return { below, of: (all) => all[below(all.length)] };
};

/** A delivery while it is being changed: what is sent, and what is true of it. */
export interface Draft {
	readonly target: Target;
	readonly choice: Choice;
	/** By which an execution is known again: sent as trace id, which is not signed. */
	readonly mark: string;
	/** The ID of what is delivered, as JSON. */
	id: string;
	/** What the product means to say; n8n has it when the content encoding is off. */
	body: Buffer;
	/** What it says: something, nothing to start anything with, something that may be neither, or no JSON object. */
	says: 'thing' | 'nothing' | 'unsure' | 'no object';
	/** IDs that the items have to name; undefined when the change is one of the ID itself. */
	ids?: string[];
	contentType?: string;
	/** The bytes on the wire, when they are not those of the body; broken when nobody can take the encoding off. */
	encoded?: { name: string; bytes: Buffer; broken?: boolean };
	/** Lines of the header; none when there is no signature. */
	signature: string[];
	/** What the header must be called. */
	signatureHeader: string;
	/** Whether the signature is that of the body. */
	signed: boolean;
	/** The digest is not even of the right form: known without the credential. */
	malformed: boolean;
	/** More header lines, as they are. */
	headers: Array<[string, string]>;
	method: string;
	/** What comes after the address of the webhook. */
	suffix: string;
	version: string;
	framing: Framing;
	/** Milliseconds between two pieces of what is sent. */
	pace?: number;
	/** Another head of the request, for what no HTTP client would send. */
	spoil?: (head: string) => string;
	/** The first of the copies is sent by one who does not wait for the answer. */
	leaves?: boolean;
	/** Another delivery, which is sent after this one. */
	then?: Draft;
	/** What n8n, or Node.js below it, makes of it before the node is asked. */
	before?: Fate;
	/** How often the same is sent, and whether at once. */
	copies: number;
	atOnce: boolean;
}

export type Framing = 'length' | 'chunked' | 'none' | 'too long' | 'too short' | 'twice' | 'both';

/** What may become of a delivery. */
export interface Fate {
	/** One of these is answered. */
	statuses: number[];
	/** The connection may end without an answer. */
	mayEnd?: boolean;
	/** Whether the node decides. */
	byNode: boolean;
	/** Whether the credential has to be read for it. */
	reads: boolean;
}

export function draftOf(target: Target, choice: Choice, mark: string): Draft {
	const id = JSON.stringify(mark);
	const body = Buffer.from(target.product.body(id, ''));
	const { scheme } = target.product;
	return {
		...{ target, choice, mark, id, body, says: 'thing', ids: [mark] },
		contentType: 'application/json',
		signature: [signatureOf(scheme, body, target.secret)],
		signatureHeader: scheme.header,
		...{ signed: true, malformed: false, headers: [], method: 'POST', suffix: '', version: '1.1' },
		...{ framing: 'length', copies: 1, atOnce: false },
	};
}

/** Says something else, and signs it rightly: a change of the body comes before all others. */
export function say(draft: Draft, body: Buffer | string, says: Draft['says'] = 'thing'): void {
	const { product, secret } = draft.target;
	draft.body = Buffer.from(body as string);
	draft.says = says;
	draft.signature = [signatureOf(product.scheme, draft.body, secret)];
}

const node = (status: number, reads = true): Fate => ({ statuses: [status], byNode: true, reads });
const n8n = (...statuses: number[]): Fate => ({ statuses, byNode: false, reads: false });

/** n8n takes 16 MiB. */
export const MOST_BYTES = 16 * 1024 * 1024;

/** What has to become of it. n8n reads the body ahead where it knows the content type, and the node does for all others. */
export function fateOf(draft: Draft): Fate {
	const { contentType = '', encoded, body, malformed, signed, says, before } = draft;
	if (before) return before;
	const type = contentType.toLowerCase().split(';')[0];
	const isReadAhead = /^(application\/json|text\/plain|application\/x-www-form-urlencoded)/;
	const isUnreadable = encoded?.broken === true || body.length > MOST_BYTES;
	if (type === 'multipart/form-data') return { ...node(401, false), statuses: [400, 401] };
	if (isReadAhead.test(type)) {
		if (isUnreadable) return { ...n8n(413, 500), mayEnd: true };
		if (body.length > 0 && !isParsed(type, contentType, body)) return n8n(422);
	}
	// A big body that nobody reads breaks the connection in which it comes.
	if (malformed) return { ...node(401, false), mayEnd: draft.body.length > 60_000 };
	if (isUnreadable) return { ...node(401, false), mayEnd: true };
	if (!signed) return node(401);
	return node(says === 'no object' ? 400 : 200);
}

/** Whether n8n can parse what it is told that it is. */
function isParsed(type: string, contentType: string, bytes: Buffer): boolean {
	const charset = /;\s*charset="?([^;"]+)/i.exec(contentType)?.[1].toLowerCase() ?? 'utf-8';
	try {
		const text = bytes.toString(charset as BufferEncoding);
		if (type === 'application/json') JSON.parse(text.replace(/^\ufeff/, ''));
		return true;
	} catch {
		return false;
	}
}

/** What has to pass the trigger of a delivery and its copies. */
export interface Expected {
	/** Executions, at least and at most. */
	least: number;
	most: number;
	/** What the items of each name; undefined when that is left open. */
	ids?: string[];
}

/** What has to pass the trigger. */
export function expectedOf(draft: Draft): Expected {
	const { says, copies, leaves, target, ids } = draft;
	const isTaken = draft.before === undefined && fateOf(draft).statuses[0] === 200;
	if (!isTaken || says === 'nothing') return { least: 0, most: 0 };
	const most = target.once ? 1 : copies;
	return { least: says === 'unsure' ? 0 : leaves ? 1 : most, most, ids };
}

/** What no answer and no line of a log may show. */
export const secretsOf = ({ target, body, encoded }: Draft): string[] =>
	[target.secret, target.previous].flatMap((secret) =>
		secret === undefined
			? []
			: [
					secret,
					JSON.stringify(secret).slice(1, -1),
					digestOf(target.product.scheme, body, secret),
					...(encoded ? [digestOf(target.product.scheme, encoded.bytes, secret)] : []),
				],
	);
