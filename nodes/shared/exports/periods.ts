import { tryToParseDateTime, UserError } from 'n8n-workflow';

/** Periods that are named by the moment at which they are asked for; options of a field, in the order of their names. */
export const relativePeriods = [
	{
		name: 'Last 30 Days',
		value: 'last30Days',
		description: 'The 30 days before today',
	},
	{
		name: 'Last 7 Days',
		value: 'last7Days',
		description: 'The seven days before today',
	},
	{ name: 'Last Month', value: 'lastMonth', description: 'The whole month before this one' },
	{ name: 'Last N Days', value: 'lastDays', description: 'As many days before today' },
	{ name: 'Last N Hours', value: 'lastHours', description: 'As many hours up to now' },
	{ name: 'This Month', value: 'thisMonth', description: 'From the first of the month up to now' },
	{ name: 'Today', value: 'today', description: 'From midnight up to now' },
	{ name: 'Yesterday', value: 'yesterday', description: 'The whole day before today' },
] as const;

export type RelativePeriod = (typeof relativePeriods)[number]['value'];

/** Those that need to be told of how many days or hours. */
export const COUNTED: readonly RelativePeriod[] = ['lastDays', 'lastHours'];

/** ISO 8601 in UTC; a side that is not there is open. */
export interface Period {
	from?: string;
	to?: string;
}

type Moment = ReturnType<typeof tryToParseDateTime>;

/**
 * The period that is meant, in ISO 8601 in UTC. Days and months are those of the time zone, whole, and end where the
 * next one begins: such periods in a row leave no gap, also where a day has 23 or 25 hours.
 *
 * @param timezone IANA name
 * @param amount of days or hours, for the periods of `COUNTED`
 * @throws UserError when that is no positive number, or not a whole one of days
 */
export function periodOf(
	choice: RelativePeriod,
	{ now, timezone, amount = 0 }: { now: Date; timezone: string; amount?: number },
): Required<Period> {
	const moment = tryToParseDateTime(now, timezone);
	const period = (from: Moment, to: Moment) => ({ from: isoOf(from), to: isoOf(to) });
	const daysAgo = (days: number) => startOf('day', moment.minus({ days }));
	switch (choice) {
		case 'today':
			return period(daysAgo(0), moment);
		case 'yesterday':
			return period(daysAgo(1), daysAgo(0));
		case 'last7Days':
			return period(daysAgo(7), daysAgo(0));
		case 'last30Days':
			return period(daysAgo(30), daysAgo(0));
		case 'lastDays':
			return period(daysAgo(checked(amount, Number.isInteger(amount))), daysAgo(0));
		case 'lastHours':
			return period(moment.minus({ hours: checked(amount, true) }), moment);
		case 'thisMonth':
			return period(startOf('month', moment), moment);
		case 'lastMonth':
			return period(
				startOf('month', startOf('month', moment).minus({ days: 1 })),
				startOf('month', moment),
			);
	}
}

/** @throws UserError when a period ends before it begins, or has no length */
export function ordered(period: Period): Period {
	const { from, to } = period;
	if (!from || !to || Date.parse(from) < Date.parse(to)) return period;
	throw new UserError('From Date is not before To Date', {
		description: `The period would be from ${from} to ${to}. Swap the dates.`,
	});
}

/** Where clocks are put back at midnight, that comes twice, and the day begins with the first. */
function startOf(unit: 'day' | 'month', moment: Moment): Moment {
	const start = moment.startOf(unit);
	const earlier = start.minus({ hours: 1 });
	return earlier.day === start.day ? earlier : start;
}

function isoOf(moment: Moment): string {
	return new Date(moment.toMillis()).toISOString();
}

function checked(amount: number, fits: boolean): number {
	if (amount > 0 && fits) return amount;
	throw new UserError(`${amount} is no number of days or hours`, {
		description: 'Enter a number above 0, and a whole one for days.',
	});
}
