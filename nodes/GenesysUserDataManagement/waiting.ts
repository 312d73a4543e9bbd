import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import type { ExportApi } from '../shared/apis/exports';
import { number } from '../shared/descriptions/fields';
import type { ValuesOf } from '../shared/descriptions/property';
import type { Context } from '../shared/engine/operation';
import { statusOptions } from '../shared/exports/properties';
import { idOf } from '../shared/exports/records';
import { outcomeOf, type StatusMeaning } from '../shared/exports/status';
import { textOf } from '../shared/transport/body';
import { recordRequest } from './things';

const FIRST_INTERVAL_MS = 1000;
const GROWTH = 1.5;

/** A wait of an hour does not end at one request that fails. */
const MOST_FAILURES = 4;

export const waitLimit = number(
	'waitLimit',
	'Wait at Most',
	'Minutes after which an export that is not finished is an error, e.g. 60; it goes on in Genesys',
	60,
	{ typeOptions: { minValue: 0, maxValue: 10_080 }, hint: 'In minutes' },
);

/** How it is waited for an export: options of each operation that does. */
export const waitOptions = [
	number(
		'longestInterval',
		'Longest Poll Interval',
		'Seconds between two checks of the progress, once an export takes long, e.g. 30',
		30,
		{ typeOptions: { minValue: 1, maxValue: 3600 } },
	),
	...statusOptions,
] as const;

/** How long, and how often, an export is looked at. */
export interface Patience extends StatusMeaning {
	/** Minutes that it may take, from the beginning of the operation on. */
	minutes: number;
	/** Milliseconds since 1970 at which it is given up. */
	until: number;
	/** Milliseconds between two looks, at most. */
	longestInterval: number;
}

/** The patience that a user has, beginning now. */
export function patienceOf(values: {
	waitLimit: number;
	options: Partial<ValuesOf<typeof waitOptions>>;
}): Patience {
	const { longestInterval = 30, doneStatuses, failedStatuses } = values.options;
	return {
		...{ doneStatuses, failedStatuses },
		minutes: values.waitLimit,
		until: Date.now() + values.waitLimit * 60_000,
		longestInterval: longestInterval * 1000,
	};
}

/**
 * Waits until an export has ended, looking at its progress at growing intervals.
 *
 * @param name how messages call it
 * @param find its history record; none when it has not begun yet
 * @returns the history record of the finished run
 * @throws UserError when the run failed, was cancelled, or is not finished in time
 */
export async function waitForRun(
	name: string,
	find: () => Promise<IDataObject | undefined>,
	{ send, inTurn, wait, progress: tell }: Context<ExportApi>,
	patience: Patience,
): Promise<IDataObject> {
	let interval = FIRST_INTERVAL_MS;
	let run: IDataObject | undefined;
	let failures = 0;
	for (;;) {
		const seen = await inTurn(look);
		const told = `${textOf(seen.status) ?? 'unknown'}, ${Number(seen.progress) || 0} %`;
		tell(`${name}: ${told}`);
		if (run && hasEnded(name, { ...seen, id: run.id }, patience)) {
			const id = idOf(run);
			return await inTurn(async () => (await send(recordRequest(id))).thing());
		}
		const left = patience.until - Date.now();
		if (left <= 0) {
			throw new UserError(`${name} is not finished after ${patience.minutes} minutes`, {
				description: `It goes on in Genesys (status ${told}). Raise Wait at Most, or come back later by Export History > Wait for Files.`,
			});
		}
		await wait(Math.min(interval, left, patience.longestInterval));
		interval *= GROWTH;
	}

	async function look(): Promise<IDataObject> {
		try {
			run ??= await find();
			const seen = run ? await progressOf(run) : { status: 'not started' };
			failures = 0;
			return { progress: 0, ...seen };
		} catch (error) {
			// Ends a wait that was cancelled.
			await wait(0);
			if (++failures > MOST_FAILURES) return Promise.reject(error);
			return { status: 'unknown', progress: 0 };
		}
	}

	async function progressOf(record: IDataObject): Promise<IDataObject> {
		return (await send(recordRequest(idOf(record), '/progress'))).thing();
	}
}

/**
 * Whether a run has ended well, by what Genesys says of it.
 *
 * @throws UserError when it failed or was cancelled
 */
export function hasEnded(
	name: string,
	{ id, status, progress = 0 }: IDataObject,
	meaning: StatusMeaning,
): boolean {
	const outcome = outcomeOf({ status, progress }, meaning);
	if (outcome === 'running') return false;
	if (outcome === 'done') return true;
	throw new UserError(`${name} ${outcome === 'failed' ? 'failed' : 'was cancelled in Genesys'}`, {
		description: `Genesys reports "${String(status)}" at ${Number(progress) || 0} %. History record: ${String(id)}.`,
	});
}
