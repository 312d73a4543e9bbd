import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import type { Send } from '../../../shared/transport/api';
import { multipart, type SourceFile } from '../../../shared/transport/multipart';

/** `POST /channels/{channelId}/media`: `{ mediaId, url, filename, mimetype, length }`, the url to be used in messages. */
export async function uploadFile(file: SourceFile, send: Send): Promise<IDataObject> {
	const { body } = await send({ method: 'POST', path: '/media', body: multipart('file', file) });
	const { data } = (body ?? {}) as { data?: IDataObject };
	if (data?.url) return data;
	throw new UserError('Genesys took the file, but gave no address for it', {
		description: 'It cannot be used in a message. Try again, or ask Genesys.',
	});
}
