import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { KeyedQueue } from '../transport/concurrency';
import { inTime } from '../transport/inTime';
import { bySlot, canChooseRows, claim } from './claim';
import { NODE_ENTRIES, openRows } from './rows';
import { settle } from './settle';

/** Milliseconds that n8n's database may stay silent. */
const PATIENCE_MS = 10_000;

/** Within this process, those who need the same row wait for each other, rather than for the database. */
const turns = new KeyedQueue();

/** Executions that wait for the database, and how often it has answered them. */
interface Wait {
	executions: number;
	answers: number;
}

/** By node. Nodes come and go while the process lives: nothing is kept of one for which nobody waits. */
const waits = new Map<string, Wait>();

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
	const wait = waits.get(key) ?? { executions: 0, answers: 0 };
	waits.set(key, wait);
	wait.executions++;
	const repeated = new Set<string>();
	const recording = record(context, ids, key, wait, repeated).finally(() => {
		if (--wait.executions === 0) waits.delete(key);
	});
	// What was taken over is not offered again: without a database, twice is better than not at all.
	await inTime(recording, {
		limit: PATIENCE_MS,
		progress: () => wait.answers,
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
	wait: Wait,
	repeated: Set<string>,
): Promise<void> {
	let answers = 0;
	const rows = openRows(context, () => {
		answers++;
		wait.answers++;
	});
	const attempt = async <T>(work: () => Promise<T>) =>
		await inTime(
			work().catch((error: Error) => {
				context.logger.warn(`What the trigger took could not be recorded: ${error.message}`);
				return undefined;
			}),
			{ limit: PATIENCE_MS, progress: () => answers, late: () => undefined },
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
