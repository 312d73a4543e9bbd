import type { IBinaryData, IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import { maxCharacters } from '../descriptions/files';
import type { FileFacts } from '../transport/download';
import { RowWithFiles, type Operation, type Outcome } from './operation';

/** Bytes that are read of a file at most: all that Max Characters can ask for, in any alphabet. */
const MOST_BYTES = 512 * 1024;

/** What is kept of a file for a model, in place of its content. Without `text` it is none that can be read. */
interface Beginning extends IBinaryData {
	text?: string;
	isCut?: 'true';
	url?: string;
}

/** Whether an operation cannot do without a file of the item. */
export const needsFile = ({ properties }: Operation): boolean =>
	properties.some(({ takesFiles, required }) => takesFiles && required);

/** What a model is told that wants to give a file: what is left of the operation, it can do without. */
export const noFiles = () =>
	new UserError('A model cannot give a file to this tool', {
		description:
			'Leave out what names a file. If there is no doing without it, tell the user that a file can only be sent by a workflow of n8n.',
	});

/** The beginning of a file that comes as a stream; what follows is not read. */
export async function keepBeginning(
	body: AsyncIterable<Uint8Array>,
	facts: FileFacts,
): Promise<IBinaryData> {
	const pieces: Uint8Array[] = [];
	let length = 0;
	for await (const piece of body) {
		pieces.push(piece);
		length += piece.length;
		if (length > MOST_BYTES) break;
	}
	return beginningOf(Buffer.concat(pieces), facts);
}

/** The beginning of a file that is in memory. */
export function beginningOf(
	content: Buffer,
	{ fileName, mimeType = '', size = content.length, url }: FileFacts,
): IBinaryData {
	const isCut = content.length > MOST_BYTES;
	const text = content
		.subarray(0, MOST_BYTES)
		.toString('utf8')
		.replace(/^\uFEFF/, '');
	// The last character can be cut.
	const isText = !/[\0\uFFFD]/.test(isCut ? text.slice(0, -1) : text);
	const beginning: Beginning = { data: '', fileName, mimeType, bytes: size, url };
	if (isText) beginning.text = text;
	if (isText && isCut) beginning.isCut = 'true';
	return beginning;
}

/** Files among the rows as what a model can read: JSON with the beginning of the text, or with the link to the file. */
export function readableFiles(outcome: Outcome, values: IDataObject): Outcome {
	const { maxCharacters: most = maxCharacters.default } = values as { maxCharacters?: number };
	const readable = <Row>(row: Row) =>
		row instanceof RowWithFiles ? { ...row.json, ...filesOf(row, most) } : row;
	return Array.isArray(outcome) ? outcome.map(readable) : readable(outcome);
}

const filesOf = ({ binary }: RowWithFiles, most: number): IDataObject =>
	Object.fromEntries(
		Object.entries(binary).map(([field, file]) => [field, toldOf(file as Beginning, most)]),
	);

function toldOf({ fileName, mimeType, bytes, text, isCut, url }: Beginning, most: number) {
	const facts: IDataObject = { fileName, mimeType, bytes };
	if (text !== undefined) {
		// Half a character is none.
		const shown = text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '');
		const rest = isCut !== undefined || shown.length < text.length;
		return { ...facts, text: shown, ...(rest ? { isCut: true, ...link(url) } : {}) };
	}
	const says = url
		? 'This is no text. Give the user the link, by which anybody can download the file for a short time.'
		: 'This is no text, and Genesys gives no link to it. A workflow of n8n can download it.';
	return { ...facts, ...link(url), says };
}

const link = (url?: string) => (url ? { url } : {});
