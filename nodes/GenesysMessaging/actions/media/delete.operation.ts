import { defineOperation } from '../../../shared/engine/operation';
import { channelIdOption } from '../channel';
import { mediaFile, mediaRequest } from './media';

export const remove = defineOperation({
	kind: 'deletion',
	value: 'delete',
	name: 'Delete',
	action: 'Delete uploaded media file for good so that no message can use it',
	description: 'Delete an uploaded file',
	properties: [mediaFile],
	options: [channelIdOption],
	request: (values) => mediaRequest('DELETE', values),
});
