import { ApiError } from '../core/errors';
import type { Channel } from './model';

/** The channels there are. Like settings, they stay when the simulator is reset. */
export class Channels {
	private readonly channels: Map<string, Channel>;

	constructor(channels: Channel[]) {
		this.channels = new Map(channels.map((channel) => [channel.id, { ...channel }]));
	}

	/** @param id default: the first channel. @throws ApiError 404 for an unknown one */
	get(id?: string): Channel {
		const channel = id === undefined ? [...this.channels.values()][0] : this.channels.get(id);
		if (!channel) throw new ApiError(404, `Channel ${id ?? ''} not found`);
		return channel;
	}

	find(id: string): Channel | undefined {
		return this.channels.get(id);
	}

	list(): Channel[] {
		return [...this.channels.values()].map((channel) => ({ ...channel }));
	}

	/**
	 * Changes a channel, or adds one.
	 * @param fallback for what a new channel is not given
	 */
	set(id: string, changes: Partial<Omit<Channel, 'id'>>, fallback: Omit<Channel, 'id'>): Channel {
		const channel = { ...fallback, ...this.channels.get(id), ...changes, id };
		this.channels.set(id, channel);
		return { ...channel };
	}
}
