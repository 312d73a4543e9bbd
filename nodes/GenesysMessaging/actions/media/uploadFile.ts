import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import { text } from '../../../shared/descriptions/fields';
import type { Context } from '../../../shared/engine/operation';
import type { ApiRequest } from '../../../shared/transport/api';
import { multipart, type SourceFile } from '../../../shared/transport/multipart';

/** Files of the item that go with a message. */
export const attachmentsOption = text(
	'attachments',
	'Attachments',
	'Comma-separated names of the input binary fields with files. Each is uploaded first, and becomes a part of the content, as in Send Rich Media.',
	{ commaSeparated: true, takesFiles: true, placeholder: 'e.g. data' },
);

/** Uploads a file to the channel: `{ mediaId, url, filename, mimetype, length }`, the url to be used in messages. */
export const uploadRequest = (file: SourceFile): ApiRequest => ({
	method: 'POST',
	path: '/media',
	body: multipart('file', file),
});

/**
 * Uploads the files of an item that a message is to refer to, one after another, and none before all are there.
 *
 * @param fields binary fields of the item
 * @throws UserError when a field has no file, or a file got no address
 */
export async function uploadFiles(
	fields: readonly string[],
	{ file, send, inTurn }: Pick<Context, 'file' | 'send' | 'inTurn'>,
): Promise<IDataObject[]> {
	const files = await Promise.all(fields.map(file));
	const uploads: IDataObject[] = [];
	for (const one of files) {
		// The items of a batch upload at the same time.
		const media = (await inTurn(async () => await send(uploadRequest(one)))).thing();
		if (!media.url) {
			throw new UserError('Genesys took the file, but gave no address for it', {
				description: 'It cannot be used in a message. Try again, or ask Genesys.',
			});
		}
		uploads.push(media);
	}
	return uploads;
}

/** A content part for each uploaded file. No schema of these parts is documented. */
export const partsOf = (uploads: readonly IDataObject[]): IDataObject[] =>
	uploads.map(({ url, filename, mimetype, length }) => ({
		type: String(mimetype).startsWith('image/') ? 'image' : 'file',
		url,
		filename,
		mimetype,
		length,
	}));
