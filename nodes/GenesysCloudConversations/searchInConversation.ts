import { UserError } from 'n8n-workflow';
import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { cloud } from '../shared/apis/cloud';
import type { Choice } from '../shared/descriptions/choices';
import { editorDefaults } from '../shared/descriptions/common';
import type { ListSearch } from '../shared/descriptions/property';
import type { Send } from '../shared/transport/api';
import { isObject } from '../shared/transport/body';
import { openClient } from '../shared/transport/client';

/** Reads a field of the node that is being edited; `''` also for an expression that has no value there yet. */
type ReadField = (name: string) => string;

const readerOf =
	(context: ILoadOptionsFunctions): ReadField =>
	(name) => {
		const field: unknown = context.getCurrentNodeParameter(name);
		const value: unknown = isObject(field) ? field.value : field;
		const plain = typeof value === 'string' ? value.trim() : '';
		return plain.startsWith('=') ? '' : plain;
	};

/** A search in the conversation that the node is set to, by a part of the name. */
export function searchInConversation(
	choices: (send: Send, conversationId: string, field: ReadField) => Promise<Choice[]>,
): ListSearch {
	return async function search(filter = '') {
		const field = readerOf(this);
		const conversationId = field('conversationId');
		if (!conversationId) {
			throw new UserError('The Conversation ID is needed first', {
				description:
					'Enter it above, or run the nodes before this one if it comes from an expression: the list shows what is in the conversation.',
			});
		}
		const send = await openClient(this, cloud, editorDefaults);
		const all = await choices(send, conversationId, field);
		const wanted = filter.trim().toLowerCase();
		return { results: all.filter(({ name }) => name.toLowerCase().includes(wanted)) };
	};
}
