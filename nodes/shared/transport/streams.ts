import type { IExecuteFunctions } from 'n8n-workflow';
import { jsonParse } from 'n8n-workflow';

/** Node.js' stream of that name, which shipped code may not import. */
export type Readable = Exclude<
	Parameters<IExecuteFunctions['helpers']['prepareBinaryData']>[0],
	Buffer
>;

/** An error message is no longer than this. */
const MOST_CHARACTERS = 64 * 1024;

/**
 * The beginning of a body that came as a stream, as JSON if it is that; `''` when it cannot be read. What is no stream is
 * returned as it is.
 */
export async function readJson(body: unknown): Promise<unknown> {
	if (!isStream(body)) return body;
	let text = '';
	try {
		for await (const chunk of body) {
			text += String(chunk);
			if (text.length > MOST_CHARACTERS) break;
		}
	} catch {
		return '';
	}
	return jsonParse<unknown>(text, { fallbackValue: text });
}

export function isStream(body: unknown): body is Readable {
	return typeof (body as Readable | null)?.pipe === 'function';
}
