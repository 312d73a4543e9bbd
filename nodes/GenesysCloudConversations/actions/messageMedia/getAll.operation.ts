import { filters } from '../../../shared/descriptions/fields';
import { defineProperty } from '../../../shared/descriptions/property';
import { defineOperation } from '../../../shared/engine/operation';
import { byPageNumber } from '../../../shared/transport/paginate';
import { communicationOption, conversationId } from '../../conversation/fields';
import { agentIn } from '../../message/parts';
import { mediaPath } from '../../message/paths';

const status = defineProperty({
	displayName: 'Status',
	name: 'status',
	type: 'options',
	options: [
		{ name: 'Invalid', value: 'invalid', description: 'The upload failed, or was not accepted' },
		{ name: 'Uploading', value: 'uploading', description: 'The file has not come yet' },
		{ name: 'Valid', value: 'valid', description: 'Ready to be sent' },
	],
	default: 'valid',
	description: 'How far the upload of the file is',
});

/** `GET …/communications/{communicationId}/messages/media` */
export const getAll = defineOperation({
	kind: 'rows',
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many media files of message conversation with their upload status',
	description:
		'Retrieve the files that were uploaded for a message conversation, with their status',
	properties: [conversationId, communicationOption, filters([status])],
	paginate: byPageNumber,
	request: async (values, context) => {
		const { communicationId } = await agentIn(context, values);
		return {
			method: 'GET',
			path: mediaPath(values.conversationId, communicationId),
			query: { status: values.filters.status },
		};
	},
});
