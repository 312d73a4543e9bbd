import { agentlessHandlers } from './agentless';
import { analyticsHandlers } from './analytics';
import type { Handlers } from './call';
import { emailHandlers } from './emails';
import { messageHandlers } from './messages';
import { openMessagingHandlers } from './openMessaging';
import { organizationHandlers } from './organization';
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
	...organizationHandlers,
	...analyticsHandlers,
};
