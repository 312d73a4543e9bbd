import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { isMeant, recordsSince, timeOf } from '../shared/exports/records';
import { path } from '../shared/transport/path';
import { openTrigger, type Trigger } from './settings';
import { hasPolled, notePoll, stateOf, type State } from './state';

/** A record can appear a little after it says that it was created. */
const OVERLAP_MS = 10 * 60_000;

/** Where the first poll looks for exports that are still running: among so many pages of 100. */
const FIRST_PAGES = 10;

/** Among how many records a new one is told from those that were there. */
const MOST_SEEN = 2000;

/** An export that runs for longer is not waited for. */
const LONGEST_RUN_MS = 7 * 24 * 3_600_000;

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
	const again = hasPolled(context) ? [] : await byIds(trigger, state.last ?? []);

	const first = state.newest === undefined;
	const records = await newestRecords(trigger, state);
	const fresh = newOnes(records, state);
	const ended = await ofOpen(trigger, records, state);
	const finished = [...ended, ...(first ? [] : fresh)].filter(
		(record) => trigger.outcome(record) !== 'running' && trigger.isWanted(record),
	);

	remember(state, records, fresh, trigger);
	notePoll(context);
	const found = unique([...again, ...finished]).filter((record) => isMeant(record, trigger.filter));
	if (found.length === 0) return null;
	state.last = found.map(idOf);
	// In the order in which they were created.
	found.sort((a, b) => timeOf(a) - timeOf(b) || Number(a.id) - Number(b.id));
	return [found.map((json) => ({ json }))];
}

const idOf = (record: IDataObject) => String(record.id);

/** By their time, and by their id: it is not documented whether a record has the time of its run or that of its job. */
async function newestRecords({ send, api, filter }: Trigger, state: State) {
	const pages = state.newest === undefined ? FIRST_PAGES : Infinity;
	const floor = (state.newest ?? 0) - OVERLAP_MS;
	return unique([
		...(await recordsSince(send, filter, api, 'createdDate', floor, pages)),
		...(await recordsSince(send, filter, api, 'id', state.highest ?? 0, pages)),
	]);
}

function newOnes(records: IDataObject[], { newest = 0, highest = 0, seen = [] }: State) {
	const known = new Set(seen);
	return records.filter(
		(record) =>
			!known.has(idOf(record)) &&
			(timeOf(record) >= newest - OVERLAP_MS || Number(record.id) > highest),
	);
}

/** What became of the exports that were not finished; those that are gone, or take too long, are forgotten. */
async function ofOpen(trigger: Trigger, records: IDataObject[], state: State) {
	const open = (state.open ??= {});
	const listed = records.filter((record) => idOf(record) in open);
	const known = new Set(listed.map(idOf));
	const missing = Object.keys(open).filter((id) => !known.has(id));
	const asked = missing.sort((a, b) => open[a].asked - open[b].asked).slice(0, MOST_ASKED);
	const others = await byIds(trigger, asked);
	const there = new Set(others.map(idOf));
	const now = Date.now();
	for (const id of asked) {
		if (there.has(id)) open[id].asked = now;
		else delete open[id];
	}
	for (const [id, { since }] of Object.entries(open)) {
		if (now - since > LONGEST_RUN_MS) delete open[id];
	}
	return [...listed, ...others].filter((record) => {
		const known = idOf(record) in open;
		if (known && trigger.outcome(record) !== 'running') delete open[idOf(record)];
		return known;
	});
}

function remember(state: State, records: IDataObject[], fresh: IDataObject[], trigger: Trigger) {
	const now = Date.now();
	const open = (state.open ??= {});
	for (const record of fresh) {
		if (trigger.outcome(record) === 'running') open[idOf(record)] = { since: now, asked: now };
	}
	// A time that is still to come would hide what comes before it.
	const times = records.map((record) => Math.min(timeOf(record), now));
	state.newest = times.reduce((a, b) => Math.max(a, b), state.newest ?? 0);
	state.highest = records.reduce((a, { id }) => Math.max(a, Number(id) || 0), state.highest ?? 0);
	const ids = new Set([...records.map(idOf), ...(state.seen ?? [])]);
	state.seen = [...ids].slice(0, MOST_SEEN);
}

async function byIds({ send }: Trigger, ids: string[]): Promise<IDataObject[]> {
	const records: IDataObject[] = [];
	for (const id of ids) {
		const response = await send({
			method: 'GET',
			path: path`/export/history/${id}`,
			acceptStatuses: [400, 404],
		});
		if (response.status < 300) records.push(response.thing());
	}
	return records;
}

function unique(records: IDataObject[]): IDataObject[] {
	return [...new Map(records.map((record) => [idOf(record), record])).values()];
}
