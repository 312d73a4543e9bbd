import type { IDataObject } from 'n8n-workflow';
import type { Send } from '../transport/api';
import type { Outcome } from './operation';
import { errorRow, showable } from './output';

/** See `Context.rowsOf`. @param names in the order of `results` */
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
