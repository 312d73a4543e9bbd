/** @jest-environment node */
import type { StatisticUpdate } from '../../../simulator';
import { RatePublisher } from '../../../simulator/statistics/rate';
import type { Subscription } from '../../../simulator/statistics/subscriptions';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const subscription = {
	id: 's',
	statistics: [{ wanted: { statisticId: 'a' } }],
} as unknown as Subscription;

test('a steady rate, up to the limit', () => {
	const messages: StatisticUpdate[][] = [];
	const rate = new RatePublisher(
		() => [subscription],
		(updates) => messages.push(updates),
	);
	rate.start({ perSecond: 1_000, perMessage: 4, limit: 500 });
	for (let ms = 100; ms <= 400; ms += 100) {
		jest.advanceTimersByTime(100);
		expect(rate.state()).toEqual({ running: true, published: ms });
	}
	jest.advanceTimersByTime(1_000);
	expect(rate.state()).toEqual({ running: false, published: 500 });
	expect(Math.max(...messages.map((updates) => updates.length))).toBe(4);
	expect(messages.flat().at(-1)?.value).toEqual({ intValue: 500, stringValue: '500' });
});

test('stopped, it publishes no more; started again, it counts from 1', () => {
	const rate = new RatePublisher(
		() => [subscription],
		() => {},
	);
	rate.start({ perSecond: 100 });
	jest.advanceTimersByTime(100);
	expect(rate.stop()).toEqual({ running: false, published: 10 });
	jest.advanceTimersByTime(100);
	expect(rate.state().published).toBe(10);
	expect(rate.start({ perSecond: 100 })).toEqual({ running: true, published: 0 });
	rate.stop();
});
