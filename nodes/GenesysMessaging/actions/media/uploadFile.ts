import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import type { ApiRequest, Send } from '../../../shared/transport/api';
import { multipart, type SourceFile } from '../../../shared/transport/multipart';

/** Uploads a file to the channel: `{ mediaId, url, filename, mimetype, length }`, the url to be used in messages. */
export const uploadRequest = (file: SourceFile): ApiRequest => ({
	method: 'POST',
	path: '/media',
	body: multipart('file', file),
});

/** Uploads a file that a message is to refer to. @throws UserError when it got no address */
export async function uploadFile(file: SourceFile, send: Send): Promise<IDataObject> {
	const media = (await send(uploadRequest(file))).thing();
	if (media.url) return media;
	throw new UserError('Genesys took the file, but gave no address for it', {
		description: 'It cannot be used in a message. Try again, or ask Genesys.',
	});
}
