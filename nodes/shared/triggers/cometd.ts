import type { IDataObject, ITriggerFunctions, ITriggerResponse } from 'n8n-workflow';
import { NodeApiError, NodeOperationError, UserError } from 'n8n-workflow';
import { SessionFailure } from '../cometd/failure';
import { sayGoodbye } from '../cometd/goodbye';
import type { BayeuxOptions, Opening } from '../cometd/protocol';
import { BayeuxSession } from '../cometd/session';
import { Wire } from '../cometd/wire';
import { requestDefaults } from '../descriptions/common';
import type { Api, Send } from '../transport/api';
import { openClient } from '../transport/client';
import { pause } from '../transport/pause';
import { openMemory } from './memory';

/** After this time an activation no longer waits for Genesys; the session goes on trying in the background. */
const ACTIVATION_WAIT_MS = 15_000;

/** The goodbye to a session that an earlier run has left may hold up the start so long. */
const FORMER_SESSION_MS = 2_000;

/** What a subscription of a trigger has of it. */
export interface CometdHost {
	/** Does not repeat requests: the session does that. */
	send: Send;
	/** Whether n8n has closed the trigger. */
	closed: () => boolean;
	/** What outlives the process; see `Memory`. */
	kept: IDataObject;
	/** Starts the workflow with one item per row; with nothing when there is none. */
	emit: (rows: IDataObject[]) => void;
	/** Tells n8n that it cannot go on: n8n starts the trigger again. */
	fail: (error: Error) => void;
}

/** Where notifications come from. */
export interface CometdSource extends Pick<BayeuxOptions, 'paths' | 'channels' | 'hints'> {
	/** What they are about, as JSON: with something else, nothing is left of what was kept. */
	subject?: unknown;
}

/** What a notification session is for. */
export interface Subscription {
	/** Opens it, with each new session; see `BayeuxOptions.onOpen`. */
	open: (opening: Opening) => Promise<void>;
	/** Looks for what may have been lost in a session that lives on; see `BayeuxOptions.onResume`. */
	resume?: (signal: AbortSignal) => Promise<void>;
	/** Takes one message. */
	receive: (channel: string, message: unknown) => void;
	/** Closes it at Genesys; never throws. */
	close: () => Promise<void>;
}

/**
 * A trigger that is told by CometD, until n8n closes it. A session that cannot be kept open is reported to n8n, which
 * starts the trigger again: a workflow is never active without being told.
 *
 * @throws what cannot work, when that is known before the workflow is active
 */
export async function openCometdTrigger(
	context: ITriggerFunctions,
	api: Api,
	{ subject, ...session }: CometdSource,
	subscribe: (host: CometdHost) => Subscription,
): Promise<ITriggerResponse> {
	const settings = { ...requestDefaults, maxRetries: 0 };
	const send = await openClient(context, api, settings);
	const memory = await openMemory(context, api, [session.paths, session.channels, subject]);
	let opened = false;
	let started = false;
	let closed = false;

	const subscription = subscribe({
		send,
		closed: () => closed,
		kept: memory.kept,
		emit(rows) {
			if (!closed && rows.length > 0) context.emit([rows.map((json) => ({ json }))]);
		},
		fail,
	});
	const bayeux = new BayeuxSession({
		send,
		...session,
		onOpen: async (opening) => {
			memory.keepSession({ clientId: opening.clientId, cookies: send.cookies() });
			try {
				await subscription.open(opening);
				opened = true;
			} catch (error) {
				throw isHopeless(error) ? SessionFailure.fatal(error) : SessionFailure.from(error);
			}
		},
		onResume: async (signal) => await subscription.resume?.(signal),
		onMessage: (channel, message) => subscription.receive(channel, message),
		logger: context.logger,
	});

	function fail(error: Error): void {
		if (closed) return;
		context.emitError(new NodeOperationError(context.getNode(), error));
		// n8n does not close a manual test that failed.
		void close();
	}

	/** Both at once: n8n does not wait for long when it is being stopped. */
	async function close(): Promise<void> {
		closed = true;
		await Promise.all([bayeux.stop(), subscription.close()]);
	}

	/** Ends the session that an earlier run has left when it was killed: the server would keep messages for it. */
	async function endFormer(): Promise<void> {
		const former = memory.session();
		if (!former) return;
		const { clientId, cookies } = former;
		// The cookies are those of a session of its own.
		const client = await openClient(context, api, { ...settings, cookies });
		const wire = Object.assign(new Wire({ send: client, ...session }, 0), { clientId });
		await sayGoodbye(wire, FORMER_SESSION_MS, context.logger);
	}

	/** Waits a while for the subscription, so that what cannot work fails now and not after the workflow is active. */
	async function start(): Promise<void> {
		await endFormer();
		const running = bayeux.run();
		running.catch((error: Error) => {
			if (started) fail(error);
			// n8n has nothing to close: the trigger did not start.
			else void close();
		});
		await Promise.race([running, pause(ACTIVATION_WAIT_MS, () => opened || closed)]);
		started = true;
	}

	if (context.getMode() !== 'manual') await start();
	return {
		manualTriggerFunction: start,
		closeFunction: close,
	};
}

/** Genesys does not accept what is subscribed to: trying again would change nothing. */
function isHopeless(error: unknown): error is Error {
	return error instanceof UserError || (error instanceof NodeApiError && error.httpCode === '400');
}
