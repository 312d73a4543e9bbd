import { defineOperation } from '../../../shared/engine/operation';
import { path } from '../../../shared/transport/path';
import { communicationOption, conversationId } from '../../conversation/fields';
import { agentIn, mediaId } from '../../message/parts';
import { mediaPath } from '../../message/paths';

/** `GET …/communications/{communicationId}/messages/media/{mediaId}` */
export const get = defineOperation({
	kind: 'thing',
	value: 'get',
	name: 'Get',
	action: 'Get media file of message conversation with its status and address',
	description: 'Retrieve a file of a message conversation: its name, type, status and address',
	properties: [conversationId, communicationOption, mediaId],
	request: async (values, context) => {
		const { communicationId } = await agentIn(context, values);
		return {
			method: 'GET',
			path: mediaPath(values.conversationId, communicationId) + path`/${values.mediaId}`,
		};
	},
});
