import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import { isObject, textOf } from './body';
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
	/** Whether the request was sent before, and may have been carried out then. */
	mayBeDone = false;

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

	/** The one thing that was asked for; it may have no fields. @throws UserError when something else came */
	thing(): IDataObject {
		const { content } = this;
		if (isObject(content)) return content;
		throw unexpected(nameOf(content), 'one thing');
	}

	/** @throws UserError when the content is an object without fields that stands for nothing: no envelope says that it was meant */
	checkThing(): void {
		const { body, content } = this;
		const isWrapped = isObject(body) && Object.values(body).includes(content as IDataObject);
		if (isEmpty(body) || (isEmpty(content) && !isWrapped))
			throw unexpected('an empty answer', 'one thing');
	}

	/** @throws UserError when a row of the list is nothing that could be output: null, or a list itself */
	checkRows(): void {
		const { list } = this;
		if (!Array.isArray(list)) return;
		const row: unknown = list.find((one) => typeof one === 'object' && !isObject(one));
		if (row !== undefined)
			throw unexpected(`a list with ${row === null ? 'null' : 'a list'}`, 'a row');
	}

	/**
	 * The rows of the list that was asked for, as objects: what is none becomes `{ value }`. HTTP 204 is an empty list.
	 *
	 * @throws UserError when something else came
	 */
	rows(): IDataObject[] {
		if (this.status === NO_CONTENT) return [];
		const { list } = this;
		if (!Array.isArray(list)) throw unexpected(nameOf(list), 'a list');
		return list.map((row: unknown) => (isObject(row) ? row : { value: row as IDataObject }));
	}

	private get list(): unknown {
		const { rows } = this.envelope;
		return isObject(this.body) && rows ? rows(this.body) : this.body;
	}

	/** The rows of an answer that is not documented: those of a list, or the one thing that came. @throws as `rows` */
	undocumentedRows(): IDataObject[] {
		const { content, list } = this;
		const isThing = typeof content === 'object' && !Array.isArray(content);
		const isList = !isThing || (isEmpty(content) && Array.isArray(list));
		return isList ? this.rows() : [this.thing()];
	}
}

/**
 * A check of an answer to what makes something: it names what was made by one of these fields, unless that was only accepted so far.
 *
 * @returns a function that throws a UserError when no field has a text or a number
 */
export const namesWhatWasMade =
	(...fields: readonly string[]) =>
	({ content, remarks }: ApiResponse): void => {
		const made = isObject(content) ? content : {};
		if (remarks.accepted || fields.some((field) => textOf(made[field]))) return;
		throw new UserError(`Genesys took the request, but its answer has no ${fields.join(' or ')}`, {
			description: ADVICE,
		});
	};

const unexpected = (sent: string, wanted: string) =>
	new UserError(`Genesys sent ${sent} in place of ${wanted}`, { description: ADVICE });

const isEmpty = (content: unknown) => isObject(content) && Object.keys(content).length === 0;

function nameOf(content: unknown): string {
	if (content === undefined || content === null || content === '') return 'an empty answer';
	if (Array.isArray(content)) return 'a list';
	if (typeof content === 'object') return 'one thing';
	const text = String(content);
	// What is longer can have any length, and repeat a part of a secret.
	return text.length < PIECE ? `the ${typeof content} "${text}"` : `a long ${typeof content}`;
}
