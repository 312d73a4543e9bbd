import type { IDataObject } from 'n8n-workflow';
import type { ExportApi } from '../apis/exports';
import { RowWithFiles, type Context } from '../engine/operation';
import { fileRequest, filesOf, knownFileName } from './files';

/** What a user wants to have of a finished export. */
export interface WantedFiles {
	downloadFiles: boolean;
	outputField: string;
}

/**
 * A finished export as rows of the output: one with a list of its files, or, when they are downloaded, one for each
 * file. An export that made no file is a row all the same.
 */
export async function exportRows(
	record: IDataObject,
	{ send, download }: Pick<Context, 'send' | 'download'>,
	api: ExportApi,
	{ downloadFiles, outputField }: WantedFiles,
): Promise<Array<IDataObject | RowWithFiles>> {
	const files = await filesOf(send, record, api);
	if (!downloadFiles || files.length === 0) return [{ ...record, files }];
	const rows: RowWithFiles[] = [];
	for (const file of files) {
		rows.push(await downloadFile(file, { ...record, file }, { download }, outputField));
	}
	return rows;
}

/**
 * A file, put into a binary field beside `json`.
 *
 * @param metadata what Genesys lists of the file
 * @throws UserError when that has no name which is known; NodeApiError when the file cannot be had
 */
export async function downloadFile(
	metadata: IDataObject,
	json: IDataObject,
	{ download }: Pick<Context, 'download'>,
	outputField: string,
): Promise<RowWithFiles> {
	const name = knownFileName(metadata);
	const binary = await download(fileRequest(name), name);
	return new RowWithFiles(json, { [outputField]: binary });
}
