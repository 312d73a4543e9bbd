import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { requestDefaults } from '../shared/descriptions/common';
import { ownLane } from '../shared/transport/limiter';
import { asNodeError, errorItem, orErrorItems, showable, toItems } from '../shared/engine/output';
import { newestRecords, onlyMeant } from '../shared/exports/records';
import { exportRows } from '../shared/exports/result';
import { openDownload } from '../shared/transport/download';
import { deduplicate } from '../shared/triggers/deduplicate';
import { openTrigger, type Trigger } from './settings';

/** Where a test looks for a finished export: among so many records. */
const TEST_RECORDS = 200;

/**
 * The exports that `poll` found, with their files, and without those that n8n has already executed. They count as
 * executed once their files are there: an execution that is lost before is started again. In the editor there was no
 * poll: the newest finished export is the test event.
 *
 * @throws what fails, when the node does not continue; else each export that it concerns is an item with the error
 */
export async function deliver(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	return await orErrorItems(context, async (items) => {
		const trigger = await openTrigger(context);
		const manual = context.getMode() === 'manual';
		return await withFiles(context, trigger, manual ? [await newest(context, trigger)] : items);
	});
}

async function withFiles(
	context: IExecuteFunctions,
	trigger: Trigger,
	records: INodeExecutionData[],
): Promise<INodeExecutionData[]> {
	const { account, api, outcome, send, wantedFiles } = trigger;
	const download = openDownload(context, api, send, requestDefaults, ownLane());
	const failed: INodeExecutionData[] = [];
	const output = new Map<INodeExecutionData, INodeExecutionData[]>();
	for (const [index, record] of records.entries()) {
		try {
			const row = { ...record.json, outcome: outcome(record.json) };
			const rows = await exportRows(row, { send, download }, api, wantedFiles);
			output.set(record, toItems(rows, 0));
		} catch (thrown) {
			const error = asNodeError(context, await showable(thrown as Error, trigger.send), index);
			if (!context.continueOnFail()) throw error;
			failed.push(errorItem(error, 0));
		}
	}
	const fresh = await deduplicate(context, [...output.keys()], ({ id }) =>
		id === undefined ? undefined : `${account} ${String(id)}`,
	);
	return [...fresh.flatMap((record) => output.get(record) ?? []), ...failed];
}

async function newest(context: IExecuteFunctions, trigger: Trigger): Promise<INodeExecutionData> {
	const { filter, isWanted, send } = trigger;
	const { records } = await newestRecords(
		trigger,
		filter,
		'createdDate',
		(order, count) => order.sorted && count >= TEST_RECORDS,
	);
	const found = await onlyMeant(send, records.filter(isWanted), filter);
	if (found.length > 0) return { json: found[0] };
	throw new NodeOperationError(context.getNode(), 'There is no export to test with', {
		description:
			'No export among the newest has one of the chosen events and passes the filters. Run one in Genesys, or widen the filters.',
	});
}
