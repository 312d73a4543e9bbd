import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { requestDefaults } from '../shared/descriptions/common';
import { asNodeError, errorItem, toItems } from '../shared/engine/output';
import { isMeant, recordsSince } from '../shared/exports/records';
import { exportRows } from '../shared/exports/result';
import { openDownload } from '../shared/transport/download';
import { deduplicate } from '../shared/triggers/deduplicate';
import { openTrigger } from './settings';

/** Where a test looks for a finished export: among so many pages of 100. */
const TEST_PAGES = 2;

/**
 * The exports that `poll` found, with their files, and without those that n8n has already executed. They count as
 * executed once their files are there: an execution that is lost before is started again. In the editor there was no
 * poll: the newest finished export is the test event.
 */
export async function deliver(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const trigger = await openTrigger(context);
	const download = openDownload(context, trigger.api, trigger.send, requestDefaults);
	const manual = context.getMode() === 'manual';
	const records = manual ? [{ json: await newest() }] : context.getInputData();

	const failed: INodeExecutionData[] = [];
	const output = new Map<INodeExecutionData, INodeExecutionData[]>();
	for (const [index, record] of records.entries()) {
		try {
			const rows = await exportRows(
				{ ...record.json, outcome: trigger.outcome(record.json) },
				{ send: trigger.send, download },
				trigger.api,
				trigger.wantedFiles,
			);
			output.set(record, toItems(rows, 0));
		} catch (thrown) {
			const error = asNodeError(context, thrown, index);
			if (!context.continueOnFail()) throw error;
			failed.push(errorItem(error, 0));
		}
	}
	const fresh = await deduplicate(context, [...output.keys()], ({ id }) => id);
	return [...fresh.flatMap((record) => output.get(record) ?? []), ...failed];

	async function newest(): Promise<IDataObject> {
		const { send, filter, api, isWanted } = trigger;
		const records = await recordsSince(send, filter, api, 'createdDate', 0, TEST_PAGES);
		const found = records.find((record) => isWanted(record) && isMeant(record, filter));
		if (found) return found;
		throw new NodeOperationError(context.getNode(), 'There is no export to test with', {
			description:
				'No export among the newest has one of the chosen events and passes the filters. Run one in Genesys, or widen the filters.',
		});
	}
}
