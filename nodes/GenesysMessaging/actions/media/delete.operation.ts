import { defineOperation } from '../../../shared/engine/operation';
import { mediaFile, mediaRequest } from './media';

export const remove = defineOperation({
	kind: 'deletion',
	value: 'delete',
	name: 'Delete',
	action: 'Delete media file',
	description: 'Delete an uploaded file',
	properties: [mediaFile],
	request: (values) => mediaRequest('DELETE', values.mediaId),
});
