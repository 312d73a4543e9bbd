import { firstOf } from '../../shared/descriptions/choices';
import { isObject } from '../../shared/transport/body';
import { communicationIn, conversationOf, partsOf } from '../conversation/parts';
import { message } from '../conversation/media';
import { mediaPath } from './paths';
import { searchInConversation } from '../conversation/search';

const MOST_FILES = 100;

/** Every participant lists the messages; the newest first, since that is the one that is wanted most. */
export const searchMessages = searchInConversation(async (send, conversationId) => {
	const conversation = await conversationOf(send, conversationId);
	const all = partsOf(conversation, [message.member]).flatMap(({ communication }) =>
		[communication.messages].flat().filter(isObject),
	);
	return [...new Map(all.map((one) => [firstOf(one, 'messageId'), one])).values()]
		.sort((one, other) => firstOf(other, 'messageTime').localeCompare(firstOf(one, 'messageTime')))
		.map((one) => {
			const value = firstOf(one, 'messageId');
			const said = [firstOf(one, 'messageTime'), firstOf(one, 'messageStatus')].filter(Boolean);
			return { name: said.join(', ') || value, value };
		});
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
		name: [firstOf(row, 'name', 'id'), firstOf(row, 'status')].filter(Boolean).join(', '),
		value: firstOf(row, 'id'),
	}));
});
