import { tryToParseDateTime, UserError } from 'n8n-workflow';

/**
 * A date as ISO 8601 in UTC with milliseconds, for example `2026-11-21T09:30:00.000Z`.
 *
 * @param value what a date field gives: text or a date object; without an offset it is meant in `timezone`
 * @param what how an error calls it
 * @throws UserError when it is not a date
 */
export function isoDate(value: unknown, timezone: string, what = `"${String(value)}"`): string {
	const date = parsed(typeof value === 'number' ? new Date(value) : value, timezone);
	if (date) return date;
	throw new UserError(`${what} is not a date`, {
		description: 'Use ISO 8601, for example 2026-11-21T09:30:00Z.',
	});
}

function parsed(value: unknown, timezone: string): string | null {
	try {
		return tryToParseDateTime(value, timezone).toUTC().toISO();
	} catch {
		return null;
	}
}
