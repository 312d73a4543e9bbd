import type { IDataObject, ILoadOptionsFunctions } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import { cloud } from '../shared/apis/cloud';
import { firstOf, type Choice } from '../shared/descriptions/choices';
import { editorDefaults } from '../shared/descriptions/common';
import type { ListSearch } from '../shared/descriptions/property';
import type { Send } from '../shared/transport/api';
import { isObject } from '../shared/transport/body';
import { openClient } from '../shared/transport/client';
import { communicationIn, conversationOf, partsOf } from './conversationParts';
import { message } from './media';
import { mediaPath } from './messagePaths';

const MOST_FILES = 100;

const text = (row: IDataObject, field: string) => firstOf(row, field);

/** What another field of the node in the editor holds; `''` also for an expression without a value there. */
function entered(context: ILoadOptionsFunctions, name: string): string {
	const field: unknown = context.getCurrentNodeParameter(name);
	const value = isObject(field) ? field.value : field;
	return typeof value === 'string' && !value.startsWith('=') ? value.trim() : '';
}

const within = (
	choices: (send: Send, conversationId: string, communicationId: string) => Promise<Choice[]>,
): ListSearch =>
	async function search(filter = '') {
		const conversationId = entered(this, 'conversationId');
		if (!conversationId) {
			throw new UserError('The Conversation ID is needed first', {
				description: 'Enter it above: the list shows what is in the conversation.',
			});
		}
		const send = await openClient(this, cloud, editorDefaults);
		const all = await choices(send, conversationId, entered(this, 'communication'));
		const wanted = filter.trim().toLowerCase();
		const results = all.filter(({ name, value }) => value && name.toLowerCase().includes(wanted));
		return { results };
	};

/** Every participant lists the messages; the newest first, since that is the one that is wanted most. */
export const searchMessages = within(async (send, conversationId) => {
	const conversation = await conversationOf(send, conversationId);
	const all = partsOf(conversation, [message.member]).flatMap(({ communication }) =>
		[communication.messages].flat().filter(isObject),
	);
	return [...new Map(all.map((one) => [text(one, 'messageId'), one])).values()]
		.sort((one, other) => text(other, 'messageTime').localeCompare(text(one, 'messageTime')))
		.map((one) => ({
			name: [text(one, 'messageTime'), text(one, 'messageStatus')].filter(Boolean).join(', '),
			value: text(one, 'messageId'),
		}))
		.map(({ name, value }) => ({ name: name || value, value }));
});

/** Of the communication that is chosen, or of that of the only agent. */
export const searchMedia = within(async (send, conversationId, chosen) => {
	const { communicationId } = chosen
		? { communicationId: chosen }
		: await communicationIn({ send }, message, { conversationId });
	const path = mediaPath(conversationId, communicationId);
	const query = { pageNumber: 1, pageSize: MOST_FILES };
	const response = await send({ method: 'GET', path, query });
	return response.rows().map((row) => ({
		name: [firstOf(row, 'name', 'id'), text(row, 'status')].filter(Boolean).join(', '),
		value: text(row, 'id'),
	}));
});
