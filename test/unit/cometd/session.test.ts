/** @jest-environment node */
import { sleep } from 'n8n-workflow';
import { event, fakeSession, fakeTime, pass, replies } from './fakeSession';

fakeTime();

describe('opening', () => {
	test('handshake, subscribe, onOpen, a probe, then a poll that is held', async () => {
		const order: string[] = [];
		const fake = fakeSession({
			channels: ['/a', '/b'],
			onOpen: ({ reopened }) => {
				order.push(`open ${reopened} after ${fake.metas().join()}`);
			},
		});
		await fake.start();

		expect(order).toEqual(['open false after handshake,subscribe']);
		expect(fake.sent.map(({ messages }) => messages)).toEqual([
			[
				{
					channel: '/meta/handshake',
					id: '1',
					version: '1.0',
					supportedConnectionTypes: ['long-polling'],
					ext: { ack: true },
				},
			],
			[
				{ channel: '/meta/subscribe', id: '2', clientId: 'c1', subscription: '/a' },
				{ channel: '/meta/subscribe', id: '3', clientId: 'c1', subscription: '/b' },
			],
			[
				{
					channel: '/meta/connect',
					id: '4',
					clientId: 'c1',
					connectionType: 'long-polling',
					advice: { timeout: 0 },
				},
			],
			[{ channel: '/meta/connect', id: '5', clientId: 'c1', connectionType: 'long-polling' }],
		]);
		expect(fake.sent.map(({ request }) => [request.method, request.path])).toEqual(
			Array(4).fill(['POST', '/notifications']),
		);
		expect(fake.isHeld()).toBe(true);
		await fake.stop();
	});

	test('can send each kind of message to its own path', async () => {
		const fake = fakeSession({ paths: { endpoint: '/notifications', split: true } });
		await fake.start();
		await fake.stop();
		expect(fake.sent.map(({ request }) => request.path)).toEqual([
			'/notifications/handshake',
			'/notifications/subscribe',
			'/notifications/connect',
			'/notifications/connect',
			'/notifications/disconnect',
		]);
	});

	test('runs once', async () => {
		const fake = fakeSession();
		await fake.start();
		await expect(fake.session.run()).rejects.toThrow('started before');
		await fake.stop();
	});
});

describe('messages', () => {
	test('of any answer are handed over in order, before the next poll', async () => {
		const fake = fakeSession();
		fake.steps.subscribe.push(replies({}, [event(1)]));
		fake.steps.connect.push(replies({}, [event(2), event(3)]));
		await fake.start();
		expect(fake.got).toEqual([1, 2, 3]);

		await fake.answer(replies({}, [event(4), event(null), event({ five: 5 })]));
		expect(fake.got).toEqual([1, 2, 3, 4, null, { five: 5 }]);
		expect(fake.session.state).toMatchObject({ messages: 6, failedMessages: 0, reconnects: 0 });
		await fake.stop();
	});

	test('come with their channel and id, and only for the channels that were asked for', async () => {
		const got: unknown[] = [];
		const fake = fakeSession({
			channels: ['/a', '/one/*', '/all/**'],
			onMessage: (...message) => void got.push(message),
		});
		fake.steps.connect.push(
			replies({}, [
				event(1, { id: 'x' }),
				...['/b', '/a/b', '/one/c', '/one/c/d', '/one', '/all/e/f', '/allx'].map((channel) =>
					event(2, { channel }),
				),
				{ channel: '/meta/other', data: 3, successful: true },
			]),
		);
		await fake.start();
		expect(got).toEqual([
			['/a', 1, 'x'],
			['/one/c', 2, undefined],
			['/all/e/f', 2, undefined],
		]);
		await fake.stop();
	});

	test('are awaited one after the other', async () => {
		const done: unknown[] = [];
		const fake = fakeSession({
			onMessage: async (_channel, data) => {
				await sleep(Number(data));
				done.push(data);
			},
		});
		fake.steps.connect.push(replies({}, [event(30), event(10)]));
		await fake.start();
		await pass(40);
		expect(done).toEqual([30, 10]);
		await fake.stop();
	});

	test.each([
		['throws', () => fail()],
		['rejects', async () => await Promise.reject(new Error('not mine'))],
	])('at which onMessage %s are logged and counted, and the next ones follow', async (_how, fn) => {
		const got: unknown[] = [];
		const fake = fakeSession({
			onMessage: (_channel, data) => (data === 1 ? fn() : got.push(data)),
		});
		fake.steps.connect.push(replies({}, [event(1), event(2)]));
		await fake.start();
		expect(got).toEqual([2]);
		expect(fake.log).toContain('error A notification could not be taken: not mine');
		expect(fake.session.state).toMatchObject({ messages: 2, failedMessages: 1 });
		expect(fake.isHeld()).toBe(true);
		await fake.stop();
	});

	function fail(): never {
		throw new Error('not mine');
	}

	test('are acknowledged batch by batch to a server that asks for it', async () => {
		const fake = fakeSession();
		fake.steps.handshake.push(replies({ clientId: 'c1', ext: { ack: true } }));
		fake.steps.connect.push(replies({ ext: { ack: 7 } }, [event(1)]));
		await fake.start();
		await fake.answer(replies({ ext: { ack: 8 } }, [event(2)]));
		const acknowledged = fake.sent.slice(2).map(({ messages }) => messages[0].ext);
		expect(acknowledged).toEqual([{ ack: 0 }, { ack: 7 }, { ack: 8 }]);
		await fake.stop();
	});

	test('are acknowledged from the batch that the server names', async () => {
		const fake = fakeSession();
		fake.steps.handshake.push(
			replies({ clientId: 'c1', ext: { ack: { enabled: true, batch: 4 } } }),
		);
		await fake.start();
		expect(fake.sent[2].messages[0].ext).toEqual({ ack: 4 });
		await fake.stop();
	});
});

describe('advice', () => {
	test('interval is waited between polls, in whichever answer it came', async () => {
		const fake = fakeSession();
		fake.steps.subscribe.push(replies({ advice: { interval: 3_000 } }));
		await fake.start();
		await pass(2_999);
		expect(fake.metas().filter((meta) => meta === 'connect')).toHaveLength(1);
		await pass(1);
		expect(fake.isHeld()).toBe(true);

		await fake.answer(replies({ advice: { interval: 0 } }, [event(1)]));
		expect(fake.isHeld()).toBe(true);
		await fake.stop();
	});

	test('that is no number is ignored', async () => {
		const fake = fakeSession();
		fake.steps.handshake.push(
			replies({ clientId: 'c1', advice: { interval: 'long', timeout: -1, reconnect: 'retry' } }),
		);
		await fake.start();
		expect(fake.isHeld()).toBe(true);
		expect(fake.sent[3].request.timeout).toBe(75_000);
		await fake.stop();
	});

	test.each([
		['interval', 2],
		['timeout', 5],
	])('%s of many years does not put the session to sleep', async (name, polls) => {
		const fake = fakeSession();
		fake.steps.connect.push(replies({ advice: { [name]: 1e12 } }));
		await fake.start();
		// Nothing is answered any more: the session has to notice.
		await pass(3_600_000);
		expect(fake.metas().filter((meta) => meta === 'connect').length).toBeGreaterThan(polls);
		await fake.stop();
	});

	test('a server that answers empty at once is not polled in a loop', async () => {
		const fake = fakeSession();
		fake.steps.connect.push(...Array.from({ length: 100 }, () => replies()));
		await fake.start();
		await pass(10_000);
		expect(fake.metas().filter((meta) => meta === 'connect').length).toBeLessThanOrEqual(12);
		await fake.stop();
	});
});
