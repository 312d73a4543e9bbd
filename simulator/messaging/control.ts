import type { AgentMessages } from './agentMessages';
import type { Inbox } from './inbox';
import type { MediaStore } from './mediaStore';
import type { MessagingApi } from './api';

/** What a test does with messaging; the routes below `/_simulator/messaging` do the same. */
export interface MessagingControl extends Pick<MessagingApi, 'settings' | 'set' | 'setChannel'> {
	channels: MessagingApi['channels']['list'];
	/** What customers wrote, as the API took it. */
	inbound: Inbox['list'];
	receipts: Inbox['receipts'];
	/** What agents wrote, and what became of it. */
	messages: AgentMessages['list'];
	sendFromAgent: AgentMessages['send'];
	release: AgentMessages['release'];
	redeliver: AgentMessages['redeliver'];
	deliveries: AgentMessages['deliveries'];
	settled: AgentMessages['settled'];
	media: MediaStore['list'];
	/** Messages, receipts, deliveries and media go; channels and settings stay. */
	reset(): Promise<void>;
}

export function messagingControl(api: MessagingApi): MessagingControl {
	return {
		settings: () => api.settings(),
		set: (changes) => api.set(changes),
		channels: () => api.channels.list(),
		setChannel: (id, changes) => api.setChannel(id, changes),
		inbound: (channelId) => api.inbox.list(channelId),
		receipts: () => api.inbox.receipts(),
		messages: () => api.agents.list(),
		sendFromAgent: async (send) => await api.agents.send(send),
		release: async (order) => await api.agents.release(order),
		redeliver: async (messageId, options) => await api.agents.redeliver(messageId, options),
		deliveries: () => api.agents.deliveries(),
		settled: async () => await api.agents.settled(),
		media: () => api.store.list(),
		reset: async () => await api.reset(),
	};
}
