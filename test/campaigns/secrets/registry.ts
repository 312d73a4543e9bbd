import { appendFileSync, existsSync, readFileSync, rmSync } from 'node:fs';

/** What was told to the registry, in the order in which it was. */
export type Note =
	| { secret: string; from: string }
	/** Of a server that a credential names, so that it may have what is in it. */
	| { origin: string }
	| { request: ReceivedRequest };

/** What a server of the tests was sent. */
export interface ReceivedRequest {
	/** Of the server. */
	origin: string;
	/** Request line and headers, one after the other, and the beginning of the body. */
	text: string;
}

const SECRET_FIELD = /(?:api_?key|secret|password|token)$/i;

/** Test files and the end of the run share what they know in a file beside the folder of n8n. */
const file = () => {
	const folder = process.env.N8N_TEST_FOLDER;
	if (!folder)
		throw new Error('N8N_TEST_FOLDER is not set: run the tests with their own jest.config.js');
	return `${folder}.secrets.jsonl`;
};

const noted = new Set<string>();

/** Writes down what is not written down yet, and no request to a server that is known to be named by a credential. */
export function note(one: Note): void {
	const line = JSON.stringify(one);
	const keyOf = (text: string) => `${file()} ${text}`;
	const isKnown =
		'request' in one && noted.has(keyOf(JSON.stringify({ origin: one.request.origin })));
	if (isKnown || noted.has(keyOf(line))) return;
	noted.add(keyOf(line));
	appendFileSync(file(), `${line}\n`);
}

/** Takes note of what a credential, or anything else with such fields, holds of secrets and of servers that may have them. */
export function noteFields(data: object, from: string): void {
	for (const [name, value] of Object.entries(data) as Array<[string, unknown]>) {
		if (typeof value === 'object' && value !== null) noteFields(value, from);
		if (typeof value !== 'string' || value === '') continue;
		if (SECRET_FIELD.test(name)) note({ secret: value, from: `${from}: ${name}` });
		if (name === 'authorizationCode' || (name === 'code' && 'grant_type' in data))
			noteCode(value, `${from}: ${name}`);
		if (/url$/i.test(name) && URL.canParse(value.trim())) {
			note({ origin: new URL(value.trim()).origin });
		}
	}
}

/** A code as it is, or in the address that a browser was sent back to with it. */
function noteCode(value: string, from: string): void {
	const [, code = value] = /[?&]code=([^&]+)/.exec(value) ?? [];
	note({ secret: decodeURIComponent(code), from });
}

/** All that was written down so far. */
export function notes() {
	const lines = existsSync(file()) ? readFileSync(file(), 'utf8').trimEnd().split('\n') : [];
	const all = lines.filter(Boolean).map((line) => JSON.parse(line) as Note);
	const secrets = new Map<string, string>();
	const origins = new Set<string>();
	const requests: ReceivedRequest[] = [];
	for (const one of all) {
		if ('secret' in one) secrets.set(one.secret, secrets.get(one.secret) ?? one.from);
		else if ('origin' in one) origins.add(one.origin);
		else requests.push(one.request);
	}
	return { secrets, origins, requests };
}

/** Forgets everything. */
export const clearNotes = () => rmSync(file(), { force: true });
