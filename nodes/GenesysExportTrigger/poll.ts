import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { firstOf } from '../shared/descriptions/choices';
import {
	byAge,
	idOf,
	newestRecords,
	numberOf,
	onlyMeant,
	unique,
	type NewestFirst,
	type RecordOrder,
} from '../shared/exports/records';
import { path } from '../shared/transport/path';
import { newOnes, OVERLAP_MS, remember } from './seen';
import { openTrigger, type Trigger } from './settings';
import { hasPolled, notePoll, stateOf, type State } from './state';

/** Where the first poll looks for exports that are still running: among so many records. */
const FIRST_RECORDS = 1000;

/** An export that runs for longer is not waited for. */
const LONGEST_RUN_MS = 7 * 24 * 3_600_000;

/** One that Genesys does not know may be there again: for so long it is asked for. */
const LONGEST_GONE_MS = 3_600_000;

/** How many exports that are no longer among the newest are asked for in one poll; the others come next time. */
const MOST_ASKED = 25;

/**
 * Exports that finished since the last poll, one item each; null when there is none. The first poll only takes note of
 * what is there.
 *
 * n8n saves the state before it stores the execution: a process that dies between them would lose the execution. So the
 * exports of the last one are handed out once more after a restart, and `deliver` drops those that were executed.
 */
export async function pollExports(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const trigger = await openTrigger(context);
	const state = stateOf(context, trigger);
	const first = state.seen === undefined;
	const offered = hasPolled(context) ? [] : (state.last ?? []);
	const again = await byIds(trigger, offered);
	const { records, whole } = await readHistory(trigger, state);
	const fresh = newOnes(records, state);
	const { open, ended } = await followOpen(trigger, records, state);
	const finished = [...ended, ...(first ? [] : fresh)].filter(
		(record) => trigger.outcome(record) !== 'running' && trigger.isWanted(record),
	);
	const found = await onlyMeant(trigger.send, unique([...again, ...finished]), trigger.filter);

	// Nothing is taken note of before all that can fail is done.
	const now = Date.now();
	for (const record of fresh) {
		if (trigger.outcome(record) === 'running') open.set(idOf(record), { since: now, asked: now });
	}
	for (const id of missingFrom(again, offered)) open.set(id, { since: now, asked: now, gone: now });
	state.open = Object.fromEntries(open);
	remember(records, whole, state);
	notePoll(context);
	if (found.length === 0) return null;
	found.sort(byAge);
	state.last = found.map(idOf);
	return [found.map((json) => ({ json }))];
}

/**
 * What has come into being since the last poll, and some of what was there: the newest by date, and the newest by ID, since
 * it is not documented which of them a run has of its own. A list is not asked for when no record so far has had what it is
 * sorted by, and a second one not when the first was read to its end.
 */
async function readHistory(trigger: Trigger, { newest, highest, seen }: State) {
	const first = seen === undefined;
	const read = async (by: RecordOrder, isEnough: (order: NewestFirst, count: number) => boolean) =>
		await newestRecords(trigger, trigger.filter, by, isEnough);

	const byDate =
		first || newest !== undefined || highest === undefined
			? await read('createdDate', (order, count) => {
					if (!first) return order.isPast((newest ?? 0) - OVERLAP_MS);
					const start = Math.min(Date.now(), Number(order.first)) - OVERLAP_MS;
					return count >= FIRST_RECORDS && order.complete && order.isPast(start);
				})
			: { records: [], whole: false };
	const hasNumbers = first ? byDate.records.some(numberOf) : highest !== undefined;
	if (byDate.whole || !hasNumbers) return withIds(byDate);

	const byId = await read('id', (order, count) =>
		first
			? count >= FIRST_RECORDS && order.complete && order.sorted
			: order.isPast(BigInt(highest ?? 0)),
	);
	return withIds({ records: byDate.records.concat(byId.records), whole: byId.whole });
}

/** Each record once. One without an ID cannot be told from others; when none has one, that is said. */
function withIds({ records, whole }: { records: IDataObject[]; whole: boolean }) {
	const told = unique(records).filter((record) => firstOf(record, 'id') !== '');
	// Which throws.
	if (told.length === 0 && records.length > 0) idOf(records[0]);
	return { records: told, whole };
}

/**
 * What became of the exports that were not finished: those that have ended, and those that are still open. One that is
 * gone for long, or takes too long, is in neither.
 */
async function followOpen(trigger: Trigger, records: IDataObject[], state: State) {
	const open = new Map(Object.entries(state.open ?? {}));
	const listed = records.filter((record) => open.has(idOf(record)));
	const asked = missingFrom(listed, [...open.keys()])
		.sort((a, b) => open.get(a)!.asked - open.get(b)!.asked)
		.slice(0, MOST_ASKED);
	const others = await byIds(trigger, asked);

	const now = Date.now();
	const gone = new Set(missingFrom(others, asked));
	for (const id of asked) {
		const { since, gone: before = now } = open.get(id)!;
		open.set(id, { since, asked: now, ...(gone.has(id) ? { gone: before } : {}) });
	}
	const ended = [...listed, ...others].filter((record) => trigger.outcome(record) !== 'running');
	for (const record of ended) open.delete(idOf(record));
	for (const [id, { since, gone: from = now }] of open) {
		const isLost = gone.has(id) && now - from > LONGEST_GONE_MS;
		if (isLost || now - since > LONGEST_RUN_MS) open.delete(id);
	}
	return { open, ended };
}

/** Those of the IDs that none of the records has. */
function missingFrom(records: IDataObject[], ids: string[]): string[] {
	const there = new Set(records.map(idOf));
	return ids.filter((id) => !there.has(id));
}

/** The exports with these IDs, as far as they are there; each has an ID, also when its answer has none. */
async function byIds({ send }: Trigger, ids: string[]): Promise<IDataObject[]> {
	const records: IDataObject[] = [];
	for (const id of ids) {
		const response = await send({
			method: 'GET',
			path: path`/export/history/${id}`,
			acceptStatuses: [400, 404],
		});
		if (response.status >= 300) continue;
		const record = response.thing();
		records.push(firstOf(record, 'id') === '' ? { ...record, id } : record);
	}
	return records;
}
