import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import { isObject } from './body';
import { PIECE } from './secrets';

/** How the answers of an API are wrapped. A part that is missing means: not at all. */
export interface Envelope {
	/** The one thing that an answer is about. */
	thing?: (body: IDataObject) => unknown;
	/** The rows of a list. */
	rows?: (body: IDataObject) => unknown;
	/** What only the envelope tells, such as that the request was carried out in part. */
	remarks?: (body: IDataObject) => IDataObject;
}

const NO_CONTENT = 204;

const ADVICE =
	'Check that the Base URL of the credential leads to a Genesys web API. Before you repeat a request that changes something, look whether it was carried out.';

/** The answer to an `ApiRequest`: status 2xx and no failure in the body, or a status that the request accepts. */
export class ApiResponse {
	constructor(
		readonly status: number,
		/** Header names in lower case. */
		readonly headers: IDataObject,
		/** Parsed JSON; a string when the answer was something else; `''` when there was no body. A `Readable` when the request asked for a stream. */
		readonly body: unknown,
		private readonly envelope: Envelope = {},
	) {}

	/** What only the envelope tells. */
	get remarks(): IDataObject {
		return isObject(this.body) ? (this.envelope.remarks?.(this.body) ?? {}) : {};
	}

	/** The content, whatever it is: what the API wraps, or the body where it wraps nothing. The page of a redirect is none. */
	get content(): unknown {
		if (this.status >= 300 && this.status < 400) return undefined;
		const { thing } = this.envelope;
		return isObject(this.body) && thing ? thing(this.body) : this.body;
	}

	/** The one thing that was asked for. @throws UserError when something else came */
	thing(): IDataObject {
		const { content } = this;
		if (isObject(content)) return content;
		throw unexpected(content, 'one thing');
	}

	/**
	 * The rows of the list that was asked for, as objects; HTTP 204 is an empty list.
	 *
	 * @throws UserError when something else came
	 */
	rows(): IDataObject[] {
		if (this.status === NO_CONTENT) return [];
		const { rows } = this.envelope;
		const list = isObject(this.body) && rows ? rows(this.body) : this.body;
		if (!Array.isArray(list)) throw unexpected(list, 'a list');
		return list.map((row: unknown) => (isObject(row) ? row : { value: row as IDataObject }));
	}

	/** The rows of an answer that is not documented: those of a list, or the one thing that came. @throws as `rows` */
	undocumentedRows(): IDataObject[] {
		const { content } = this;
		const isThing = typeof content === 'object' && !Array.isArray(content);
		return isThing ? [this.thing()] : this.rows();
	}
}

function unexpected(content: unknown, wanted: string): UserError {
	return new UserError(`Genesys sent ${nameOf(content)} in place of ${wanted}`, {
		description: ADVICE,
	});
}

function nameOf(content: unknown): string {
	if (content === undefined || content === null || content === '') return 'an empty answer';
	if (Array.isArray(content)) return 'a list';
	if (typeof content === 'object') return 'one thing';
	const text = String(content);
	// What is longer can have any length, and repeat a part of a secret.
	return text.length < PIECE ? `the ${typeof content} "${text}"` : `a long ${typeof content}`;
}
