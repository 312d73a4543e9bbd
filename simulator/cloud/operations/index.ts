import { agentlessHandlers } from './agentless';
import type { Handlers } from './call';
import { emailHandlers } from './emails';
import { messageHandlers } from './messages';
import { openMessagingHandlers } from './openMessaging';
import { otherHandlers } from './others';
import { participantHandlers } from './participants';

/** What does each operation of the contract. */
export const HANDLERS: Handlers = {
	...participantHandlers,
	...emailHandlers,
	...messageHandlers,
	...openMessagingHandlers,
	...agentlessHandlers,
	...otherHandlers,
};
