import { notified, type Interaction } from '../../shared/agentEmail/interaction';
import { sessionOf } from '../../shared/agentEmail/session';
import { BayeuxSession } from '../../shared/cometd/session';
import type { Context } from '../../shared/engine/operation';
import { openTurns } from '../../shared/transport/concurrency';
import { pause } from '../../shared/transport/pause';

/** A session that is not open by then is not waited for: drafts can be looked for in the list as well. */
const OPEN_MS = 10_000;

/** Where there are no notifications, that is soon clear; while it lasts, items wait. */
const PATIENCE = { firstWait: 500, maxFailures: 3, giveUpAfter: OPEN_MS };

/** How to reach the notifications, where that is not as usual. */
export interface Place {
	endpoint?: string;
	topic?: string;
}

/**
 * The notifications of new drafts, for as long as a run of the node. All items share one session: servers stop holding the polls
 * of a client that has several.
 */
export class Notifications {
	/** Drafts that were told of since the session was opened, by their ID. */
	readonly drafts = new Map<string, Interaction>();
	/** For those that could not tell their drafts apart if they had them made at the same time. */
	readonly inTurn = openTurns((running) => 1 - running);
	private readonly session: BayeuxSession;
	private running?: Promise<void>;
	private opened = false;
	private failure?: Error;
	private waiting: Array<() => void> = [];

	constructor({ send, logger }: Pick<Context, 'send' | 'logger'>, place: Place) {
		this.session = new BayeuxSession({
			send,
			logger,
			...sessionOf(place),
			settings: PATIENCE,
			onOpen: () => {
				this.opened = true;
				this.wake();
			},
			onMessage: (_channel, message) => this.take(notified(message)),
		});
	}

	/** Why there are none; `''` as long as they come. */
	get problem(): string {
		if (this.failure) return this.failure.message;
		return this.opened ? '' : 'The session was not opened in time';
	}

	/** Opens the session, unless it is open, and waits until drafts are told of or it is clear that they will not be. */
	async ready(stop: () => boolean): Promise<void> {
		this.running ??= this.session.run().catch((error: Error) => {
			this.failure = error;
			this.wake();
		});
		await this.until(() => this.opened || this.failure !== undefined, OPEN_MS, stop);
	}

	/** Waits until `holds()`, which changes with what is told, or for so many milliseconds, or until `stop()`. */
	async until(holds: () => boolean, time: number, stop: () => boolean): Promise<void> {
		const end = Date.now() + time;
		while (!holds() && Date.now() < end && !stop()) {
			let woken = false;
			const change = new Promise<void>((resolve) => {
				this.waiting.push(() => {
					woken = true;
					resolve();
				});
			});
			await Promise.race([change, pause(end - Date.now(), () => woken || stop())]);
		}
	}

	/** Ends the session, also at the server. */
	async close(): Promise<void> {
		await this.session.stop();
	}

	private take(interaction: Interaction | undefined): void {
		if (interaction?.state !== 'ReplyCreated') return;
		this.drafts.set(interaction.id, interaction);
		this.wake();
	}

	private wake(): void {
		for (const go of this.waiting.splice(0)) go();
	}
}

/** The notifications of this run at this place, once drafts are told of; the user is warned when they are not. */
export async function notificationsFor(context: Context, place: Place): Promise<Notifications> {
	const { paths, channels } = sessionOf(place);
	const name = `notifications ${paths.endpoint} ${channels.join()}`;
	const notifications = context.keep(name, () => new Notifications(context, place));
	await notifications.ready(context.cancelled);
	await context.wait(0);
	const { problem } = notifications;
	if (problem) {
		context.warn(
			`Drafts are looked for in the list of the open interactions, because there are no notifications: ${problem}`,
		);
	}
	return notifications;
}
