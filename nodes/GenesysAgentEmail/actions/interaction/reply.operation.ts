import { replyOperation } from '../../drafts/reply';

export const reply = replyOperation({
	operationName: 'Reply',
	value: 'reply',
	name: 'Reply',
	action: 'Reply to sender of email by draft of agent which later step sends',
	description: 'Begin a reply to the sender: a draft, which Send completes and sends',
	caution:
		'The answer of Genesys does not name it: it is recognized by its subject, and by not having been there before. A draft with the same subject that somebody else begins for the agent in the same moment can be mistaken for it; the operation Reply and Send of the resource Interaction does not have this limit.',
});
