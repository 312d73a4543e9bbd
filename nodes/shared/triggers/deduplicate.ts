import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { KeyedQueue } from '../transport/concurrency';
import { pause } from '../transport/pause';
import { bySlot, canChooseRows, claim } from './claim';
import { NODE_ENTRIES, openRows } from './rows';
import { settle } from './settle';

/** Milliseconds that n8n's database may stay silent. */
const PATIENCE_MS = 10_000;

/** Within this process, those who need the same row wait for each other, rather than for the database. */
const turns = new KeyedQueue();

/** How often the database has answered, by node. */
const answered = new Map<string, number>();

/**
 * Lets an item pass whose id n8n's database has not seen, and none that it has, whichever process of the same n8n
 * recorded it, before a restart or at the same moment. Copies that arrive together at one webhook process are caught before, by
 * `RecentDeliveries`, so that they start no execution.
 *
 * Besides the id itself, "taken by this execution" is recorded: when n8n runs the same execution again, after a worker
 * was lost, the item still passes.
 *
 * @param identify the id of an item; items without one pass
 */
export async function deduplicate(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
	identify: (json: IDataObject) => unknown,
): Promise<INodeExecutionData[]> {
	if (context.getMode() === 'manual') return items;
	const given = items.map(({ json }) => identify(json)).filter((id) => id !== undefined);
	const ids = [...new Set(given.map(String))];
	if (ids.length === 0) return items;
	const key = `${context.getWorkflow().id} ${context.getNode().id}`;
	// What was taken over is not offered again: without a database, twice is better than not at all.
	const repeated = new Set<string>();
	await inTime(record(context, ids, key, repeated), {
		progress: () => answered.get(key),
		late: () =>
			context.logger.warn('What the trigger took could not be recorded: the database is silent'),
	});
	// The user asked for the same execution once more.
	if (context.getMode() === 'retry') return items;
	return items.filter(({ json }) => {
		const id = identify(json);
		return id === undefined || !repeated.has(String(id));
	});
}

/**
 * Records the ids.
 *
 * @param repeated to which those are added that another execution has recorded before
 */
async function record(
	context: IExecuteFunctions,
	ids: string[],
	key: string,
	repeated: Set<string>,
): Promise<void> {
	let answers = 0;
	const rows = openRows(context, () => {
		answers++;
		answered.set(key, (answered.get(key) ?? 0) + 1);
	});
	const attempt = async <T>(work: () => Promise<T>) =>
		await inTime(
			work().catch((error: Error) => {
				context.logger.warn(`What the trigger took could not be recorded: ${error.message}`);
				return undefined;
			}),
			{ progress: () => answers },
		);
	// A try that is not answered must not hold up those who come next.
	const twice = async <T>(work: () => Promise<T>) => (await attempt(work)) ?? (await attempt(work));
	const own = (id: string) => `${id}@${context.getExecutionId()}`;

	const slots = await twice(async () => ((await canChooseRows(rows)) ? bySlot(ids) : 'none'));
	if (slots === 'none') {
		const look = async (entries: string[]) =>
			await turns.run([key], async () => await twice(() => rows.add(entries, NODE_ENTRIES)));
		(await settle(look, ids, own))?.forEach((id) => repeated.add(id));
		return;
	}
	for (const [slot, inSlot] of slots ?? []) {
		const known = await turns.run(
			[`${key} ${slot}`],
			async () => await twice(() => claim(rows, slot, inSlot, own)),
		);
		if (!known) return;
		known.forEach((id) => repeated.add(id));
	}
}

/**
 * What comes of the work, which must not reject; undefined, and `late` is told, when that takes too long. As long as there
 * is `progress`, whatever it is counted by, it may take any time.
 */
async function inTime<T>(
	work: Promise<T | undefined>,
	{ progress = () => 0, late = () => {} }: { progress?: () => unknown; late?: () => void } = {},
): Promise<T | undefined> {
	let ended = false;
	const limit = async () => {
		let before: unknown;
		do {
			before = progress();
			await pause(PATIENCE_MS, () => ended);
		} while (!ended && progress() !== before);
		if (!ended) late();
		return undefined;
	};
	return await Promise.race([work.finally(() => (ended = true)), limit()]);
}
