import type { IDataObject } from 'n8n-workflow';
import { NodeApiError, UserError } from 'n8n-workflow';
import type { Item, Run } from '../../../shared/engine/operation';

/** What every operation that sends a message has beside its own fields. */
interface SendValues {
	fromId?: string;
	toId?: string;
	options: { traceId?: unknown };
}

/**
 * How messages are sent: one signed request for each item, or for as many as Batch Size says. The ids in the answer are
 * those of the messages in their order, so each goes to the item that it belongs to.
 *
 * An item that cannot be composed fails alone. When Genesys refuses a request with several messages (400), each is sent
 * on its own to find the one to blame: that nothing of a refused request was accepted is taken for granted.
 *
 * @param compose how one item becomes a message; it may upload files first
 * @returns one result for each item
 */
export async function sendMessages<Values extends SendValues>(
	values: Values[],
	items: Item[],
	run: Run,
	compose: (values: Values, item: Item) => IDataObject | Promise<IDataObject>,
): Promise<unknown[]> {
	const composed = await Promise.all(
		values.map(async (own, index) => {
			try {
				return await compose(own, items[index]);
			} catch (error) {
				return error as Error;
			}
		}),
	);
	const results: unknown[] = [...composed];
	const right = composed.flatMap((message, index) => (message instanceof Error ? [] : [index]));
	await send(right);
	return results;

	async function send(indexes: number[]): Promise<void> {
		if (indexes.length === 0) return;
		const messages = indexes.map((index) => results[index] as IDataObject);
		const { traceId } = values[indexes[0]].options;
		try {
			const { body } = await run.send({
				method: 'POST',
				path: '/messages',
				body: { messages },
				...(traceId ? { headers: { 'X-B3-TraceId': String(traceId) } } : {}),
				// Sent twice, a receipt says the same; anything else would be said twice.
				repeatable: messages.every(({ type }) => type === 'Receipt'),
			});
			const ids = idsIn(body as IDataObject);
			const own = idsByMessage(messages, ids);
			indexes.forEach((index, position) => {
				results[index] = own
					? resultOf(messages[position], own[position])
					: unclear(ids.length, messages.length);
			});
		} catch (error) {
			const refused = error instanceof NodeApiError && error.httpCode === '400';
			if (refused && indexes.length > 1) for (const index of indexes) await send([index]);
			else for (const index of indexes) results[index] = error;
		}
	}
}

/** Ids are texts in the sample of the documents, and objects in their table. */
function idsIn({ data }: IDataObject): string[] {
	const { ids } = (data ?? {}) as { ids?: unknown };
	return (Array.isArray(ids) ? ids : []).map((entry: string | { id?: string }) =>
		String(typeof entry === 'object' && entry !== null ? entry.id : entry),
	);
}

/**
 * The id of each message: in their order, and a receipt is answered without one.
 * @returns undefined when it cannot be told which is whose
 */
function idsByMessage(
	messages: IDataObject[],
	ids: string[],
): Array<string | undefined> | undefined {
	if (ids.length === 0 || ids.length === messages.length) return messages.map((_, n) => ids[n]);
	const answered = messages.filter(({ type }) => type !== 'Receipt');
	if (ids.length !== answered.length) return undefined;
	return messages.map((message) => ids[answered.indexOf(message)]);
}

const resultOf = ({ type }: IDataObject, id: string | undefined) => ({
	accepted: true,
	...(id === undefined ? {} : { id }),
	type,
});

const unclear = (ids: number, count: number) =>
	new UserError('Genesys gave fewer or more IDs than it got messages', {
		description: `It accepted the request, and answered ${ids} IDs for ${count} messages: which is whose cannot be told.`,
	});

/** Messages between the same two keep their order. */
export const conversation = ({ fromId, toId }: { fromId?: unknown; toId?: unknown }) =>
	JSON.stringify([fromId, toId]);
