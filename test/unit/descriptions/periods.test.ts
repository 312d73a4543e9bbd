import {
	periodOf,
	periods,
	type Period,
	type PeriodChoice,
} from '../../../nodes/shared/descriptions/periods';

const at = (choice: PeriodChoice, now: string, timezone = 'Europe/Berlin', amount?: number) =>
	periodOf(choice, { days: amount, hours: amount }, timezone, new Date(now));
const hours = ({ from = '', to = '' }: Period) => (Date.parse(to) - Date.parse(from)) / 3_600_000;

test.each([
	['today', '2026-11-20T23:00:00.000Z', '2026-11-21T09:30:00.000Z'],
	['yesterday', '2026-11-19T23:00:00.000Z', '2026-11-20T23:00:00.000Z'],
	['last7Days', '2026-11-13T23:00:00.000Z', '2026-11-20T23:00:00.000Z'],
	// Berlin still had summer time 30 days before.
	['last30Days', '2026-10-21T22:00:00.000Z', '2026-11-20T23:00:00.000Z'],
	['lastDays', '2026-11-18T23:00:00.000Z', '2026-11-20T23:00:00.000Z'],
	['lastHours', '2026-11-21T07:30:00.000Z', '2026-11-21T09:30:00.000Z'],
	['thisMonth', '2026-10-31T23:00:00.000Z', '2026-11-21T09:30:00.000Z'],
	['lastMonth', '2026-09-30T22:00:00.000Z', '2026-10-31T23:00:00.000Z'],
] as const)('%s', (choice, from, to) => {
	expect(at(choice, '2026-11-21T09:30:00Z', 'Europe/Berlin', 2)).toEqual({ from, to });
});

test('every period that is offered is one', () => {
	const fields = {
		dateFrom: '2026-11-01T00:00:00Z',
		dateTo: '2026-11-02T00:00:00Z',
		days: 1,
		hours: 1,
	};
	const open = ['all', 'after', 'before'];
	for (const { value } of periods.filter(({ value }) => !open.includes(value))) {
		expect(hours(periodOf(value, fields, 'UTC', new Date('2026-11-21T09:30:00Z')))).toBeGreaterThan(
			0,
		);
	}
});

test('the day is that of the time zone', () => {
	const now = '2026-11-21T03:00:00Z';
	expect(at('yesterday', now, 'America/New_York').to).toBe('2026-11-20T05:00:00.000Z');
	expect(at('yesterday', now, 'Asia/Tokyo').to).toBe('2026-11-20T15:00:00.000Z');
});

describe('when clocks change', () => {
	test.each([
		['2026-03-30T10:00:00Z', 23],
		['2026-10-26T10:00:00Z', 25],
	])('yesterday before %s has %d hours', (now, length) => {
		expect(hours(at('yesterday', now))).toBe(length);
	});

	test('hours are hours', () => {
		expect(hours(at('lastHours', '2026-03-29T02:00:00Z', 'Europe/Berlin', 4))).toBe(4);
	});

	// Cairo went from 0:00 to 1:00 on 24 April.
	test('a day that begins at one, because midnight is left out', () => {
		expect(at('yesterday', '2026-04-24T10:00:00Z', 'Africa/Cairo')).toEqual({
			from: '2026-04-22T22:00:00.000Z',
			to: '2026-04-23T22:00:00.000Z',
		});
	});

	// In Greenland, 23:00 on 28 March was midnight: 23:30 is a time that this day has not.
	test('a day before that has not the time that it is now', () => {
		expect(at('yesterday', '2026-03-30T00:30:00Z', 'America/Nuuk')).toEqual({
			from: '2026-03-28T02:00:00.000Z',
			to: '2026-03-29T01:00:00.000Z',
		});
	});

	// In the Azores, 1:00 was 0:00 again on 25 October.
	test.each(['2026-10-25T12:00:00Z', '2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z'])(
		'a day with two midnights begins with the first: %s',
		(now) => {
			expect(at('yesterday', now, 'Atlantic/Azores').to).toBe('2026-10-25T00:00:00.000Z');
		},
	);
});

test('a night before the month that was', () => {
	expect(at('lastMonth', '2026-03-31T12:00:00Z')).toEqual({
		from: '2026-01-31T23:00:00.000Z',
		to: '2026-02-28T23:00:00.000Z',
	});
});

test.each([
	['lastDays', 0],
	['lastDays', 1.5],
	['lastDays', 1e9],
	['lastHours', -1],
	['lastHours', Infinity],
] as const)('%s of %p are none', (choice, amount) => {
	expect(() => at(choice, '2026-11-21T09:30:00Z', 'UTC', amount)).toThrow(
		/is no number of (days|hours)$/,
	);
});
