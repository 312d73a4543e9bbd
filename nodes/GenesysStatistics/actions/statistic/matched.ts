import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import { refused } from '../../../shared/statistics/answers';
import { NO_VALUE, type StatisticName } from './statistic';

/**
 * The value of each statistic that was asked for, from the rows of one answer: those that repeat its name, then the others
 * in their order, as long as there is one for each statistic that is left and none names something else. Each row says what
 * it is about.
 *
 * @param errors of the answer, which name no statistic: taken in their order when there is one for each that has no value
 * @returns an Error for a statistic that has no value, or none that can be told from others
 */
export function matched(
	wanted: readonly StatisticName[],
	rows: readonly IDataObject[],
	errors: unknown = [],
): Array<IDataObject | Error> {
	const named = new Map(rows.map((row) => [identity(row), row]));
	const asked = new Set(wanted.map(identity));
	const left = wanted.filter((statistic) => !named.has(identity(statistic)));
	const others = rows.filter((row) => !asked.has(identity(row)));
	const inOrder =
		others.length === left.length &&
		left.every((statistic, place) => fits(others[place], statistic));
	const reasons = Array.isArray(errors) ? errors : [];
	return wanted.map((statistic) => {
		const row = named.get(identity(statistic));
		if (row) return row;
		const place = left.indexOf(statistic);
		if (inOrder) return { ...statistic, ...others[place], ...statistic };
		if (others.length > 0) return ambiguous(others.length, left.length);
		return refused(NO_VALUE, reasons.length === left.length ? [reasons[place]] : reasons);
	});
}

const NAME = ['name', 'objectType', 'objectId'];

const identity = (row: IDataObject) => JSON.stringify(NAME.map((field) => String(row[field])));

/** Whether a row says nothing of its name that is not that of the statistic. */
const fits = (row: IDataObject, statistic: StatisticName) =>
	NAME.every((field) => String(row[field] ?? statistic[field]) === statistic[field]);

function ambiguous(values: number, statistics: number): UserError {
	return new UserError('Genesys did not say which statistic its values are of', {
		description: `It sent ${values} that repeat no name that it was asked for, for ${statistics} statistics. ${statistics > 1 ? 'Set Batch Size to 1, so that each is asked for by itself.' : 'Use Get for this one.'}`,
	});
}
