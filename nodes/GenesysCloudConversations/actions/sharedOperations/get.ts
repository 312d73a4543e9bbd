import { defineOperation } from '../../../shared/engine/operation';
import { path } from '../../../shared/transport/path';
import { conversationId } from '../../conversation/fields';
import type { Medium } from '../../conversation/media';

/** `GET /conversations/<medium>/{conversationId}` */
export const get = (medium: Medium) =>
	defineOperation({
		kind: 'thing',
		value: 'get',
		name: 'Get',
		action: `Get ${medium.name} conversation with states and attributes of its participants`,
		description: `Retrieve one ${medium.name} conversation with its participants, their states and attributes`,
		properties: [conversationId],
		request: (values) => ({
			method: 'GET',
			path: path`/conversations/${medium.path}/${values.conversationId}`,
		}),
	});
