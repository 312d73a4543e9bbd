import { defineOperation } from '../../../shared/engine/operation';
import { channelIdOption } from '../channel';
import { mediaFile, mediaRequest } from './media';

export const remove = defineOperation({
	kind: 'deletion',
	value: 'delete',
	name: 'Delete',
	action: 'Delete media file',
	description: 'Delete an uploaded file',
	properties: [mediaFile],
	options: [channelIdOption],
	request: (values) => mediaRequest('DELETE', values),
});
