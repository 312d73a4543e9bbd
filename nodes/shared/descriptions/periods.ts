import { tryToParseDateTime, UserError } from 'n8n-workflow';
import { date, number } from './fields';

/** Options of a field, in the order of their names. What those need that are not whole by themselves is in `PeriodFields`. */
export const periods = [
	{ name: 'After Date', value: 'after', description: 'From a date on' },
	{ name: 'All', value: 'all', description: 'Everything that there is' },
	{ name: 'Before Date', value: 'before', description: 'Up to a date' },
	{ name: 'Between Dates', value: 'between', description: 'From one date to another' },
	{ name: 'Last 30 Days', value: 'last30Days', description: 'The 30 days before today' },
	{ name: 'Last 7 Days', value: 'last7Days', description: 'The seven days before today' },
	{ name: 'Last Month', value: 'lastMonth', description: 'The whole month before this one' },
	{ name: 'Last N Days', value: 'lastDays', description: 'As many days before today' },
	{ name: 'Last N Hours', value: 'lastHours', description: 'As many hours up to now' },
	{ name: 'This Month', value: 'thisMonth', description: 'From the first of the month up to now' },
	{ name: 'Today', value: 'today', description: 'From midnight up to now' },
	{ name: 'Yesterday', value: 'yesterday', description: 'The whole day before today' },
] as const;

export type PeriodChoice = (typeof periods)[number]['value'];

/** Said of each field that chooses a period. */
export const DAYS_OF_WORKFLOW =
	"Days and months are those of the workflow's time zone, at the time of the execution";

/**
 * The fields that a period needs, to be read by `periodOf`.
 *
 * @param choice name of the field that chooses it, where they are shown
 * @param without what that field does not offer
 */
export function periodFields(choice: string, without: readonly PeriodChoice[] = []) {
	const shownAt = (...values: PeriodChoice[]) => ({
		displayOptions: { show: { [choice]: values.filter((one) => !without.includes(one)) } },
	});
	return {
		dateFrom: date('dateFrom', 'From Date', 'Start of the period', {
			required: true,
			...shownAt('between', 'after'),
		}),
		dateTo: date('dateTo', 'To Date', 'End of the period', {
			required: true,
			...shownAt('between', 'before'),
		}),
		days: number('days', 'Days', 'How many days before today, e.g. 7', 7, {
			typeOptions: { minValue: 1 },
			...shownAt('lastDays'),
		}),
		hours: number('hours', 'Hours', 'How many hours up to now, e.g. 24', 24, {
			typeOptions: { minValue: 1 },
			...shownAt('lastHours'),
		}),
	} as const;
}

/** What is filled in beside the choice. */
export interface PeriodFields {
	/** ISO 8601, for `after` and `between`. */
	dateFrom?: string;
	/** ISO 8601, for `before` and `between`. */
	dateTo?: string;
	/** For `lastDays`. */
	days?: number;
	/** For `lastHours`. */
	hours?: number;
}

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
 * @throws UserError when a field that the choice needs has no value, or one that gives no period
 */
export function periodOf(
	choice: PeriodChoice,
	{ dateFrom, dateTo, days, hours }: PeriodFields,
	timezone: string,
	now = new Date(),
): Period {
	const moment = tryToParseDateTime(now, timezone);
	const period = (from: Moment, to: Moment) => ({ from: isoOf(from), to: isoOf(to) });
	const today = startOf('day', moment);
	const month = startOf('month', moment);
	// From midnight, since the time that it is now can be one that the other day has not.
	const daysAgo = (count: number) => startOf('day', today.minus({ days: count }));
	switch (choice) {
		case 'all':
			return {};
		case 'after':
			return { from: needed('From Date', dateFrom) };
		case 'before':
			return { to: needed('To Date', dateTo) };
		case 'between':
			return ordered({ from: needed('From Date', dateFrom), to: needed('To Date', dateTo) });
		case 'today':
			return period(today, moment);
		case 'yesterday':
			return period(daysAgo(1), today);
		case 'last7Days':
			return period(daysAgo(7), today);
		case 'last30Days':
			return period(daysAgo(30), today);
		case 'lastDays':
			return period(daysAgo(counted('Days', days, Number.isInteger)), today);
		case 'lastHours':
			return period(moment.minus({ hours: counted('Hours', hours, Number.isFinite) }), moment);
		case 'thisMonth':
			return period(month, moment);
		case 'lastMonth':
			return period(startOf('month', month.minus({ days: 1 })), month);
	}
}

const UP_TO_NOW: PeriodChoice[] = ['lastHours', 'thisMonth', 'today'];

/**
 * The period in which that was created which is meant. Where it goes up to now it has no end: a clock of Genesys that is
 * ahead of this one would leave out what was created just now.
 *
 * @throws UserError as `periodOf`
 */
export function createdPeriodOf(...period: Parameters<typeof periodOf>): Period {
	const { from, to } = periodOf(...period);
	return UP_TO_NOW.includes(period[0]) ? { from } : { from, to };
}

/** @throws UserError when a period ends before it begins, or has no length */
export function ordered(period: Period, message = 'From Date is not before To Date'): Period {
	const { from, to } = period;
	if (!from || !to || Date.parse(from) < Date.parse(to)) return period;
	throw new UserError(message, {
		description: `The period would be from ${from} to ${to}. Check the dates.`,
	});
}

/** The value of a field that the choice of a period needs. @throws UserError when it has none */
export function needed<T>(name: string, value: T | undefined): T {
	if (value !== undefined && value !== '') return value;
	throw new UserError(`The field "${name}" has no value`, {
		description: 'The chosen period needs it. Fill it in, or choose another period.',
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

/** A hundred years: what is longer is a mistake, and may begin before dates can be written. */
const MOST = { Days: 36_525, Hours: 876_600 };

function counted(
	field: 'Days' | 'Hours',
	amount: number | undefined,
	fits: (value: number) => boolean,
): number {
	const count = needed(field, amount);
	if (count > 0 && count <= MOST[field] && fits(count)) return count;
	throw new UserError(`${count} is no number of ${field.toLowerCase()}`, {
		description: `Enter a ${field === 'Days' ? 'whole ' : ''}number above 0, ${MOST[field]} at most.`,
	});
}
