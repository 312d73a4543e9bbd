import type { IDataObject } from 'n8n-workflow';
import { UpdateFilter, type UpdateSettings } from '../../../nodes/GenesysStatisticsTrigger/filter';
import type { StatisticUpdate } from '../../../nodes/GenesysStatisticsTrigger/updates';

let clock = 0;
const update = (statisticId: string, n: number, timestamp = ++clock): StatisticUpdate => ({
	statisticId,
	value: { n },
	timestamp,
});
const numbers = (updates: StatisticUpdate[]) => updates.map(({ value }) => value?.n);

/** A filter as the node has it unless changed, which may go on with what another one knew. */
const filterOf = (settings: Partial<UpdateSettings> = {}, told?: unknown) =>
	new UpdateFilter(
		{ initialValues: true, catchUp: true, onlyChanges: false, throttle: 0, ...settings },
		told,
	);
/** As n8n saves it. */
const saved = (filter: UpdateFilter) =>
	JSON.parse(JSON.stringify(filter.known(['a', 'b']))) as IDataObject;

test('a repeated update is left out; a repeated value with a new time is not', () => {
	const filter = filterOf();
	expect(
		numbers(filter.take([update('a', 1, 5), update('a', 1, 5), update('a', 1, 6)], 0)),
	).toEqual([1, 1]);
});

test('only changes: a value that was passed on last is left out', () => {
	const filter = filterOf({ onlyChanges: true });
	const taken = filter.take(
		[1, 1, 2, 1].map((n) => update('a', n)),
		0,
	);
	expect(numbers(taken)).toEqual([1, 2, 1]);
});

describe('throttled', () => {
	test('the first passes, then the latest when the time has come', () => {
		const filter = filterOf({ throttle: 100 });
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
		const filter = filterOf({ onlyChanges: true, throttle: 100 });
		filter.take([update('a', 1)], 0);
		filter.take([update('a', 2), update('a', 1)], 50);
		expect(filter.due(100)).toEqual([]);
		expect(filter.nextDue()).toBeUndefined();
	});

	test('an update that comes late takes the place of the one that was held back', () => {
		const filter = filterOf({ throttle: 100 });
		filter.take([update('a', 1)], 0);
		filter.take([update('a', 2)], 50);
		expect(numbers(filter.take([update('a', 3)], 120))).toEqual([3]);
		expect(filter.due(300)).toEqual([]);
	});

	test('after an outage that is told, what was held back is dropped, and the next one passes at once', () => {
		const filter = filterOf({ onlyChanges: true, throttle: 100 });
		filter.take([update('a', 1)], 0);
		filter.take([update('a', 2)], 50);
		filter.forget();
		expect(filter.nextDue()).toBeUndefined();
		expect(filter.due(300)).toEqual([]);
		expect(numbers(filter.take([update('a', 1)], 60))).toEqual([1]);
	});

	test('very many statistics are held back as well as few', () => {
		const many = Array.from({ length: 200_000 }, (_, n) => `s${n}`);
		const filter = filterOf({ throttle: 100 });
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

describe('values at a new subscription', () => {
	test('pass the first time, and later when they are not what was passed on last', () => {
		const filter = filterOf();
		expect(numbers(filter.begin([update('a', 1), update('b', 1)], 0))).toEqual([1, 1]);
		filter.take([update('b', 2)], 1);
		expect(numbers(filter.begin([update('a', 1), update('b', 2)], 2))).toEqual([]);
		expect(numbers(filter.begin([update('a', 3), update('b', 1)], 3))).toEqual([3, 1]);
	});

	test('that differ pass without Catch Up as well when nothing is known of them, and not otherwise', () => {
		const filter = filterOf({ catchUp: false });
		filter.begin([update('a', 1)], 0);
		expect(numbers(filter.begin([update('a', 2), update('b', 5)], 1))).toEqual([5]);
		expect(numbers(filter.take([update('a', 2)], 2))).toEqual([2]);
	});

	test('that are no initial values are what later ones are compared with', () => {
		const filter = filterOf({ initialValues: false, onlyChanges: true });
		expect(filter.begin([update('a', 1)], 0)).toEqual([]);
		expect(filter.take([update('a', 1)], 1)).toEqual([]);
		expect(filter.begin([update('a', 1)], 2)).toEqual([]);
		expect(numbers(filter.begin([update('a', 2)], 3))).toEqual([2]);
	});

	test('that did not pass are news when a notification tells of them', () => {
		const none = filterOf({ initialValues: false });
		const [atStart, missed] = [update('a', 1), update('a', 2)];
		none.begin([atStart], 0);
		expect(numbers(none.take([atStart], 1))).toEqual([1]);
		const behind = filterOf({ catchUp: false });
		behind.begin([atStart], 0);
		behind.begin([missed], 1);
		expect(numbers(behind.take([missed], 2))).toEqual([2]);
	});

	test('come again by a notification with the same time: left out, passed on or not', () => {
		const filter = filterOf();
		const [first, second] = [update('a', 1), update('a', 1)];
		filter.begin([first], 0);
		expect(filter.take([first], 1)).toEqual([]);
		filter.begin([second], 2);
		expect(filter.take([second], 3)).toEqual([]);
		expect(numbers(filter.take([update('a', 1)], 4))).toEqual([1]);
	});

	test('are held back by a throttle, and drop what it held back when they are what was passed on last', () => {
		const filter = filterOf({ throttle: 100 });
		filter.begin([update('a', 1)], 10);
		filter.begin([update('a', 2)], 20);
		expect(filter.nextDue()).toBe(110);
		filter.begin([update('a', 1)], 30);
		expect(filter.nextDue()).toBeUndefined();
		filter.begin([update('a', 3)], 40);
		expect(numbers(filter.due(110))).toEqual([3]);
	});

	test('after an outage that is told, pass although they are the same', () => {
		const filter = filterOf({ initialValues: false, onlyChanges: true });
		filter.take([update('a', 1, 7)], 0);
		filter.forget();
		expect(numbers(filter.begin([update('a', 1, 7)], 1))).toEqual([1]);
	});
});

describe('what was saved', () => {
	test('of an earlier filter: what differs from it passes, once', () => {
		const before = filterOf();
		before.begin([update('a', 1), update('b', 1)], 0);
		before.take([update('a', 2)], 1);
		const filter = filterOf({}, saved(before));
		expect(numbers(filter.begin([update('a', 2), update('b', 3)], 2))).toEqual([3]);
		expect(filter.begin([update('a', 2), update('b', 3)], 3)).toEqual([]);
	});

	test('holds also for Only Changes, for the time of a throttle and after an outage', () => {
		const now = Date.now();
		const before = filterOf();
		before.take([update('a', 1)], now - 50);
		expect(filterOf({ onlyChanges: true }, saved(before)).take([update('a', 1)], now)).toEqual([]);
		const throttled = filterOf({ throttle: 100 }, saved(before));
		expect(throttled.take([update('a', 2)], now)).toEqual([]);
		expect(throttled.nextDue()).toBe(now + 50);
		before.forget();
		expect(numbers(filterOf({}, saved(before)).begin([update('a', 1)], now))).toEqual([1]);
	});

	test('by a clock that was set back since holds up nothing', () => {
		const before = filterOf();
		before.take([update('a', 1)], Date.now() + 3_600_000);
		const filter = filterOf({ throttle: 100 }, saved(before));
		expect(numbers(filter.take([update('a', 2)], Date.now()))).toEqual([2]);
	});

	test('is as short for a large value as for a small one, and has the wanted statistics only', () => {
		const filter = filterOf();
		const value = { text: 'x'.repeat(100_000) };
		filter.take([{ statisticId: 'a', value }, update('b', 1), update('other', 1)], 1);
		expect(Object.keys(saved(filter))).toEqual(['a', 'b']);
		expect(JSON.stringify(saved(filter)).length).toBeLessThan(120);
		expect(filterOf({}, saved(filter)).begin([{ statisticId: 'a', value }], 2)).toEqual([]);
	});

	test.each([
		[undefined],
		[null],
		['text'],
		[[]],
		[{ a: null }],
		[{ a: 'text' }],
		[{ a: { value: 1 } }],
		[{ a: { value: 'x', at: 'now' } }],
	])('by nobody, or by something else, counts for nothing: %j', (told) => {
		const filter = filterOf({}, told);
		expect(numbers(filter.begin([update('a', 1)], 0))).toEqual([1]);
		expect(filterOf({ initialValues: false }, told).begin([update('a', 1)], 0)).toEqual([]);
	});
});
