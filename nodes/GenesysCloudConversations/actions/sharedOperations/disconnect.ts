import { defineOperation } from '../../../shared/engine/operation';
import { path } from '../../../shared/transport/path';
import { bodyOf, bodyOption } from '../../../shared/descriptions/bodyFields';
import { conversationId } from '../../conversation/fields';
import type { Medium } from '../../conversation/media';

/** `PATCH /conversations/<medium>/{conversationId}` with the only state that can be set. */
export const disconnect = (medium: Medium) =>
	defineOperation({
		kind: 'action',
		value: 'disconnect',
		name: 'Disconnect',
		action: `Disconnect ${medium.name} conversation of all its participants and keep its record`,
		description: `End one ${medium.name} conversation for everybody who takes part in it`,
		properties: [conversationId],
		options: [bodyOption],
		target: (values) => values.conversationId,
		request: ({ conversationId: id, options }) => ({
			method: 'PATCH',
			path: path`/conversations/${medium.path}/${id}`,
			body: bodyOf({ state: 'disconnected' }, options),
			idempotent: true,
		}),
	});
