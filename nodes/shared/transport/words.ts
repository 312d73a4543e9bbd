import { textOf } from './body';

/** Where the APIs put their own code and message: at the top, in `status`, or in `error`. */
export interface ErrorBody {
	code?: unknown;
	message?: unknown;
	detail?: unknown;
	/** Of Web Services: of an operation, and of all else. */
	errorDescription?: unknown;
	statusCode?: unknown;
	statusMessage?: unknown;
	referenceId?: unknown;
	status?: ErrorBody | string;
	/** Of what failed in part: an object like this one for each. */
	errors?: unknown;
	error?: ErrorBody | string;
}

/** What an answer says, in parts that can be left out. */
export function partsOf(body: unknown, status: number): string[] {
	const { code, message, detail, parts } = ownWords(body);
	const ownCode = code === String(status) ? undefined : code;
	return [ownCode, message, detail, parts].flatMap((part) => part || []);
}

/** What the API said itself. */
interface OwnWords {
	code?: string;
	message?: string;
	detail?: string;
	/** Why parts of the request failed. */
	parts?: string;
}

/** The code and the words in the body of a failure, wherever its API puts them. */
export function ownWords(body: unknown): OwnWords {
	if (typeof body === 'string') return { message: plainText(body) };
	if (typeof body !== 'object' || body === null) return {};
	if (Array.isArray(body)) return { message: listed(body) };
	const { status, error, errors, statusCode, statusMessage, errorDescription, ...rest } =
		body as ErrorBody;
	const parts = reasonsIn(errors);
	const top = { code: statusCode, message: errorDescription ?? statusMessage, ...rest };
	const source = [status, error, top].find(
		(candidate): candidate is ErrorBody =>
			typeof candidate === 'object' &&
			candidate !== null &&
			(candidate.code ?? candidate.message) !== undefined,
	);
	const text = (value: unknown) => {
		if (typeof value === 'object' && value !== null) return cut(JSON.stringify(value), 2_000);
		const words = textOf(value);
		return words && cut(words, 2_000);
	};
	return source
		? { code: text(source.code), message: text(source.message), detail: text(source.detail), parts }
		: { message: text(error), parts };
}

/** A list says what the failure is about: names, numbers, or failures themselves. */
const listed = (list: unknown[]): string =>
	cut(list.flatMap((one) => textOf(one) ?? ownWords(one).message ?? []).join(', '), 2_000);

/** The messages in the `errors` of an answer, with what each is about, each once; `''` when there is none. */
export function reasonsIn(errors: unknown): string {
	if (!Array.isArray(errors)) return '';
	const said = errors.flatMap((error: unknown) => {
		const { message, detail } = ownWords(error);
		return message === undefined ? [] : [message, detail].filter(Boolean).join(': ');
	});
	return plainText([...new Set(said)].join('; '));
}

/** Characters that are looked through for what helps: a page can have any size. */
const LONGEST_PAGE = 64 * 1024;

/** What helps of a proxy's HTML page, or of a long text: what stands between the tags, cut down. */
export function textsOn(page: string): string[] {
	const texts: string[] = [];
	let left = 200;
	for (const part of page.slice(0, LONGEST_PAGE).split(/<[^<>]*>/)) {
		const text = part.replace(/\s+/g, ' ').trim();
		if (text && left > 0) texts.push(cut(text, left));
		left -= text.length + 1;
	}
	return texts;
}

const plainText = (page: string) => textsOn(page).join(' ');

const cut = (text: string, most: number) => (text.length > most ? `${text.slice(0, most)}…` : text);
