import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import type { ExportApi } from '../shared/apis/exports';
import { fieldNames } from '../shared/descriptions/choices';
import { maxCharacters } from '../shared/descriptions/files';
import type { ValuesOf } from '../shared/descriptions/property';
import type { Context, Row } from '../shared/engine/operation';
import { wantedFiles } from '../shared/exports/properties';
import { idOf, timeOf } from '../shared/exports/records';
import { exportRows } from '../shared/exports/result';
import { recordName } from './things';
import { hasEnded, orState, patienceOf, waitForRun, waitLimit, type waitOptions } from './waiting';

/** Fields of each operation that waits for exports that are there already. */
export const waitedFiles = [waitLimit, ...wantedFiles, maxCharacters] as const;

type Wanted = ValuesOf<typeof waitedFiles> & { options: Partial<ValuesOf<typeof waitOptions>> };

/**
 * The files of one run, once it has ended; one that ended before is not waited for.
 *
 * @param name how messages call it
 * @param find its history record; none when it has not begun yet
 * @returns see `exportRows`
 * @throws UserError when the run failed, was cancelled, or has no ID; Unfinished when it is not finished in time
 */
export async function filesOfRun(
	name: string,
	find: () => Promise<IDataObject | undefined>,
	values: Wanted,
	context: Context<ExportApi>,
): Promise<Row[]> {
	const patience = patienceOf(values, context);
	return await orState(context, { export: name }, async () => {
		const run = await find();
		// Nothing could be asked of one without.
		if (run) idOf(run);
		const ended =
			run && hasEnded(name, run, patience)
				? run
				: await waitForRun(name, async () => run ?? (await find()), context, patience);
		return await context.inTurn(async () => await exportRows(ended, context, context.api, values));
	});
}

/**
 * The files of many runs, those that still run waited for at once. A run that failed, or that cannot be placed in time,
 * is an Error in its place, and costs no other.
 *
 * @param dated the runs are those of a period
 */
export async function filesOfRuns(
	records: readonly IDataObject[],
	values: Wanted,
	context: Context<ExportApi>,
	dated: boolean,
): Promise<Array<Row | Error>> {
	// What ended badly before fails the node: nobody is to wait for that.
	if (!context.continues)
		for (const record of records) hasEnded(recordName(record), record, values.options);
	const results = records.map(async (record): Promise<Array<Row | Error>> => {
		try {
			if (dated && timeOf(record) === 0) throw undated(record);
			return await filesOfRun(recordName(record), async () => record, values, context);
		} catch (error) {
			return [error as Error];
		}
	});
	return (await Promise.all(results)).flat();
}

const undated = (record: IDataObject) =>
	new UserError(`${recordName(record)} has no date that can be read`, {
		description: `Whether it belongs to the period is not known. Its fields are: ${fieldNames(record)}. Choose All in Period, or Wait for Files of this record.`,
	});
