import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { RowWithFiles } from './operation';

/** The result of one item as output items, each paired with it. Nothing at all still says that it went well. */
export function toItems(result: unknown, index: number): INodeExecutionData[] {
	return (Array.isArray(result) ? result : [result]).map((row) => ({
		...(row instanceof RowWithFiles ? row : { json: toJson(row) }),
		pairedItem: { item: index },
	}));
}

function toJson(row: unknown): IDataObject {
	if (row === undefined || row === null || row === '') return { success: true };
	return typeof row === 'object' ? (row as IDataObject) : { value: row as string };
}

/** Only the keys that n8n's error output looks for: with any other, it takes the item for a success. */
export function errorItem(
	error: NodeApiError | NodeOperationError,
	index: number,
): INodeExecutionData {
	const statusCode = 'httpCode' in error ? error.httpCode : null;
	const details: IDataObject = { description: error.description ?? '' };
	if (statusCode) details.statusCode = Number(statusCode);
	return { json: { error: error.message, details }, pairedItem: { item: index } };
}

/** What was thrown, as an error of n8n's that names the item. */
export function asNodeError(
	context: IExecuteFunctions,
	thrown: unknown,
	itemIndex: number,
): NodeApiError | NodeOperationError {
	const error =
		thrown instanceof NodeApiError
			? thrown
			: new NodeOperationError(context.getNode(), thrown as Error, { itemIndex });
	// One failed request can be the failure of several items: the first of them is named.
	error.context.itemIndex ??= itemIndex;
	return error;
}
