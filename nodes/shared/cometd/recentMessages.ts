import { createHash } from 'node:crypto';
import type { BayeuxMessage } from './protocol';

/** How many messages are remembered. Each takes about 200 bytes. */
const CAPACITY = 10_000;

/**
 * The messages that came with an id, so that one that the server delivers again after a reconnect is known as a copy.
 *
 * An id alone is not enough: servers may pass on the ids of several publishers, each of whom counts from 1. So a copy
 * has the same id, channel and data, and was first seen before the last reconnect.
 */
export class RecentMessages {
	private readonly seen = new Map<string, number>();
	private reconnects = 0;

	/** What was seen before now may be delivered again. */
	reconnected(): void {
		this.reconnects++;
	}

	/** Whether the message was seen before the last reconnect; remembers it. */
	isCopy({ channel, id, data }: BayeuxMessage): boolean {
		if (id === undefined) return false;
		const text = JSON.stringify([channel, id, data]);
		const key = createHash('sha256').update(text).digest('base64');
		const first = this.seen.get(key) ?? this.reconnects;
		this.seen.delete(key);
		this.seen.set(key, first);
		if (this.seen.size > CAPACITY) {
			const [oldest] = this.seen.keys();
			this.seen.delete(oldest);
		}
		return first < this.reconnects;
	}
}
