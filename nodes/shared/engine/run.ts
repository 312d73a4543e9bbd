import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import { requestDefaults } from '../descriptions/common';
import type { Property } from '../descriptions/property';
import { toolForm } from '../descriptions/toolForms';
import type { Api, ApiCredential } from '../transport/api';
import { chooseOneOf, chosenApi, chosenCredential } from '../transport/chosen';
import { isTool } from '../transport/tool';
import { contextOf, openRun } from './context';
import { openKeep } from './keep';
import { carryOut } from './kinds';
import type { Context, Member, Operation, Outcome, Resource } from './operation';
import { showable } from './output';
import { ParameterReader } from './parameters';
import { operationProperties } from './properties';
import { Results } from './results';
import { planJobs, runJobs, type Planned } from './schedule';
import { needsFile, noFiles, readableFiles } from './toolFiles';

/** An item whose parameters are read. */
interface Ready extends Planned, Member<never> {
	target?: string;
}

/**
 * The `execute` of every action node: works on all input items, several at once, and returns the output in the order
 * of the input, each output item paired with the input item it came from.
 *
 * An item that fails becomes an output item `{ error, details }` when the node is set to continue; otherwise no
 * further item is started, those under way are waited for, and the first failure is thrown. What fails before the
 * items, such as reading the credential, is the failure of each.
 */
export async function runOperations(
	execution: IExecuteFunctions,
	resources: readonly Resource[],
	...apis: readonly Api[]
): Promise<INodeExecutionData[][]> {
	const results = new Results(execution);
	try {
		await runItems(execution, resources, apis, results);
	} catch (error) {
		results.failRest(error);
	}
	return results.output();
}

async function runItems(
	execution: IExecuteFunctions,
	resources: readonly Resource[],
	apis: readonly Api[],
	results: Results,
): Promise<void> {
	const api = chosenApi(execution.getNode(), apis);
	const credential = chosenCredential(execution.getNode(), api);
	const asTool = isTool(execution.getNode());
	const parameters = new ParameterReader(execution, asTool);
	const propertiesOf = memoize((operation: Operation) =>
		asTool ? operationProperties(operation).map(toolForm) : operationProperties(operation),
	);

	const planned = execution.getInputData().flatMap((_item, index): Planned[] => {
		const find = () => findOperation(resources, parameters, index, { api, credential, asTool });
		const operation = results.attempt(index, find);
		return operation ? [{ index, operation }] : [];
	});
	const { batchSize, concurrency, ...settings } = settingsOf(planned, parameters, propertiesOf);
	const { keep, closeAll } = openKeep();
	const { room, ...run } = await openRun(execution, api, { concurrency, ...settings }, keep);

	/** The item with its values; none when they are wrong, which costs no other item of its job. */
	function read({ index, operation }: Planned): Ready[] {
		const ready = results.attempt(index, () => {
			const { options, ...fields } = parameters.readAll(propertiesOf(operation), index);
			// How requests are sent is not for operations to see, and perhaps to send.
			const { fullAnswer, ...own } = withoutSettings(options as IDataObject);
			const values = { ...fields, options: own } as never;
			const context = contextOf(execution, run, index, fullAnswer === true);
			return { index, operation, values, context, target: operation.target?.(values) };
		});
		return ready ? [ready] : [];
	}

	try {
		await runJobs(
			planJobs(planned, batchSize),
			room,
			() => results.stopped,
			(job) => {
				const items = job.flatMap(read);
				return {
					targets: items.flatMap(({ target }) => target ?? []),
					work: async () => {
						const outcomes = await outcomesOf(items);
						items.forEach(({ index }, position) => results.set(index, outcomes[position]));
					},
				};
			},
		);
	} finally {
		await closeAll();
	}
}

/** One outcome per item; an Error for one that failed. */
async function outcomesOf(items: readonly Ready[]): Promise<Outcome[]> {
	const [first] = items;
	if (!first) return [];
	const { operation, values, context } = first;
	try {
		const outcomes =
			operation.kind === 'batch'
				? await operation.execute(items as never)
				: [await carryOut(operation, values, context)];
		return await Promise.all(
			outcomes.map(async (one, position) => {
				const outcome = context.asTool ? readableFiles(one, items[position].values) : one;
				return await showableOutcome(outcome, context);
			}),
		);
	} catch (error) {
		const shown = await showable(error as Error, context.send);
		return items.map(() => shown);
	}
}

async function showableOutcome(outcome: Outcome, { send }: Context): Promise<Outcome> {
	const rows = [outcome].flat();
	if (!rows.some((row) => row instanceof Error)) return outcome;
	return await Promise.all(
		rows.map(async (row) => (row instanceof Error ? await showable(row, send) : row)),
	);
}

const resourceField: Property = {
	displayName: 'Resource',
	name: 'resource',
	type: 'string',
	default: '',
};
const operationField: Property = {
	displayName: 'Operation',
	name: 'operation',
	type: 'string',
	default: '',
};

/** @throws UserError when there is no such operation, or not with what the user chose for the node */
function findOperation(
	resources: readonly Resource[],
	parameters: ParameterReader,
	index: number,
	{ api, credential, asTool }: { api: Api; credential: ApiCredential; asTool: boolean },
): Operation {
	const [firstResource] = resources;
	const name = parameters.read(resourceField, index) || firstResource.value;
	const resource = resources.find(({ value }) => value === name);
	const chosen = parameters.read(operationField, index) || resource?.defaultOperation.value;
	const operation = resource?.operations.find(({ value }) => value === chosen);
	if (!operation) {
		throw new UserError('The operation of this node does not exist', {
			description: 'Choose one from the list, or check the expression it comes from.',
		});
	}
	if (asTool && needsFile(operation)) throw noFiles();
	const { apis = [api], credentials = [credential], name: title } = operation;
	if (!apis.includes(api)) {
		const names = apis.flatMap(({ choice }) => choice?.name ?? []);
		throw new UserError(`${title} exists in ${names.join(', ')} only`, {
			description: 'Choose that API, or another operation.',
		});
	}
	if (!credentials.includes(credential)) {
		throw new UserError(`${title} cannot be done with a ${credential.displayName} credential`, {
			description: chooseOneOf(credentials),
		});
	}
	return operation;
}

/** Those of the first item hold for the run. When they are wrong, each item says so itself. */
function settingsOf(
	[first]: readonly Planned[],
	parameters: ParameterReader,
	propertiesOf: (operation: Operation) => Property[],
): typeof requestDefaults & { batchSize?: number } {
	if (!first) return requestDefaults;
	try {
		const options = propertiesOf(first.operation).find(({ name }) => name === 'options');
		const given = options && (parameters.read(options, first.index) as object);
		return { ...requestDefaults, ...given };
	} catch {
		return requestDefaults;
	}
}

function withoutSettings(options: IDataObject): IDataObject {
	return Object.fromEntries(
		Object.entries(options).filter(([name]) => name !== 'batchSize' && !(name in requestDefaults)),
	);
}

function memoize<Key, Value>(compute: (key: Key) => Value): (key: Key) => Value {
	const known = new Map<Key, Value>();
	return (key) => {
		if (!known.has(key)) known.set(key, compute(key));
		return known.get(key) as Value;
	};
}
