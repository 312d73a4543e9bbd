import type { ServerSession } from 'cometd-nodejs-server';
import { AcknowledgedMessagesExtension } from 'cometd-nodejs-server/ack-extension';
import { until } from '../../harness/until';
import type { CometdHost } from './referenceServer';
import { endAll, openSession, startCometd, wait } from './referenceServer';

let host: CometdHost;

afterEach(async () => {
	const { size } = host.sessions;
	await endAll();
	expect(size).toBe(0);
});

const held = () => host.polling.size > 0;
const only = () => [...host.sessions][0];

test.each([true, false])('messages arrive in order, each once (own paths: %s)', async (split) => {
	host = await startCometd();
	const { session, got, opened, ran } = openSession(host, {
		paths: { endpoint: '/notifications/', split: false },
		...(split && { paths: { endpoint: '/notifications', split } }),
		channels: ['/numbers', '/letters/*'],
		onMessage: (channel, data) => void got.push([channel, data]),
	});
	await until(held);
	expect(opened).toEqual([false]);
	host.publish('/numbers', 1);
	host.publish('/letters/greek', 'alpha');
	host.publish('/other', 'x');
	await until(() => got.length === 2 && held());
	only().deliver(null, '/numbers', 2);
	await until(() => got.length === 3);
	expect(got).toEqual([
		['/numbers', 1],
		['/letters/greek', 'alpha'],
		['/numbers', 2],
	]);
	const { length } = host.requests;
	// More than one poll runs into the server's timeout.
	await until(() => host.requests.length > length + 1 && held());
	host.publish('/numbers', 3);
	await until(() => got.length === 4);
	await session.stop();
	await ran;

	const paths = new Set(host.requests.map(({ path }) => path));
	expect([...paths]).toEqual(
		split
			? ['handshake', 'subscribe', 'connect', 'disconnect'].map((meta) => `/notifications/${meta}`)
			: ['/notifications/'],
	);
	const cookies = new Set(host.requests.map(({ cookie }) => cookie));
	expect([...cookies]).toEqual([undefined, expect.stringMatching(/^BAYEUX_BROWSER=\w+$/)]);
});

test('a lost session is opened again with the same cookie', async () => {
	host = await startCometd();
	const { session, got, opened } = openSession(host);
	await until(() => held());
	host.forget(only());
	await until(() => opened.length === 2);
	host.publish('/numbers', 1);
	await until(() => got.length === 1);
	expect(opened).toEqual([false, true]);
	expect(session.state.reconnects).toBe(1);
	await session.stop();
	expect(new Set(host.requests.slice(1).map(({ cookie }) => cookie)).size).toBe(1);
});

test('a session that the server expires while nobody polls is opened again', async () => {
	host = await startCometd({ maxInterval: 300, sweepPeriod: 50 });
	const { session, opened } = openSession(host, {
		onMessage: async () => await wait(800),
	});
	await until(held);
	host.publish('/numbers', 1);
	await until(() => opened.length === 2);
	await session.stop();
});

test('a poll that breaks goes on with the same session, and what came meanwhile arrives', async () => {
	host = await startCometd();
	const { session, got, opened } = openSession(host);
	await until(held);
	const { id } = only();
	host.open.forEach((response) => response.destroy());
	host.publish('/numbers', 1);
	host.intercept((response) => {
		response.writeHead(503).end();
		host.intercept(() => false);
		return true;
	});
	host.publish('/numbers', 2);
	await until(() => got.length);
	// The first was written to the broken connection: without acknowledgement the server cannot know.
	expect(got).toEqual([2]);
	expect(only().id).toBe(id);
	expect(opened).toEqual([false]);
	await session.stop();
});

test('with acknowledgement, messages whose answer was lost come again, and only once', async () => {
	host = await startCometd();
	host.cometd.addExtension(new AcknowledgedMessagesExtension());
	const { session, got } = openSession(host);
	await until(held);
	for (let number = 0; number < 50; number++) {
		await until(held);
		// Every other answer dies on its way.
		if (number % 2) host.open.forEach((response) => response.destroy());
		host.publish('/numbers', number);
	}
	await until(() => got.length >= 50);
	expect(got).toEqual(Array.from({ length: 50 }, (_, number) => number));
	expect(session.state.reconnects).toBe(0);
	await session.stop();
});

test('a server that falls silent is noticed', async () => {
	host = await startCometd();
	const { session, got } = openSession(host, { settings: { networkDelay: 300 } });
	await until(held);
	host.intercept(() => true);
	await until(() => session.state.connectedSince === undefined);
	await until(() => host.open.size === 1);
	host.intercept(() => false);
	await until(() => session.state.connectedSince);
	host.publish('/numbers', 1);
	await until(() => got.length);
	await session.stop();
});

test('a refused handshake ends it, since this server advises none', async () => {
	host = await startCometd();
	const canHandshake = (
		_session: ServerSession,
		_message: unknown,
		callback: (error: undefined, result: boolean) => void,
	) => callback(undefined, false);
	host.cometd.policy = { canHandshake };
	const { errors, ran } = openSession(host);
	await ran;
	expect(errors).toMatchObject([
		{ message: expect.stringContaining('handshake of the notification session (403::handshake_') },
	]);
});

test('a server that is away for a while is waited for', async () => {
	host = await startCometd();
	host.intercept((response) => {
		response.destroy();
		return true;
	});
	const { session, opened } = openSession(host);
	await until(() => host.requests.length > 3);
	host.intercept(() => false);
	await until(() => opened.length);
	await session.stop();
});

test('stopping ends the connection of the poll itself, even if the server hears no goodbye', async () => {
	host = await startCometd({ timeout: 30_000 });
	const { session } = openSession(host, { settings: { disconnectTime: 300 } });
	await until(held);
	host.intercept((_response, path) => path.endsWith('/disconnect'));
	await session.stop();
	await until(async () => (await host.connections()) === 0);
	only().disconnect();
});

test('two sessions on one server do not disturb each other', async () => {
	host = await startCometd();
	const both = [openSession(host), openSession(host)];
	await until(() => both.every(({ session }) => session.state.connectedSince));
	host.publish('/numbers', 1);
	await until(() => both.every(({ got }) => got.length === 1));
	await both[0].session.stop();
	host.publish('/numbers', 2);
	await until(() => both[1].got.length === 2);
	expect(both[0].got).toEqual([1]);
	await both[1].session.stop();
});
