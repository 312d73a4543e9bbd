import type { IDataObject } from 'n8n-workflow';
import { firstOf } from '../../shared/descriptions/choices';
import { isObject } from '../../shared/transport/body';
import { communicationIn, conversationOf, partsOf } from '../conversation/parts';
import { message } from '../conversation/media';
import { mediaPath } from './paths';
import { searchInConversation } from '../conversation/search';

const MOST_FILES = 100;

const text = (row: IDataObject, field: string) => firstOf(row, field);

/** Every participant lists the messages; the newest first, since that is the one that is wanted most. */
export const searchMessages = searchInConversation(async (send, conversationId) => {
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
export const searchMedia = searchInConversation(async (send, conversationId, field) => {
	const chosen = field('communication');
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
