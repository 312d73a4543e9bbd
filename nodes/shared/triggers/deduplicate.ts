import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { KeyedQueue } from '../transport/concurrency';
import { inTime } from '../transport/inTime';

/** How many ids n8n's database remembers for one trigger node. */
const REMEMBERED = 1000;

/** Milliseconds that n8n's database may stay silent. */
const PATIENCE_MS = 10_000;

/**
 * n8n reads the ids of a node, adds to them, and writes them back: of two executions at the same moment, one would wipe
 * out what the other has added. Within this process, one waits for the other.
 */
const turns = new KeyedQueue();

/** How often the database has answered, by node, while somebody waits for it. */
const answered = new Map<string, number>();

/**
 * Lets an item pass whose id n8n's database has not seen, and none that it has. This is what stops a repetition after a
 * restart, or one that another process of the same n8n took; copies that arrive together at a webhook are caught before,
 * by `RecentDeliveries`.
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
	const own = (id: unknown) => `${String(id)}@${context.getExecutionId()}`;
	const given = items.map(({ json }) => identify(json)).filter((id) => id !== undefined);
	const ids = [...new Set(given.flatMap((id) => [String(id), own(id)]))];
	if (ids.length === 0) return items;
	// The first two executions of a node that record something at the same moment both insert its row, and one of them
	// fails: by the second try the row is there. A try that is not answered must not hold up those who come next.
	const key = `${context.getWorkflow().id} ${context.getNode().id}`;
	const attempt = async () =>
		await inTime(record(context, ids, key), { limit: PATIENCE_MS, late: () => undefined });
	const recording = turns.run([key], async () => (await attempt()) ?? (await attempt()));
	const recorded = await inTime(
		recording.finally(() => forget(key)),
		{
			limit: PATIENCE_MS,
			progress: () => answered.get(key),
			late: () => {
				context.logger.warn('What the trigger took could not be recorded: the database is silent');
				return undefined;
			},
		},
	);
	// What was taken over is not offered again: without a database, twice is better than not at all.
	if (!recorded) return items;
	// The user asked for the same execution once more.
	if (context.getMode() === 'retry') return items;
	return items.filter(({ json }) => {
		const id = identify(json);
		return (
			id === undefined || recorded.new.includes(String(id)) || recorded.processed.includes(own(id))
		);
	});
}

async function record(context: IExecuteFunctions, ids: string[], key: string) {
	try {
		return await context.helpers.checkProcessedAndRecord(ids, 'node', {
			mode: 'entries',
			maxEntries: 2 * REMEMBERED,
		});
	} catch (error) {
		context.logger.warn(`What the trigger took could not be recorded: ${(error as Error).message}`);
		return undefined;
	} finally {
		answered.set(key, (answered.get(key) ?? 0) + 1);
		forget(key);
	}
}

/** Nodes come and go while the process lives: nothing is kept of one for which nobody waits. */
function forget(key: string): void {
	if (!turns.isBusy(key)) answered.delete(key);
}
