import type { IDataObject } from 'n8n-workflow';
import type { Send } from '../transport/api';
import type { Outcome } from './operation';
import { errorRow, showable } from './output';

/**
 * What became of several things that one item names: a row for each, which says what it is about; of one that failed, with the
 * error. When all of them failed, so did the item.
 *
 * @param names what each thing is called in its row, in the order of `results`
 */
export async function rowsOf(
	names: readonly IDataObject[],
	results: ReadonlyArray<IDataObject | Error>,
	send: Pick<Send, 'secrets'>,
): Promise<Outcome> {
	const [first] = results;
	if (first && results.every((result) => result instanceof Error)) return first;
	return await Promise.all(
		results.map(async (result, place) => ({
			...names[place],
			...(result instanceof Error ? errorRow(await showable(result, send)) : result),
		})),
	);
}
