/** @jest-environment node */
import { covers, firstBatch, messagesOf } from '../../../nodes/shared/cometd/protocol';
import { RecentMessages } from '../../../nodes/shared/cometd/recentMessages';
import { event, fakeSession, fakeTime, pass, replies } from './fakeSession';

describe('a message that is delivered again after a reconnect', () => {
	fakeTime();

	async function redeliver(first: object[], second: object[]): Promise<unknown[]> {
		const fake = fakeSession();
		await fake.start();
		await pass(1_000);
		await fake.answer(replies({}, first as never));
		await fake.answer(replies({ successful: false, error: '402::' }));
		await fake.answer(replies({}, second as never));
		await fake.stop();
		return fake.got;
	}

	test('is not emitted again, as often as it comes', async () => {
		const [one, two, three] = [1, 2, 3].map((data) => event(data, { id: `m${data}` }));
		expect(await redeliver([one, two], [one, two, two, three])).toEqual([1, 2, 3]);
	});

	test('is another message when it has other data: publishers count for themselves', async () => {
		expect(await redeliver([event(1, { id: '1' })], [event(2, { id: '1' })])).toEqual([1, 2]);
	});

	test('cannot be told from a new one without an id', async () => {
		expect(await redeliver([event(1)], [event(1)])).toEqual([1, 1]);
	});
});

describe('recent messages', () => {
	const message = (id: number) => ({ channel: '/a', id: String(id), data: 1 });

	test('are copies only of what came before a reconnect', () => {
		const recent = new RecentMessages();
		expect([recent.isCopy(message(1)), recent.isCopy(message(1))]).toEqual([false, false]);
		recent.reconnected();
		expect([recent.isCopy(message(1)), recent.isCopy(message(1))]).toEqual([true, true]);
		expect(recent.isCopy({ ...message(1), channel: '/b' })).toBe(false);
	});

	test('do not grow without end; the oldest are forgotten', () => {
		const recent = new RecentMessages();
		for (let id = 0; id <= 10_000; id++) recent.isCopy(message(id));
		recent.reconnected();
		expect(recent.isCopy(message(1))).toBe(true);
		expect(recent.isCopy(message(0))).toBe(false);
	});
});

test.each([
	['/a', '/a', true],
	['/a', '/a/b', false],
	['/a/*', '/a/b', true],
	['/a/*', '/a/b/c', false],
	['/a/**', '/a/b/c', true],
	['/a/**', '/ab', false],
	['/**', '/a', true],
])('%s covers %s: %s', (subscription, channel, expected) => {
	expect(covers(subscription, channel)).toBe(expected);
});

test.each([
	[true, 0],
	[{ enabled: true }, 0],
	[{ enabled: true, batch: 3 }, 3],
	[{ enabled: false, batch: 3 }, undefined],
	[false, undefined],
	[null, undefined],
	[undefined, undefined],
])('ext.ack %j begins with batch %s', (ack, batch) => {
	expect(firstBatch(ack)).toBe(batch);
});

test.each([[''], [{}], [null], [[null]], [['x']], [[{ channel: 1 }]]])(
	'%j is not Bayeux',
	(body) => {
		expect(messagesOf(body)).toBeUndefined();
	},
);
