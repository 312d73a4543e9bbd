import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import { cloud } from '../../shared/apis/cloud';
import type { Choice } from '../../shared/descriptions/choices';
import { editorDefaults } from '../../shared/descriptions/common';
import type { ListSearch } from '../../shared/descriptions/property';
import type { Send } from '../../shared/transport/api';
import { isObject } from '../../shared/transport/body';
import { openClient } from '../../shared/transport/client';

/** Reads a field of the node that is being edited; `''` also for an expression that has no value there yet. */
type ReadField = (name: string) => string;

/** What is in the fields of the node in the editor. */
export const enteredIn =
	(context: ILoadOptionsFunctions): ReadField =>
	(name) => {
		const field: unknown = context.getCurrentNodeParameter(name);
		const value: unknown = isObject(field) ? field.value : field;
		const plain = typeof value === 'string' ? value.trim() : '';
		return plain.startsWith('=') ? '' : plain;
	};

/** The choices whose name has what was typed; those without an ID are left out. */
export function filteredBy(filter: string, choices: readonly Choice[]) {
	const wanted = filter.trim().toLowerCase();
	return {
		results: choices.filter(({ name, value }) => value && name.toLowerCase().includes(wanted)),
	};
}

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
