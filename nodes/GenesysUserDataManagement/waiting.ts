import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import type { ExportApi } from '../shared/apis/exports';
import { firstOf } from '../shared/descriptions/choices';
import { number } from '../shared/descriptions/fields';
import type { ValuesOf } from '../shared/descriptions/property';
import type { Context } from '../shared/engine/operation';
import { statusOptions } from '../shared/exports/properties';
import { idOf } from '../shared/exports/records';
import { outcomeOf, type StatusMeaning } from '../shared/exports/status';
import { textOf } from '../shared/transport/body';
import { recordRequest } from './things';

/** A client that uses tools by MCP gives up after a minute. */
const LONGEST_AS_TOOL_MS = 45_000;

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

/** The patience that a user has, beginning now; that of a client whose model uses the node is shorter. */
export function patienceOf(
	values: { waitLimit: number; options: Partial<ValuesOf<typeof waitOptions>> },
	{ asTool }: Pick<Context, 'asTool'>,
): Patience {
	const { longestInterval = 30, doneStatuses, failedStatuses } = values.options;
	const wanted = values.waitLimit * 60_000;
	return {
		...{ doneStatuses, failedStatuses },
		minutes: values.waitLimit,
		until: Date.now() + (asTool ? Math.min(wanted, LONGEST_AS_TOOL_MS) : wanted),
		longestInterval: longestInterval * 1000,
	};
}

/** What a model is to do: it knows the tools by what they do. */
const AGAIN =
	'The export goes on in Genesys. Get the progress of this history record again until it is finished, then wait for its files, or list them.';

/** An export that is not finished in time. */
export class Unfinished extends UserError {
	/**
	 * @param name how messages call it
	 * @param run its history record; none when it has not begun
	 * @param seen its status and progress
	 */
	constructor(
		name: string,
		minutes: number,
		private readonly run: IDataObject | undefined,
		private readonly seen: IDataObject,
	) {
		super(`${name} is not finished after ${minutes} minutes`, {
			description: `It goes on in Genesys (status ${toldOf(seen)}). Raise Wait at Most, or come back later by Export History > Wait for Files.`,
		});
	}

	/** What a model is told in place of the error: how far the export is, and what to call next. */
	get state(): IDataObject {
		const { status, progress } = this.seen;
		const id = this.run && firstOf(this.run, 'id');
		return {
			finished: false,
			...(id ? { historyRecord: id } : {}),
			...{ status: textOf(status) ?? 'unknown', progress: Number(progress) || 0 },
			next: `${id ? AGAIN : 'It has not begun: look among the newest history records of the job later.'} Do not create it again.`,
		};
	}
}

/**
 * What `work` gives; to a model, how far the export is, when it takes longer than a client waits.
 *
 * @param known what else there is to say of it then
 */
export async function orState<T>(
	{ asTool }: Pick<Context, 'asTool'>,
	known: IDataObject,
	work: () => Promise<T>,
): Promise<T | [IDataObject]> {
	return await work().catch(async (error: Error) =>
		asTool && error instanceof Unfinished
			? [{ ...known, ...error.state }]
			: await Promise.reject<T>(error),
	);
}

const toldOf = ({ status, progress }: IDataObject) =>
	`${textOf(status) ?? 'unknown'}, ${Number(progress) || 0} %`;

/**
 * Waits until an export has ended, looking at its progress at growing intervals.
 *
 * @param name how messages call it
 * @param find its history record; none when it has not begun yet
 * @returns the history record of the finished run
 * @throws UserError when the run failed or was cancelled; Unfinished when it is not finished in time
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
		tell(`${name}: ${toldOf(seen)}`);
		if (run && hasEnded(name, { ...seen, id: run.id }, patience)) {
			const id = idOf(run);
			return await inTurn(async () => (await send(recordRequest(id))).thing());
		}
		const left = patience.until - Date.now();
		if (left <= 0) throw new Unfinished(name, patience.minutes, run, seen);
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
