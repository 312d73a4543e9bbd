import { defineOperation } from '../../../shared/engine/operation';
import { mediaId, mediaNotFound, mediaPath } from './fields';

/** `DELETE /channels/{channelId}/media/{mediaId}` */
export const remove = defineOperation({
	value: 'delete',
	name: 'Delete',
	action: 'Delete media file',
	description: 'Delete an uploaded file',
	properties: [mediaId],
	request: (values) => ({
		method: 'DELETE',
		path: mediaPath(values.mediaId),
		explanations: mediaNotFound,
	}),
	deleted: true,
});
