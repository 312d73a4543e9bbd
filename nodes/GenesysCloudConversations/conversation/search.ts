import { UserError } from 'n8n-workflow';
import { cloud } from '../../shared/apis/cloud';
import { filteredBy, type Choice } from '../../shared/descriptions/choices';
import { editorDefaults } from '../../shared/descriptions/common';
import { enteredIn, type ReadField } from '../../shared/descriptions/entered';
import type { ListSearch } from '../../shared/descriptions/property';
import type { Send } from '../../shared/transport/api';
import { openClient } from '../../shared/transport/client';

/** A search in the conversation that the node is set to, by a part of the name. */
export function searchInConversation(
	choices: (send: Send, conversationId: string, field: ReadField) => Promise<Choice[]>,
): ListSearch {
	return async function search(filter = '') {
		const field = enteredIn(this);
		const conversationId = field('conversationId');
		if (!conversationId) {
			throw new UserError('The Conversation ID is needed first', {
				description:
					'Enter it above, or run the nodes before this one if it comes from an expression: the list shows what is in the conversation.',
			});
		}
		const send = await openClient(this, cloud, editorDefaults);
		return filteredBy(filter, await choices(send, conversationId, field));
	};
}
