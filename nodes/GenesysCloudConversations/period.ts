import {
	DAYS_OF_WORKFLOW,
	ordered,
	periodFields,
	periodOf,
	periods,
	type PeriodChoice,
} from '../shared/descriptions/periods';
import { defineProperty, type ValuesOf } from '../shared/descriptions/property';

/** What has no beginning. */
const WITHOUT: PeriodChoice[] = ['all', 'before'];

const { dateFrom, dateTo, days, hours } = periodFields('period', WITHOUT);

/** A period that has a beginning, to be read by `periodIn`. */
export const periodProperties = [
	defineProperty({
		displayName: 'Period',
		name: 'period',
		type: 'options',
		options: periods.filter(({ value }) => !WITHOUT.includes(value)),
		default: 'last7Days',
		description: `Of which period. ${DAYS_OF_WORKFLOW}.`,
	}),
	dateFrom,
	dateTo,
	days,
	hours,
] as const;

/** Both ends of the period that is meant, in ISO 8601. @throws UserError when a field that it needs has no value, or it has not begun */
export function periodIn(
	values: ValuesOf<typeof periodProperties>,
	timezone: string,
): { from: string; to: string } {
	const now = new Date();
	const { from = '', to = now.toISOString() } = periodOf(values.period, values, timezone, now);
	ordered({ from, to }, 'The period has not begun yet');
	return { from, to };
}
