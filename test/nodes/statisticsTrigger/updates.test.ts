import {
	serviceStateIn,
	UpdateFilter,
	updatesIn,
	type StatisticUpdate,
} from '../../../nodes/GenesysStatisticsTrigger/updates';

let clock = 0;
const update = (statisticId: string, n: number, timestamp = ++clock): StatisticUpdate => ({
	statisticId,
	value: { n },
	timestamp,
});
const numbers = (updates: StatisticUpdate[]) => updates.map(({ value }) => value?.n);

test('messages with and without their envelope, and what is none', () => {
	const statistics = [update('a', 1)];
	expect(updatesIn({ name: 'StatisticUpdate', data: { statistics } })).toEqual(statistics);
	expect(updatesIn({ statistics })).toEqual(statistics);
	expect(updatesIn({ statistics: [null, 5, { value: 1 }] })).toEqual([]);
	for (const message of [undefined, null, 'text', 5, {}, { data: null }]) {
		expect(updatesIn(message)).toEqual([]);
		expect(serviceStateIn(message)).toBeUndefined();
	}
	expect(serviceStateIn({ data: { serviceState: 'AVAILABLE' } })).toBe('AVAILABLE');
	expect(serviceStateIn({ serviceState: 'UNAVAILABLE' })).toBe('UNAVAILABLE');
});

test('a repeated update is left out; a repeated value with a new time is not', () => {
	const filter = new UpdateFilter({ onlyChanges: false, throttle: 0 });
	expect(
		numbers(filter.take([update('a', 1, 5), update('a', 1, 5), update('a', 1, 6)], 0)),
	).toEqual([1, 1]);
});

test('only changes: a value that was passed on last is left out', () => {
	const filter = new UpdateFilter({ onlyChanges: true, throttle: 0 });
	const taken = filter.take(
		[1, 1, 2, 1].map((n) => update('a', n)),
		0,
	);
	expect(numbers(taken)).toEqual([1, 2, 1]);
});

describe('throttled', () => {
	test('the first passes, then the latest when the time has come', () => {
		const filter = new UpdateFilter({ onlyChanges: false, throttle: 100 });
		expect(numbers(filter.take([update('a', 1)], 0))).toEqual([1]);
		expect(filter.take([update('a', 2)], 10)).toEqual([]);
		expect(filter.take([update('a', 3)], 20)).toEqual([]);
		expect(filter.nextDue()).toBe(100);
		expect(filter.due(99)).toEqual([]);
		expect(numbers(filter.due(100))).toEqual([3]);
		expect(filter.nextDue()).toBeUndefined();
		expect(filter.take([update('a', 4)], 150)).toEqual([]);
		expect(filter.nextDue()).toBe(200);
	});

	test('a value that came and went in between is no change', () => {
		const filter = new UpdateFilter({ onlyChanges: true, throttle: 100 });
		filter.take([update('a', 1)], 0);
		filter.take([update('a', 2), update('a', 1)], 50);
		expect(filter.due(100)).toEqual([]);
		expect(filter.nextDue()).toBeUndefined();
	});

	test('an update that comes late takes the place of the one that was held back', () => {
		const filter = new UpdateFilter({ onlyChanges: false, throttle: 100 });
		filter.take([update('a', 1)], 0);
		filter.take([update('a', 2)], 50);
		expect(numbers(filter.take([update('a', 3)], 120))).toEqual([3]);
		expect(filter.due(300)).toEqual([]);
	});

	test('after an outage that is told, what was held back is dropped, and the next one passes at once', () => {
		const filter = new UpdateFilter({ onlyChanges: true, throttle: 100 });
		filter.take([update('a', 1)], 0);
		filter.take([update('a', 2)], 50);
		filter.forget();
		expect(filter.nextDue()).toBeUndefined();
		expect(filter.due(300)).toEqual([]);
		expect(numbers(filter.take([update('a', 1)], 60))).toEqual([1]);
	});

	test('very many statistics are held back as well as few', () => {
		const many = Array.from({ length: 200_000 }, (_, n) => `s${n}`);
		const filter = new UpdateFilter({ onlyChanges: false, throttle: 100 });
		filter.take(
			many.map((id) => update(id, 1)),
			0,
		);
		filter.take(
			many.map((id) => update(id, 2)),
			50,
		);
		expect(filter.nextDue()).toBe(100);
	});
});
