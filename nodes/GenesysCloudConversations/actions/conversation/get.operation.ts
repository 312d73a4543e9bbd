import { defineOperation } from '../../../shared/engine/operation';
import { path } from '../../../shared/transport/path';
import { conversationId } from '../../conversation/fields';

export const get = defineOperation({
	kind: 'thing',
	value: 'get',
	name: 'Get',
	action: 'Get any conversation with ID of each participant and communication',
	description:
		'Retrieve a conversation of any kind, with the IDs of its participants and communications',
	properties: [conversationId],
	simplify: [
		'id',
		'startTime',
		'endTime',
		'externalTag',
		'address',
		'participants',
		'divisions',
		'recordingState',
	],
	request: (values) => ({ method: 'GET', path: path`/conversations/${values.conversationId}` }),
});
