import type { IDataObject } from 'n8n-workflow';
import { listQuery, type ExportApi } from '../apis/exports';
import { nameList } from '../descriptions/coerce';
import type { Send } from '../transport/api';
import { byFrom } from '../transport/paginate';
import { path } from '../transport/path';

/** The name of a file by its metadata, whose fields Genesys does not document. */
export function fileNameOf(metadata: IDataObject): string {
	return String(metadata.name ?? metadata.fileName ?? metadata.filename ?? metadata.path ?? '');
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

/** Metadata of the files that an export made; `record` is its history record. */
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
		files.push(...rows.filter((file) => belongsTo(file, record)));
	}
	return files;
}

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
