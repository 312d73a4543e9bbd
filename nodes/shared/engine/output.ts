import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeApiError, NodeOperationError, UserError } from 'n8n-workflow';
import type { Send } from '../transport/api';
import type { ApiResponse } from '../transport/response';
import { addedTo } from '../transport/errors';
import { withoutSecrets } from '../transport/secrets';
import { RowWithFiles, type Row } from './operation';

/**
 * What Genesys said, as the JSON of an item: out of its envelope, or, with Full Answer, all of it. An action that was
 * carried out need not say anything.
 */
export function answerRow(response: ApiResponse, full: boolean): IDataObject {
	if (full) return fullRow(response);
	const { content, remarks } = response;
	// A list says nothing of what was done, nor does a number.
	const isWord = typeof content === 'string' || content === undefined || content === null;
	return { ...(isWord ? wrapped(content) : response.thing()), ...remarks };
}

/** An answer as Genesys sent it. */
export function fullRow({ body }: ApiResponse): IDataObject {
	const row = wrapped(body);
	return Object.keys(row).length > 0 ? row : { success: true };
}

function wrapped(content: unknown): IDataObject {
	if (content === undefined || content === null || content === '') return {};
	return typeof content === 'object' && !Array.isArray(content)
		? (content as IDataObject)
		: { answer: content as IDataObject };
}

/** The rows of one item as output items, each paired with it. */
export function toItems(rows: Row | Row[], index: number): INodeExecutionData[] {
	return [rows].flat().map((row) => ({
		...(row instanceof RowWithFiles ? row : { json: row }),
		pairedItem: { item: index },
	}));
}

/** Only the keys that n8n's error output looks for: with any other, it takes the item for a success. */
export function errorItem(
	error: NodeApiError | NodeOperationError,
	index: number,
): INodeExecutionData {
	return { json: errorRow(error), pairedItem: { item: index } };
}

/** An error as the JSON of an item: `{ error, details: { description, statusCode? } }`. */
export function errorRow(error: Error): IDataObject {
	const { description, httpCode } = error as Partial<NodeApiError>;
	const details: IDataObject = { description: description ?? '' };
	if (httpCode) details.statusCode = Number(httpCode);
	return { error: error.message, details };
}

/**
 * An error as it can be shown. Any can quote an answer, and with it a secret that the server repeats; of that of a request, which was
 * looked through where it was made, it is what an operation has added.
 */
export async function showable(error: Error, { secrets }: Pick<Send, 'secrets'>): Promise<Error> {
	if (!secrets) return error;
	if (error instanceof NodeApiError) {
		const added = addedTo(error);
		if (!added) return error;
		const made = (error.description ?? '').slice(0, -added.length);
		error.description = made + withoutSecrets(added, await secrets());
		return error;
	}
	const { message, description } = error as UserError;
	const hidden = await secrets();
	const [shown, more] = [message, description ?? ''].map((text) => withoutSecrets(text, hidden));
	if (shown === message && more === (description ?? '')) return error;
	// A new one: the stack of this one has the message as well.
	return new UserError(shown, { description: more });
}

/** What was thrown, as an error of n8n's that names the item, if there is one. */
export function asNodeError(
	context: Pick<IExecuteFunctions, 'getNode'>,
	thrown: unknown,
	itemIndex?: number,
): NodeApiError | NodeOperationError {
	const error =
		thrown instanceof NodeApiError
			? thrown
			: new NodeOperationError(context.getNode(), thrown as Error, { itemIndex });
	// One failed request can be the failure of several items: the first of them is named.
	error.context.itemIndex ??= itemIndex;
	return error;
}

/**
 * What a trigger makes of the items that it was started with. When it cannot, and the node continues, each item is the
 * failure: n8n would let them all pass as if they had succeeded.
 *
 * @throws what `work` throws, when the node does not continue, or has no items that could tell it
 */
export async function orErrorItems(
	context: IExecuteFunctions,
	work: (items: INodeExecutionData[]) => Promise<INodeExecutionData[]>,
): Promise<INodeExecutionData[]> {
	const items = context.getInputData();
	try {
		return await work(items);
	} catch (thrown) {
		if (items.length === 0 || !context.continueOnFail()) throw asNodeError(context, thrown, 0);
		return items.map((_item, index) => errorItem(asNodeError(context, thrown, index), index));
	}
}

/** An AI Agent of n8n tells its model the message alone: so it has the description, too, in the way that n8n's MCP server adds it. */
export function inFull<E extends Error & { description?: string | null }>(error: E): E {
	const { message, description } = error;
	if (description && !message.includes(description)) {
		error.message = `${message}\n\nDetails: ${description}`;
	}
	return error;
}
