import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import { listQuery, type ExportApi } from '../apis/exports';
import { fieldNames, firstOf } from '../descriptions/choices';
import type { Send } from '../transport/api';
import { byFrom } from '../transport/paginate';
import { path } from '../transport/path';
import { idOf, newestRecords, timeOf } from './records';
import { claimOf, fileNameOf, isOwn, NAME_FIELDS, TELLING_FIELDS } from './whose';

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
 * @throws UserError when there are files, and it cannot be told whether they are of this export or of another one
 */
export async function filesOf(
	send: Send,
	record: IDataObject,
	api: ExportApi,
): Promise<IDataObject[]> {
	const title = firstOf(record, 'title');
	const jobTitle = api.version.titleFilter ? title : undefined;
	const query = listQuery({ historyId: idOf(record), jobTitle }, api);
	const files: IDataObject[] = [];
	const request = { method: 'GET', path: '/file-metadatas', query } as const;
	for await (const { rows } of byFrom(send, request, Infinity)) {
		for (const row of rows) files.push(row);
	}

	let others: IDataObject[] | undefined;
	async function isMine(file: IDataObject): Promise<boolean | undefined> {
		const claim = claimOf(file, record);
		if (claim === 'certain' || claim === 'none') return claim === 'certain';
		// Genesys was asked for those of this export.
		if (query.historyId) return true;
		if (claim === 'unknown') return undefined;
		others ??= await otherRuns(send, record, api);
		return isOwn(file, record, others);
	}

	const own: IDataObject[] = [];
	for (const file of files) {
		const mine = await isMine(file);
		if (mine === undefined) throw untold(file);
		if (mine) own.push(file);
	}
	return own;
}

/** The runs that can have made the same files as this one: those that were created after it, and the last before it. */
async function otherRuns(send: Send, record: IDataObject, api: ExportApi): Promise<IDataObject[]> {
	const { records } = await newestRecords(
		{ send, api },
		{ title: firstOf(record, 'title') },
		'createdDate',
		(order) => order.isPast(timeOf(record)),
	);
	return records.filter((other) => firstOf(other, 'id') !== firstOf(record, 'id'));
}

const untold = (file: IDataObject) =>
	new UserError('Which files belong to the export cannot be told', {
		description: `Fields that can tell: ${TELLING_FIELDS.join(', ')}. Fields of the file: ${fieldNames(file)}. Other runs can have the same title, or files of the same beginning. Find the files by File > Get Many, and hand their names to File > Download.`,
	});
