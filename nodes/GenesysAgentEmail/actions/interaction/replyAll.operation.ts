import { replyOperation } from '../../drafts/reply';

export const replyAll = replyOperation({
	operationName: 'ReplyAll',
	value: 'replyAll',
	name: 'Reply All',
	action: 'Reply to all recipients of email by draft of agent which later step sends',
	description: 'Begin a reply to everyone: a draft, which Send completes and sends',
	caution: 'The answer of Genesys names it, so that it is not mistaken for another.',
});
