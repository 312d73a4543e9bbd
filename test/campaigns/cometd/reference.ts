import { createCometDServer } from 'cometd-nodejs-server';
import { AcknowledgedMessagesExtension } from 'cometd-nodejs-server/ack-extension';
import type { ServerSession } from 'cometd-nodejs-server';
import type { Bayeux, BayeuxSettings, Message } from './bayeux';

/** The reference server, without a network: requests are handed to it, and it has the same simulated time. */
export function startReference({ acknowledges, hold }: BayeuxSettings): Bayeux {
	const cometd = createCometDServer({ timeout: hold, maxInterval: 10_000 });
	if (acknowledges) cometd.addExtension(new AcknowledgedMessagesExtension());
	const sessions = new Map<string, ServerSession>();
	const polling = new Set<ServerSession>();
	cometd.addListener('sessionAdded', (session: ServerSession) => {
		sessions.set(session.id, session);
		session.addListener('suspended', () => polling.add(session));
		session.addListener('resumed', () => polling.delete(session));
	});
	cometd.addListener('sessionRemoved', (session: ServerSession) => {
		sessions.delete(session.id);
		polling.delete(session);
	});

	return {
		post: async (messages, cookie) =>
			await new Promise((resolve, reject) => {
				let finished = () => {};
				const response = {
					statusCode: 200,
					socket: { destroyed: false },
					setHeader: () => {},
					addListener: (event: string, listener: () => void) => {
						if (event === 'finish') finished = listener;
					},
					end: (content?: string) => {
						if (content === undefined) return reject(new Error(`HTTP ${response.statusCode}`));
						resolve(JSON.parse(content) as Message[]);
						finished();
					},
				};
				const request = {
					method: 'POST',
					body: structuredClone(messages),
					headers: { cookie },
				};
				cometd.handle(request as never, response as never);
			}),
		publish(channel, data) {
			for (const one of data) cometd.createServerChannel(channel).publish(null, one);
		},
		lose() {
			for (const session of sessions.values()) {
				(cometd as unknown as Inside)._removeServerSession(session, false);
			}
		},
		sessions: () => [...sessions.keys()],
		held: () => polling.size,
		close: () => cometd.close(),
	};
}

/** What is used of the server beside its published types. */
interface Inside {
	_removeServerSession: (session: ServerSession, old: boolean) => void;
}
