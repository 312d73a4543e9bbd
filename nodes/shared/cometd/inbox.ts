import type { BayeuxMessage, BayeuxOptions, BayeuxState } from './protocol';
import { covers } from './protocol';
import { RecentMessages } from './recentMessages';

/** Hands over the messages of the subscribed channels, in order and each once. */
export class Inbox {
	readonly recent = new RecentMessages();

	constructor(
		private readonly options: Pick<BayeuxOptions, 'channels' | 'onMessage' | 'logger'>,
		private readonly state: BayeuxState,
	) {}

	/** The messages of an answer that are for the user of the session. */
	events(messages: BayeuxMessage[]): BayeuxMessage[] {
		const { channels } = this.options;
		return messages.filter(
			({ channel, data }) => data !== undefined && channels.some((name) => covers(name, channel)),
		);
	}

	/** Hands them over one after the other, until the signal is aborted; one that is not taken is logged. */
	async deliver(events: BayeuxMessage[], signal: AbortSignal): Promise<void> {
		const { onMessage, logger } = this.options;
		for (const event of events) {
			if (signal.aborted) return;
			if (this.recent.isCopy(event)) continue;
			this.state.messages++;
			this.state.lastMessageAt = Date.now();
			try {
				await onMessage(event.channel, event.data, event.id);
			} catch (error) {
				this.state.failedMessages++;
				logger.error(`A notification could not be taken: ${(error as Error).message}`, { error });
			}
		}
	}
}
