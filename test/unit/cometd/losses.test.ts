import type { ServerSession } from 'cometd-nodejs-server';
import { AcknowledgedMessagesExtension } from 'cometd-nodejs-server/ack-extension';
import { until } from '../../harness/until';
import type { CometdHost } from './referenceServer';
import { endAll, openSession, startCometd, wait, watchResources } from './referenceServer';

const LOSSES = 50;

afterEach(endAll);

/** Which numbers the server owes: those offered to a session, less those still in its queue when it was lost. */
function keepAccounts(host: CometdHost) {
	const owed = new Set<number>();
	const waiting = new Map<ServerSession, number[]>();
	host.cometd.addListener('sessionAdded', (session: ServerSession) => {
		waiting.set(session, []);
		session.addListener('queueOffer', (_session, message: { channel: string; data: number }) => {
			if (message.channel !== '/numbers') return;
			owed.add(message.data);
			waiting.get(session)?.push(message.data);
		});
		session.addListener('queueDrain', () => waiting.set(session, []));
		session.addListener('removed', () => {
			waiting.get(session)?.forEach((number) => owed.delete(number));
		});
	});
	return owed;
}

test.each([
	['without', false],
	['with', true],
])(
	'%s acknowledgement: 50 losses, nothing twice, nothing lost that the server still had',
	async (_how, ack) => {
		const added = watchResources();
		const host = await startCometd({ timeout: 100 });
		if (ack) host.cometd.addExtension(new AcknowledgedMessagesExtension());
		const owed = keepAccounts(host);
		const endPublishing = host.count('/numbers', 2);
		const { session, got, opened, ran, errors } = openSession(host, {
			settings: { firstWait: 20, longestWait: 20, networkDelay: 2_000 },
		});

		for (let loss = 0; loss < LOSSES; loss++) {
			await until(() => opened.length === loss + 1 && session.state.connectedSince);
			const { length } = got;
			await until(() => got.length >= length + 5 + ((loss * 7) % 20));
			const [current] = host.sessions;
			// In turn: with a word to the client, which ends the poll, and without one.
			if (loss % 2) current.disconnect();
			else host.forget(current);
			expect(host.sessions.size).toBe(0);
		}
		await until(() => opened.length === LOSSES + 1 && session.state.connectedSince);
		// What was published while no session was open never comes: the last one has to be later than that.
		const { length } = got;
		await until(() => got.length >= length + 5);
		const published = endPublishing();
		await until(() => got.at(-1) === published - 1);

		expect(session.state).toMatchObject({ reconnects: LOSSES, failedMessages: 0 });
		expect(got).toEqual([...owed]);
		expect(got.length).toBeGreaterThan(5 * LOSSES);

		await session.stop();
		await ran;
		expect(errors).toEqual([]);
		expect(host.sessions.size).toBe(0);
		await until(async () => host.open.size === 0 && (await host.connections()) === 0);
		await host.close();
		await until(() => added().length === 0);
	},
);

test('1,000 messages in a second arrive, in order and each once', async () => {
	const host = await startCometd();
	const { session, got } = openSession(host);
	await until(() => session.state.connectedSince);
	const start = Date.now();
	for (let number = 0; number < 1_000;) {
		for (const due = Date.now() - start; number < Math.min(due, 1_000); number++) {
			host.publish('/numbers', number);
		}
		await wait(1);
	}
	await until(() => got.length >= 1_000);
	expect(got).toEqual(Array.from({ length: 1_000 }, (_, number) => number));
	await session.stop();
	await host.close();
});

test.each([0, 3, 10, 20, 40, 80])('stopped after %s ms it leaves nothing behind', async (time) => {
	const added = watchResources();
	const host = await startCometd({ maxInterval: 100, sweepPeriod: 50 });
	host.intercept((response, path) => {
		if (!/handshake|subscribe/.test(path)) return false;
		const { req } = response;
		setTimeout(() => host.cometd.handle(req, response), 15);
		return true;
	});
	const { session, got, ran } = openSession(host, { onOpen: async () => await wait(15) });
	const endPublishing = host.count('/numbers', 1);
	await wait(time);
	const stopped = session.stop();
	const { length } = got;
	await stopped;
	await ran;
	await wait(20);
	endPublishing();
	expect(got).toHaveLength(length);
	// A handshake that was cut off leaves a session that the server drops by itself.
	await until(async () => host.sessions.size === 0 && (await host.connections()) === 0);
	expect(host.open.size).toBe(0);
	await host.close();
	await until(() => added().length === 0);
});
