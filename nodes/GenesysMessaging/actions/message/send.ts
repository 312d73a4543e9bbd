import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import type { Context, Member } from '../../../shared/engine/operation';
import { isObject } from '../../../shared/transport/body';
import { inHalves } from '../../../shared/transport/halves';
import { sendWithin } from '../channel';

/** What every operation that sends a message has besides its own fields. */
interface SendValues {
	options: { channelId?: string; traceId?: string };
}

/** How one item becomes a message; it may upload files first. */
type Compose<Values> = (values: Values, context: Context) => IDataObject | Promise<IDataObject>;

/**
 * How messages are sent: one signed request for each item, or for as many of one channel as Batch Size says. The ids in
 * the answer are those of the messages in their order, so each goes to the item that it belongs to.
 *
 * An item that cannot be composed fails alone, and so does one that Genesys refuses (see `inHalves`): that nothing of a refused
 * request was accepted is taken for granted.
 *
 * @param channelIdOf the channel of an item; that of the credential when it is empty
 * @returns the `execute` of a batch operation
 */
export const sendMessages =
	<Values extends SendValues>(
		compose: Compose<Values>,
		channelIdOf: (values: Values) => string = ({ options }) => options.channelId ?? '',
	) =>
	async (members: ReadonlyArray<Member<Values>>): Promise<Array<IDataObject | Error>> => {
		const channels = members.map(({ values }) => channelIdOf(values));
		const composed = await Promise.all(
			members.map(async ({ values, context }, index) => {
				try {
					return await compose(values, {
						...context,
						send: sendWithin(channels[index], context.send),
					});
				} catch (error) {
					return error as Error;
				}
			}),
		);
		const results = [...composed];
		const ready = composed.flatMap((message, index) => (message instanceof Error ? [] : [index]));
		for (const channel of new Set(channels)) {
			const indexes = ready.filter((index) => channels[index] === channel);
			const outcomes = await inHalves(indexes, send);
			indexes.forEach((index, position) => (results[index] = outcomes[position]));
		}
		return results;

		async function send(indexes: readonly number[]): Promise<Array<IDataObject | Error>> {
			const messages = indexes.map((index) => composed[index] as IDataObject);
			const [first] = indexes;
			const { values, context } = members[first];
			const response = await context.send({
				method: 'POST',
				path: '/messages',
				within: channels[first],
				body: { messages },
				traceId: values.options.traceId,
				// Sent twice, a receipt says the same; anything else would be said twice.
				idempotent: messages.every(({ type }) => type === 'Receipt'),
			});
			return resultsOf(messages, context.answer(response), response.remarks);
		}
	};

/** What became of each message: its id, when it can be told which is whose. */
function resultsOf(messages: IDataObject[], answer: IDataObject, remarks: IDataObject) {
	const ids = idsIn(answer);
	const own = idsByMessage(messages, ids);
	return messages.map(({ type }, position) => {
		if (!own) return unclear(ids.length, messages.length);
		const id = own[position];
		return { accepted: true, ...(id === undefined ? {} : { id }), type, ...remarks };
	});
}

/** Ids are strings in the sample of the documents, and objects in their table. */
function idsIn({ ids }: IDataObject): Array<string | undefined> {
	return (Array.isArray(ids) ? ids : []).map((entry: unknown) => {
		const id = isObject(entry) ? entry.id : entry;
		return id === undefined || id === null ? undefined : String(id);
	});
}

/**
 * The id of each message: in their order, and a receipt is answered without one.
 * @returns undefined when it cannot be told which is whose
 */
function idsByMessage(
	messages: IDataObject[],
	ids: Array<string | undefined>,
): Array<string | undefined> | undefined {
	if (ids.length === 0 || ids.length === messages.length) return messages.map((_, n) => ids[n]);
	const answered = messages.filter(({ type }) => type !== 'Receipt');
	if (ids.length !== answered.length) return undefined;
	return messages.map((message) => ids[answered.indexOf(message)]);
}

const unclear = (ids: number, count: number) =>
	new UserError('Genesys gave fewer or more IDs than it got messages', {
		description: `It accepted the request. IDs in its answer: ${ids}, messages in the request: ${count}. Which is whose cannot be told.`,
	});

/** Messages between the same two keep their order. */
export const conversation = ({ fromId, toId }: { fromId: string; toId: string | string[] }) =>
	JSON.stringify([fromId, toId]);
