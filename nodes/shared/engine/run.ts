import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeApiError, NodeOperationError, UserError } from 'n8n-workflow';
import { requestDefaults } from '../descriptions/common';
import type { Api, Send } from '../transport/api';
import { openClient } from '../transport/client';
import { forEachIndex, Lanes } from './concurrency';
import type { Item, Operation, Resource } from './operation';
import { ParameterReader } from './parameters';
import { operationProperties } from './properties';

/** The values every operation has, whatever its own properties are. */
interface CommonValues {
	returnAll?: boolean;
	limit?: number;
	simplify?: boolean;
}

/**
 * The `execute` of every action node: works on all input items, several at once, and returns the output in the order
 * of the input, each output item paired with the input item it came from.
 *
 * An item that fails becomes an output item `{ error, details }` when the node is set to continue; otherwise no
 * further item is started, those under way are waited for, and the first failure is thrown.
 */
export async function runOperations(
	context: IExecuteFunctions,
	resources: readonly Resource[],
	api: Api,
): Promise<INodeExecutionData[][]> {
	const items = context.getInputData();
	const parameters = new ParameterReader(context);
	const options = parameters.read('options', {}, 0) as Partial<typeof requestDefaults>;
	const settings = { ...requestDefaults, ...options };
	const send = await openClient(context, api, settings);
	const signal = context.getExecutionCancelSignal();
	const propertiesOf = memoize(operationProperties);
	const lanes = new Lanes();
	const outputs: INodeExecutionData[][] = items.map(() => []);
	const failures = new Map<number, NodeApiError | NodeOperationError>();

	async function workOn(index: number): Promise<unknown> {
		const operation = findOperation(resources, parameters, index);
		const values = parameters.readAll(propertiesOf(operation), index) as never;
		const item: Item = { json: items[index].json, timezone: context.getTimezone() };
		const work = async () => await runOperation(operation, values, item, send);
		return operation.target ? await lanes.run(operation.target(values), work) : await work();
	}

	await forEachIndex(
		items.length,
		settings.concurrency,
		() => failures.size > 0 || signal?.aborted === true,
		async (index) => {
			try {
				outputs[index] = toItems(await workOn(index), index);
			} catch (thrown) {
				const error = asNodeError(context, thrown, index);
				if (context.continueOnFail()) outputs[index] = [errorItem(error, index)];
				else failures.set(index, error);
			}
		},
	);

	if (failures.size > 0) throw failures.get(Math.min(...failures.keys()));
	if (signal?.aborted)
		throw new NodeOperationError(context.getNode(), 'The execution was cancelled');
	return [outputs.flat()];
}

/** Carries out one operation for one item and returns its JSON: an object, a list, or nothing. */
async function runOperation(
	operation: Operation,
	values: never,
	item: Item,
	send: Send,
): Promise<unknown> {
	if (operation.execute) return await operation.execute(values, item, send);
	if (!operation.request) throw new UserError(`The operation "${operation.name}" sends nothing`);
	const request = operation.request(values, item);
	const { returnAll, limit, simplify } = values as CommonValues;

	if (operation.paginate) {
		const rows: IDataObject[] = [];
		const wanted = returnAll ? Infinity : Number(limit);
		for await (const page of operation.paginate(send, request, wanted)) rows.push(...page);
		return rows;
	}

	const { body } = await send(request);
	if (operation.deleted) return { deleted: true };
	return operation.simplify && simplify ? operation.simplify(body as never) : body;
}

function findOperation(
	resources: readonly Resource[],
	parameters: ParameterReader,
	index: number,
): Operation {
	const resource = parameters.read('resource', resources[0].value, index);
	const value = parameters.read('operation', undefined, index);
	const operation = resources
		.find((candidate) => candidate.value === resource)
		?.operations.find((candidate) => candidate.value === value);
	if (operation) return operation;
	throw new UserError(`The operation "${String(value)}" does not exist`, {
		description: `Choose an operation of the resource "${String(resource)}" in this node.`,
	});
}

function toItems(result: unknown, index: number): INodeExecutionData[] {
	return (Array.isArray(result) ? result : [result]).map((row) => ({
		json: toJson(row),
		pairedItem: { item: index },
	}));
}

function toJson(row: unknown): IDataObject {
	if (row === undefined || row === null || row === '') return { success: true };
	return typeof row === 'object' ? (row as IDataObject) : { value: row as string };
}

/** Only the keys that n8n's error output looks for: with any other, it takes the item for a success. */
function errorItem(error: NodeApiError | NodeOperationError, index: number): INodeExecutionData {
	const statusCode = 'httpCode' in error ? error.httpCode : null;
	const details: IDataObject = { description: error.description ?? '' };
	if (statusCode) details.statusCode = Number(statusCode);
	return { json: { error: error.message, details }, pairedItem: { item: index } };
}

function asNodeError(
	context: IExecuteFunctions,
	thrown: unknown,
	itemIndex: number,
): NodeApiError | NodeOperationError {
	const error =
		thrown instanceof NodeApiError
			? thrown
			: new NodeOperationError(context.getNode(), thrown as Error, { itemIndex });
	error.context.itemIndex = itemIndex;
	return error;
}

function memoize<Key, Value>(compute: (key: Key) => Value): (key: Key) => Value {
	const known = new Map<Key, Value>();
	return (key) => {
		if (!known.has(key)) known.set(key, compute(key));
		return known.get(key) as Value;
	};
}
