/** @jest-environment node */
import { sleep } from 'n8n-workflow';
import type { BayeuxOptions } from '../../../nodes/shared/cometd/protocol';
import type { Step } from './fakeSession';
import {
	event,
	fails,
	fakeSession,
	fakeTime,
	ok,
	pass,
	replies,
	settle,
	silent,
} from './fakeSession';

fakeTime();

type Fake = ReturnType<typeof fakeSession>;
const never = async () => await new Promise<never>(() => {});

describe('stop', () => {
	test('aborts the poll that is held, says goodbye, and emits nothing more', async () => {
		const fake = fakeSession();
		const outcome = await fake.start();
		const { signal } = fake.sent[3].request;
		const stopped = fake.session.stop();
		expect(signal?.aborted).toBe(true);
		await settle();
		expect(fake.sent[4].messages).toEqual([
			{ channel: '/meta/disconnect', id: '5', clientId: 'c1' },
		]);
		await pass(200);
		await stopped;
		expect(outcome).toEqual({ done: true });
		expect(fake.session.state.connectedSince).toBeUndefined();
		expect(jest.getTimerCount()).toBe(0);
	});

	const hang = (meta: string) => (fake: Fake) => void fake.steps[meta].push(silent);
	test.each<[string, (fake: Fake) => void, number, Partial<BayeuxOptions>, string[]]>([
		['the handshake', hang('handshake'), 0, {}, ['handshake']],
		['the subscribe', hang('subscribe'), 0, {}, ['handshake', 'subscribe', 'disconnect']],
		['onOpen', () => {}, 0, { onOpen: never }, ['handshake', 'subscribe', 'disconnect']],
		[
			'the wait after a failure',
			({ steps }) => void steps.handshake.push(fails(new Error('down'))),
			500,
			{},
			['handshake'],
		],
		[
			'the wait between polls',
			({ steps }) => void steps.connect.push(replies({ advice: { interval: 9_000 } })),
			500,
			{},
			['handshake', 'subscribe', 'connect', 'disconnect'],
		],
		[
			'onMessage',
			({ steps }) => void steps.connect.push(replies({}, [event(1), event(2)])),
			0,
			{ onMessage: never },
			['handshake', 'subscribe', 'connect', 'disconnect'],
		],
	])('during %s', async (_when, prepare, time, options, metas) => {
		const fake = fakeSession(options);
		prepare(fake);
		const outcome = await fake.start();
		await pass(time);
		await fake.stop();
		expect(outcome).toEqual({ done: true });
		expect(fake.metas()).toEqual(metas);
		await pass(60_000);
		expect(fake.metas()).toEqual(metas);
	});

	test('before the start: nothing is sent', async () => {
		const fake = fakeSession();
		await fake.session.stop();
		const outcome = await fake.start();
		expect(outcome).toEqual({ done: true });
		expect(fake.sent).toEqual([]);
	});

	test('from onMessage, awaited there: the rest of the answer is not emitted', async () => {
		const got: unknown[] = [];
		const fake = fakeSession({
			onMessage: async (_channel, data) => {
				got.push(data);
				await fake.session.stop();
				got.push('stopped');
			},
		});
		fake.steps.connect.push(replies({}, [event(1), event(2)]));
		const outcome = await fake.start();
		await pass(400);
		expect(got).toEqual([1, 'stopped']);
		expect(outcome).toEqual({ done: true });
		expect(jest.getTimerCount()).toBe(0);
	});

	test('between two requests: the next one is not sent', async () => {
		const warn = () => {};
		const fake = fakeSession({
			logger: { debug: () => void fake.session.stop(), warn, error: warn },
		});
		const outcome = await fake.start();
		await pass(400);
		expect(outcome).toEqual({ done: true });
		expect(fake.metas()).toEqual(['handshake', 'subscribe', 'disconnect']);
	});

	test('twice and more often is once', async () => {
		const fake = fakeSession();
		await fake.start();
		const all = Promise.all([fake.session.stop(), fake.session.stop()]);
		await pass(200);
		await all;
		await fake.session.stop();
		expect(fake.metas().filter((meta) => meta === 'disconnect')).toHaveLength(1);
	});

	test('after the end does nothing', async () => {
		const fake = fakeSession({ settings: { maxFailures: 1 } });
		fake.steps.handshake.push(fails(new Error('down')));
		await fake.start();
		await pass(200);
		await fake.stop();
		expect(fake.metas()).toEqual(['handshake']);
	});

	test('does not wait longer for the goodbye than it was given', async () => {
		const fake = fakeSession();
		const outcome = await fake.start();
		fake.steps.disconnect.push(silent);
		let stopped = false;
		void fake.session.stop().then(() => (stopped = true));
		await pass(1_900);
		expect([stopped, outcome]).toEqual([false, {}]);
		await pass(200);
		expect([stopped, outcome]).toEqual([true, { done: true }]);
		expect(fake.sent[4].request).toMatchObject({ timeout: 2_000, signal: { aborted: true } });
	});

	test('does not need a client that heeds the signal; what it answers late is lost', async () => {
		const fake = fakeSession();
		fake.steps.connect.push(async (messages, request) => {
			await sleep(5_000);
			return await replies({}, [event(1)])(messages, request);
		});
		const outcome = await fake.start();
		const stopped = fake.session.stop();
		await pass(200);
		await stopped;
		expect(outcome).toEqual({ done: true });
		await pass(10_000);
		expect(fake.got).toEqual([]);
		expect(fake.metas()).toHaveLength(4);
	});
});

describe('the watchdog', () => {
	const polls = (fake: Fake) => fake.metas().filter((meta) => meta === 'connect').length;

	test.each<[string, Step, number]>([
		['as long as the server said', replies({ advice: { timeout: 30_000 } }), 40_000],
		['as long as was set, when the server says nothing', replies(), 70_000],
		['as long as was set, when the server says 0', replies({ advice: { timeout: 0 } }), 70_000],
	])('lets a poll be held %s, plus a margin, then aborts it', async (_time, step, limit) => {
		const fake = fakeSession();
		fake.steps.connect.push(step);
		await fake.start();
		expect(fake.sent[3].request.timeout).toBeGreaterThan(limit);
		await pass(limit - 1);
		expect(fake.isHeld()).toBe(true);
		expect(fake.session.state.connectedSince).toBeDefined();
		await pass(200);
		expect(fake.isHeld()).toBe(false);
		expect(fake.session.state.connectedSince).toBeUndefined();
		expect(fake.log.at(-1)).toBe(
			'warn Notification session interrupted: there was no answer in time',
		);
		await pass(1_000);
		expect(polls(fake)).toBe(4);
		expect(fake.sent[4].messages[0]).toMatchObject({ clientId: 'c1', advice: { timeout: 0 } });
		await fake.stop();
	});

	test.each([
		['handshake', 0],
		['subscribe', 1],
		['connect', 2],
	])('gives up a %s that is not answered', async (meta, index) => {
		const fake = fakeSession();
		fake.steps[meta].push(silent);
		await fake.start();
		await pass(9_999);
		expect(fake.sent).toHaveLength(index + 1);
		await pass(2_000);
		expect(fake.sent[index].request.signal?.aborted).toBe(true);
		expect(fake.isHeld()).toBe(true);
		await fake.stop();
	});

	test('gives up an onOpen that does not end, and aborts its signal', async () => {
		const signals: AbortSignal[] = [];
		const fake = fakeSession({
			onOpen: async ({ signal }) => {
				signals.push(signal);
				if (signals.length === 1) await never();
			},
		});
		await fake.start();
		await pass(59_999);
		expect(signals).toMatchObject([{ aborted: false }]);
		await pass(2_000);
		expect(signals).toMatchObject([{ aborted: true }, { aborted: false }]);
		await fake.stop();
	});

	test('ends a session whose server never answers', async () => {
		const fake = fakeSession();
		const outcome = await fake.start();
		fake.steps.connect.push(...Array.from({ length: 99 }, () => silent));
		await fake.answer(() => ok([]));
		await pass(320_000);
		expect(outcome.error).toMatchObject({
			description: expect.stringContaining('there was no answer in time'),
		});
		expect(jest.getTimerCount()).toBe(0);
	});
});
