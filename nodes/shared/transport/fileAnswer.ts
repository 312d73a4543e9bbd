import type { IDataObject } from 'n8n-workflow';
import { fileNameIn, lastSegment, plainName } from './fileName';
import { MOST_CHARACTERS } from './streams';

/** What came where a file was asked for. */
export interface FileAnswer {
	status: number;
	headers: IDataObject;
	body: unknown;
}

/** What failures and sign-in pages are written in, and the names of files that are such themselves. */
const MESSAGES: ReadonlyArray<[type: RegExp, name: RegExp]> = [
	[/^(text\/html|application\/xhtml\+xml)\b/i, /\.x?html?$/i],
	[/^(application|text)\/json\b/i, /\.json$/i],
];

/** Storages have failures of their own; the APIs have none in XML. */
const OF_STORAGES: typeof MESSAGES = [...MESSAGES, [/^(application|text)\/xml\b/i, /\.xml$/i]];

/**
 * Whether it looks as if a server answered with a message, or something before it with a web page, where a file was asked for.
 * What has a disposition is a file.
 *
 * @param fileName the name that is wanted; `''` when there is none
 */
export function seemsMessage(
	{ headers }: FileAnswer,
	fileName: string,
	fromStorage: boolean,
): boolean {
	const type = String(headers['content-type'] ?? '');
	const messages = fromStorage ? OF_STORAGES : MESSAGES;
	const isOne = messages.some(([written, named]) => written.test(type) && !named.test(fileName));
	return isOne && !headers['content-disposition'];
}

/** Known to be longer than a failure; what comes in pieces has no length. */
export const isLong = ({ headers }: FileAnswer): boolean =>
	Number(headers['content-length']) > MOST_CHARACTERS;

/**
 * The name of a file: the one that is wanted, else the one that came with it, else the end of the path by which it was asked for.
 * Of each only the last part, since servers name files too, and n8n would make a folder of what stands before it.
 */
export const nameOf = ({ headers }: FileAnswer, wanted: string, path: string): string =>
	plainName(wanted) ||
	fileNameIn(headers['content-disposition']) ||
	plainName(lastSegment(path)) ||
	'file';

/** The general types say less than the extension of the file name, from which n8n takes the type when none is given. */
export function mimeTypeOf(headers: IDataObject): string | undefined {
	const [type] = String(headers['content-type'] ?? '').split(';');
	return ['', 'application/octet-stream', 'binary/octet-stream'].includes(type) ? undefined : type;
}
