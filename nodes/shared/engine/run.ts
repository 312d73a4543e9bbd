import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { NodeApiError } from 'n8n-workflow';
import { NodeOperationError, UserError } from 'n8n-workflow';
import { requestDefaults } from '../descriptions/common';
import type { Api } from '../transport/api';
import { chosenApi } from '../transport/client';
import { planBatches } from './batches';
import { forEachIndex, Lanes } from './concurrency';
import { openRun, toItem } from './item';
import { RowWithFiles, type Item, type Operation, type Resource, type Run } from './operation';
import { asNodeError, errorItem, toItems } from './output';
import { ParameterReader } from './parameters';
import { operationProperties } from './properties';

const NO_OPERATION = {
	description: 'Choose one from the list, or check the expression it comes from.',
};

const LIMIT_ADVICE = { description: 'Check the expression it comes from, or turn on Return All.' };

/** The values every operation has, whatever its own properties are. */
interface CommonValues {
	returnAll?: boolean;
	limit?: number;
	simplify?: boolean;
	outputField?: string;
}

/** An item that is ready to be sent. */
interface Member {
	index: number;
	operation: Operation;
	values: never;
	item: Item;
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
	...apis: readonly Api[]
): Promise<INodeExecutionData[][]> {
	const items = context.getInputData();
	const parameters = new ParameterReader(context);
	const options = parameters.read('options', {}, 0) as Partial<typeof requestDefaults> & {
		batchSize?: number;
	};
	const settings = settingsOf(options);
	const api = chosenApi(context.getNode(), apis);
	const run = await openRun(context, api, settings);
	const batchSize = Number(options.batchSize) || 1;
	const signal = context.getExecutionCancelSignal();
	const propertiesOf = memoize(operationProperties);
	const lanes = new Lanes();
	const outputs: INodeExecutionData[][] = items.map(() => []);
	const failures = new Map<number, NodeApiError | NodeOperationError>();

	const operationOf = (index: number) => findOperation(resources, parameters, index);

	function settle(index: number, result: unknown): void {
		if (!(result instanceof Error)) {
			outputs[index] = toItems(result, index);
			return;
		}
		const error = asNodeError(context, result, index);
		if (context.continueOnFail()) outputs[index] = [errorItem(error, index)];
		else failures.set(index, error);
	}

	/** The item with its values; none when they are wrong, which costs no other item of its batch. */
	function prepare(index: number): Member[] {
		try {
			const operation = operationOf(index);
			if (!operation)
				throw new UserError('The operation of this node does not exist', NO_OPERATION);
			const values = parameters.readAll(propertiesOf(operation), index) as never;
			const item = toItem(context, api, items[index], index);
			return [{ index, operation, values, item }];
		} catch (error) {
			settle(index, error);
			return [];
		}
	}

	async function workOn(batch: number[]): Promise<void> {
		const members = batch.flatMap(prepare);
		const [first] = members;
		if (!first) return;
		// Settled within the lane: the next item on the same target must know of a failure before it starts.
		const work = async () => {
			if (failures.size > 0 || signal?.aborted) return;
			try {
				const results = await runMembers(members, run);
				members.forEach(({ index }, position) => settle(index, results[position]));
			} catch (error) {
				members.forEach(({ index }) => settle(index, error));
			}
		};
		let target: string | undefined;
		try {
			// A batch holds items of several targets: batches then follow one another.
			target = first.operation.target?.(first.values);
			if (target !== undefined && batchSize > 1) target = 'batch';
		} catch (error) {
			settle(first.index, error);
			return;
		}
		await (target === undefined ? work() : lanes.run(target, work));
	}

	const batches = planBatches(items.length, operationOf, options.batchSize);
	await forEachIndex(
		batches.length,
		settings.concurrency,
		() => failures.size > 0 || signal?.aborted === true,
		async (position) => await workOn(batches[position]),
	);

	if (failures.size > 0) throw failures.get(Math.min(...failures.keys()));
	if (signal?.aborted)
		throw new NodeOperationError(context.getNode(), 'The execution was cancelled');
	return [outputs.flat()];
}

/** One result per member; an Error for a member that failed alone. */
async function runMembers(members: Member[], run: Run): Promise<unknown[]> {
	if (members.length === 0) return [];
	const [{ operation, values, item }] = members;
	if (operation.group) {
		const all = members.map((member) => member.values);
		const items = members.map((member) => member.item);
		return await operation.group.execute(all, items, run);
	}
	return [await runOperation(operation, values, item, run)];
}

/** Carries out one operation for one item and returns its JSON: an object, a list, or nothing. */
async function runOperation(
	operation: Operation,
	values: never,
	item: Item,
	run: Run,
): Promise<unknown> {
	if (operation.execute) return await operation.execute(values, item, run);
	if (!operation.request) throw new UserError(`The operation "${operation.name}" sends nothing`);
	const request = await operation.request(values, item);
	const { returnAll, limit, simplify, outputField } = values as CommonValues;

	if (operation.output) {
		const binary = await run.download(request, operation.output(values));
		return new RowWithFiles({ fileName: binary.fileName }, { [String(outputField)]: binary });
	}
	if (operation.paginate) {
		const rows: IDataObject[] = [];
		const wanted = returnAll ? Infinity : Number(limit);
		if (!(wanted >= 1)) throw new UserError('Limit is not a number above 0', LIMIT_ADVICE);
		for await (const page of operation.paginate(run.send, request, wanted)) rows.push(...page);
		return rows;
	}

	const { body } = await run.send(request);
	if (operation.deleted) return { deleted: true };
	return operation.simplify && simplify ? operation.simplify(body as never) : body;
}

/** An expression can give no number at all: then the default holds. */
function settingsOf(options: Partial<typeof requestDefaults>): typeof requestDefaults {
	const usable = Object.entries(options).filter(
		([name, value]) => name in requestDefaults && Number.isFinite(Number(value ?? NaN)),
	);
	return {
		...requestDefaults,
		...Object.fromEntries(usable.map(([name, value]) => [name, Number(value)])),
	};
}

function findOperation(
	resources: readonly Resource[],
	parameters: ParameterReader,
	index: number,
): Operation | undefined {
	const resource = parameters.read('resource', resources[0].value, index);
	const value = parameters.read('operation', undefined, index);
	return resources
		.find((candidate) => candidate.value === resource)
		?.operations.find((candidate) => candidate.value === value);
}

function memoize<Key, Value>(compute: (key: Key) => Value): (key: Key) => Value {
	const known = new Map<Key, Value>();
	return (key) => {
		if (!known.has(key)) known.set(key, compute(key));
		return known.get(key) as Value;
	};
}
