import { UserError } from 'n8n-workflow';
import { text } from '../../../shared/descriptions/fields';
import { defineOperation } from '../../../shared/engine/operation';
import { path } from '../../../shared/transport/path';
import { bodyOf, bodyOption } from '../../../shared/descriptions/bodyFields';
import { conversationId } from '../../conversation/fields';
import type { Medium } from '../../conversation/media';
import { UUID } from '../../ids';

const conversationIds = text(
	'conversationIds',
	'Conversation IDs to Merge',
	'Comma-separated IDs of the other conversations, which become part of the one with the Conversation ID',
	{
		required: true,
		commaSeparated: true,
		...UUID,
	},
);

/** `PATCH /conversations/<medium>/{conversationId}` with the conversations that become part of it. */
export const merge = (medium: Medium) =>
	defineOperation({
		kind: 'action',
		value: 'merge',
		name: 'Merge',
		action: `Merge other ${medium.name} conversations into given one as conference of all`,
		description: `Make other ${medium.name} conversations part of one, as a conference`,
		properties: [conversationId, conversationIds],
		options: [bodyOption],
		target: (values) => values.conversationId,
		request: ({ conversationId: id, conversationIds: others, options }) => {
			if (others.length === 0) {
				throw new UserError('There is nothing to merge', {
					description: 'Fill in Conversation IDs to Merge, or check what its expression gives.',
				});
			}
			return {
				method: 'PATCH',
				path: path`/conversations/${medium.path}/${id}`,
				body: bodyOf({ conversationIds: others }, options),
			};
		},
	});
