import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import { listQuery, type ExportApi } from '../apis/exports';
import { fieldNames, firstOf } from '../descriptions/choices';
import { nameList } from '../descriptions/coerce';
import type { Send } from '../transport/api';
import { byFrom } from '../transport/paginate';
import { path } from '../transport/path';

const NAME_FIELDS = ['name', 'fileName', 'filename', 'path'] as const;

/** The name of a file by its metadata, whose fields Genesys does not document; `''` when none is known for a name. */
export const fileNameOf = (metadata: IDataObject): string => firstOf(metadata, ...NAME_FIELDS);

/** The name by which a file is downloaded. @throws UserError when its metadata has none that is known */
export function knownFileName(metadata: IDataObject): string {
	const name = fileNameOf(metadata);
	if (name !== '') return name;
	throw new UserError('The metadata of a file has no name that is known here', {
		description: `Looked for: ${NAME_FIELDS.join(', ')}. Its fields are: ${fieldNames(metadata)}. Turn Download Files off to have the metadata, and hand the name in it to File > Download.`,
	});
}

/** `GET files/{filename}`, which redirects to the file. */
export const fileRequest = (fileName: string) =>
	({
		method: 'GET',
		path: path`/files/${fileName}`,
		explanations: {
			'404': {
				message: `Genesys has no file "${fileName}"`,
				description: 'It may have been deleted. File > Get Many lists the files that there are.',
			},
		},
	}) as const;

/**
 * Metadata of the files that an export made; `record` is its history record.
 *
 * @throws UserError when there are files, and nothing that is known here tells of which export they are
 */
export async function filesOf(
	send: Send,
	record: IDataObject,
	api: ExportApi,
): Promise<IDataObject[]> {
	const query = listQuery(
		{
			historyId: String(record.id),
			jobTitle: api.version.titleFilter ? String(record.title ?? '') : undefined,
		},
		api,
	);
	const files: IDataObject[] = [];
	const request = { method: 'GET', path: '/file-metadatas', query } as const;
	for await (const { rows } of byFrom(send, request, Infinity)) {
		for (const row of rows) files.push(row);
	}
	const own = files.filter((file) => belongsTo(file, record));
	if (own.length > 0 || files.length === 0 || !files.every(saysNothing)) return own;
	// Genesys listed those of this export.
	if (query.historyId) return files;
	throw new UserError('Which files belong to the export cannot be told', {
		description: `The metadata of the files has none of: historyId, jobTitle, ${NAME_FIELDS.join(', ')}. Fields of the first: ${fieldNames(files[0])}. Find them by File > Get Many, and hand their names to File > Download.`,
	});
}

const saysNothing = (file: IDataObject) =>
	file.historyId === undefined && file.jobTitle === undefined && fileNameOf(file) === '';

/** A title can be that of many exports: a file is told by the id of its export, else by its name, else by the whole title. */
function belongsTo(file: IDataObject, record: IDataObject): boolean {
	if (file.historyId !== undefined) return String(file.historyId) === String(record.id);
	const [first = '', ...others] = nameList(record.fileName);
	if (first === '') return file.jobTitle === record.title;
	const name = fileNameOf(file);
	if (others.length > 0) return name === first || others.includes(name);
	const stem = first.replace(/\.\w+$/, '');
	// The name of export 500 is the beginning of that of export 5001.
	return name.startsWith(stem) && !/^[a-z0-9]/i.test(name.slice(stem.length));
}
