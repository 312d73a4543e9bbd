import type { IDataObject } from 'n8n-workflow';
import { byAge, idOf, numberOf, timeOf } from '../shared/exports/records';
import type { State } from './state';

/** A record can appear a little after it says that it was created. */
export const OVERLAP_MS = 10 * 60_000;

/** So many of those records are known again that could no longer pass for new, whatever becomes of their dates. */
const MOST_SEEN = 2000;

/**
 * So many records are remembered that could pass for new and were not in what a poll has read. Those that were are, too, so that
 * a list which is read to its end is remembered whole.
 */
const MOST_UNTOLD = 10_000;

/** Where a record stands in the history, as far as it says so. */
interface Place {
	time: number;
	number: bigint;
}

/**
 * Whether a record lies after what was there: its date or its ID says so, and it is not documented which of them does.
 *
 * @returns undefined when nothing says where it lies
 */
function isAfter({ time, number }: Place, { newest, highest }: State): boolean | undefined {
	const byTime = time !== 0 && newest !== undefined ? time >= newest - OVERLAP_MS : undefined;
	const byNumber = number && highest !== undefined ? number > BigInt(highest) : undefined;
	return byTime || (byNumber ?? byTime);
}

const placeOf = (record: IDataObject): Place => ({
	time: timeOf(record),
	number: numberOf(record),
});

/**
 * Those of the records that have come into being since the last poll; all of them in the first one. A record that does
 * not say where it lies was there before, unless all was seen that was there.
 */
export function newOnes(records: readonly IDataObject[], state: State): IDataObject[] {
	const seen = new Set(Object.keys(state.seen ?? {}));
	const { whole = true } = state;
	return records.filter(
		(record) => !seen.has(idOf(record)) && (isAfter(placeOf(record), state) ?? whole),
	);
}

/** Takes note of what a poll has read. @param whole the history was read to its end */
export function remember(records: readonly IDataObject[], whole: boolean, state: State): void {
	const seen = new Map(Object.entries(state.seen ?? {}));
	// A time that is still to come would hide what comes before it.
	const now = Date.now();
	let time = state.newest ?? 0;
	let number = BigInt(state.highest ?? 0);
	for (const record of records) {
		const place = placeOf(record);
		time = Math.max(time, Math.min(place.time, now));
		if (place.number > number) number = place.number;
		// The last that were read stand last.
		seen.delete(idOf(record));
		seen.set(idOf(record), place.time);
	}
	if (time !== 0) state.newest = time;
	if (number !== 0n) state.highest = String(number);
	state.whole ??= whole;

	const kept: IDataObject[] = [];
	const before: IDataObject[] = [];
	for (const [id, createdDate] of seen) {
		const record = { id, createdDate };
		const after = isAfter(placeOf(record), state);
		// An ID that is no number tells nothing as soon as its date cannot be read any more.
		if (after || (state.whole && numberOf(record) === 0n)) kept.push(record);
		// What may have been there all along is judged once it says where it lies.
		else if (after === false) before.push(record);
	}
	const newest = before.sort((a, b) => byAge(b, a)).slice(0, MOST_SEEN);
	// An answer without any does not say that all are gone.
	const untold = records.length === 0 ? kept : kept.slice(-(MOST_UNTOLD + records.length));
	// What is forgotten and may be there still must not pass for new.
	if (untold.length < kept.length && !whole) state.whole = false;
	state.seen = Object.fromEntries(
		[...newest, ...untold].map((record) => [idOf(record), timeOf(record)]),
	);
}
