import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { recordsSince, timeOf } from '../shared/exports/search';
import { path } from '../shared/transport/path';
import { openTrigger, type Trigger } from './settings';

/** A record can appear a little after it says that it was created. */
const OVERLAP_MS = 10 * 60_000;

/** Where the first poll looks for exports that are still running: among so many pages of 100. */
const FIRST_PAGES = 10;

/** What n8n keeps for the node. It is saved together with the start of an execution. */
interface State {
	/** Creation time of the newest record, milliseconds since 1970. */
	newest?: number;
	/** Ids of the records near to it: what is not among them is new. */
	seen?: string[];
	/** Ids of exports that were not finished. */
	open?: string[];
	/** Ids that the last execution was started for. */
	last?: string[];
}

/** Nodes that this process has polled for, with what it has started since. */
const started = new Set<string>();

/**
 * Exports that finished since the last poll, one item each; null when there is none. The first poll only takes note of
 * what is there.
 *
 * n8n saves the state before it stores the execution: a process that dies between them would lose the execution. So the
 * exports of the last one are handed out once more after a restart, and `deliver` drops those that were executed.
 */
export async function pollExports(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const trigger = await openTrigger(context);
	const state = context.getWorkflowStaticData('node') as State;
	const first = state.newest === undefined;
	const records = await recordsSince(
		trigger.send,
		trigger.filter,
		trigger.version,
		(state.newest ?? 0) - OVERLAP_MS,
		first ? FIRST_PAGES : Infinity,
	);
	const unfinished = (record: IDataObject) => trigger.outcome(record) === 'running';
	const open = new Set(state.open ?? []);
	const seen = new Set(state.seen ?? []);
	const floor = (state.newest ?? 0) - OVERLAP_MS;
	const fresh = records.filter((record) => timeOf(record) >= floor && !seen.has(idOf(record)));
	const ended = await endedSince(trigger, records, open);
	const finished = [...ended, ...(first ? [] : fresh)].filter(
		(record) => !unfinished(record) && trigger.isWanted(record),
	);

	const key = `${context.getWorkflow().id} ${context.getNode().id}`;
	const again = started.has(key) ? [] : await byIds(trigger, state.last ?? []);
	started.add(key);

	state.newest = Math.max(state.newest ?? 0, ...records.map(timeOf));
	const recent = records.filter((record) => timeOf(record) >= state.newest! - OVERLAP_MS);
	state.seen = recent.map(idOf);
	for (const record of ended) if (!unfinished(record)) open.delete(idOf(record));
	for (const record of fresh) if (unfinished(record)) open.add(idOf(record));
	state.open = [...open];

	const found = unique([...again, ...finished]);
	if (found.length === 0) return null;
	state.last = found.map(idOf);
	// In the order in which they were created.
	found.sort((a, b) => timeOf(a) - timeOf(b) || Number(a.id) - Number(b.id));
	return [found.map((json) => ({ json }))];
}

const idOf = (record: IDataObject) => String(record.id);

/** What became of the exports that were not finished; those that are gone are left out, and forgotten. */
async function endedSince(
	trigger: Trigger,
	records: IDataObject[],
	open: Set<string>,
): Promise<IDataObject[]> {
	const listed = records.filter((record) => open.has(idOf(record)));
	const known = new Set(listed.map(idOf));
	const missing = [...open].filter((id) => !known.has(id));
	const others = await byIds(trigger, missing);
	const there = new Set(others.map(idOf));
	for (const id of missing) if (!there.has(id)) open.delete(id);
	return [...listed, ...others];
}

async function byIds({ send }: Trigger, ids: string[]): Promise<IDataObject[]> {
	const records: IDataObject[] = [];
	for (const id of ids) {
		const { status, body } = await send({
			method: 'GET',
			path: path`/export/history/${id}`,
			accept: [400, 404],
		});
		if (status < 300) records.push(body as IDataObject);
	}
	return records;
}

function unique(records: IDataObject[]): IDataObject[] {
	return [...new Map(records.map((record) => [idOf(record), record])).values()];
}
