import type { IDataObject, INodeParameters, INodeProperties } from 'n8n-workflow';
import { isObject } from '../../nodes/shared/transport/body';
import { runNode, type NodeRun } from '../harness/runNode';
import { withSimulator } from '../harness/simulator';
import { fromRows, runAsTool } from '../harness/runTool';
import {
	builtNodes,
	childrenOf,
	inForm,
	isTrigger,
	viewsOf,
	withChildren,
} from './helpers/descriptions';
import { sent, type SentRequest } from './helpers/exchanges';
import { goodRuns, type GoodRun } from './helpers/goodRuns';

/**
 * What a model can give each operation, as far as n8n lets it: whatever a person fills in arrives at Genesys as if a person had, when
 * a model gives it as models do, numbers and lists as text.
 */
const sim = withSimulator({
	seed: 1,
	samples: false,
	webServices: { delayMs: 1 },
	exports: { bytesPerFile: 500, runMs: 50 },
});

/** The fields of each operation as the tool of a model has them, by `node.resource.operation`. */
const fieldsOf = new Map<string, INodeProperties[]>();

beforeAll(async () => {
	for (const { description } of await builtNodes()) {
		if (isTrigger(description)) continue;
		for (const { name, properties } of viewsOf(description))
			fieldsOf.set(`${description.name}.${name}`, inForm(properties, true));
	}
});

test('no tool has what a model cannot fill in: rows to add, a list of the account, a choice of how to fill in', () => {
	const problems = [...fieldsOf].flatMap(([operation, fields]) =>
		fields
			.flatMap((field) => withChildren(field))
			.filter(
				({ property: { name, type, typeOptions } }) =>
					['dataMode', 'statisticsMode', 'dataJson', 'statisticsJson', 'inputsToIgnore'].includes(
						name,
					) ||
					(type === 'fixedCollection' && typeOptions?.multipleValues) ||
					typeOptions?.loadOptionsMethod !== undefined,
			)
			.map(({ path }) => `${operation}: ${path}`),
	);
	expect(problems).toEqual([]);
	expect(fieldsOf.size).toBeGreaterThan(150);
});

/** What a workflow alone can say: fields that are mapped from the item or written as JSON. */
const isOfWorkflows = ({ dataMode = 'defineBelow', statisticsMode = 'form' }: INodeParameters) =>
	dataMode !== 'defineBelow' || statisticsMode !== 'form';

/** Expressions read the item, and a model gives no expression. */
const hasExpression = (value: unknown): boolean =>
	typeof value === 'string'
		? value.startsWith('=')
		: isObject(value) || Array.isArray(value)
			? Object.values(value).some(hasExpression)
			: false;

/** A model has no files, and is given no token. */
const isNotForModels = ({ operation, hasFiles }: GoodRun) =>
	hasFiles || operation === 'genesysAuthentication.user.getJwt';

/** Up to two runs of each operation, which are filled in differently. */
async function cases(): Promise<GoodRun[]> {
	const seen = new Map<string, Set<string>>();
	return (await goodRuns(sim))
		.filter((run) => !isNotForModels(run))
		.filter(({ parameters }) => !isOfWorkflows(parameters) && !hasExpression(parameters))
		.filter(({ operation, parameters }) => {
			const rest = { ...parameters, authentication: '', options: {} };
			const known = seen.get(operation) ?? new Set();
			seen.set(operation, known);
			const isNew = !known.has(JSON.stringify(rest)) && known.size < 2;
			return isNew && known.add(JSON.stringify(rest));
		});
}

/** The run of a workflow as that of a tool: what a model gives differently is an argument, which an expression reads. */
function asModel(fields: INodeProperties[], run: NodeRun): NodeRun {
	const args: IDataObject = {};
	const filledIn = (own: INodeProperties[], parameters: INodeParameters): INodeParameters => {
		const given = own.flatMap((field) => {
			const { name } = field;
			const value = parameters[name];
			if (value === undefined) return [];
			if (field.type === 'collection')
				return [[name, filledIn(childrenOf(field), (value ?? {}) as INodeParameters)]];
			const byModel = modelValue(field, value);
			return byModel === value ? [] : [[name, argument(byModel)]];
		});
		const lists = Object.entries(several(own, parameters));
		const all = [...given, ...lists.map(([name, value]) => [name, argument(value)])];
		return { ...parameters, ...(Object.fromEntries(all) as INodeParameters) };
	};
	const argument = (value: unknown) => {
		const name = `argument${Object.keys(args).length}`;
		args[name] = value as IDataObject;
		return `={{ $json.${name} }}`;
	};
	const parameters = filledIn(fields, run.parameters!);
	return { ...run, parameters, items: (run.items ?? [{}]).map((item) => ({ ...item, ...args })) };
}

function modelValue(field: INodeProperties, value: unknown): unknown {
	const { type, description = '', hint = '' } = field;
	if (type === 'number' || type === 'boolean') return String(value);
	if (type === 'multiOptions') return JSON.stringify(value);
	if (type === 'json' && isObject(value)) return JSON.stringify(fromRows(value));
	const isList = /comma/i.test(description + hint);
	if (type !== 'string' || !isList || value === '') return value;
	return JSON.stringify(Array.isArray(value) ? value : String(value).split(/ *, */));
}

/** One thing as a list with nothing else in it, where tools have a list. */
function several(fields: INodeProperties[], parameters: INodeParameters): INodeParameters {
	const lists: Record<string, string> = {
		jobs: 'job',
		historyRecords: 'historyRecord',
		files: 'file',
	};
	const [list] = fields.filter(({ name }) => lists[name] in parameters);
	if (list) return { [list.name]: JSON.stringify([idOf(parameters[lists[list.name]])]) };
	if (!byName(fields).statistics || byName(fields).statisticName || !parameters.statisticName)
		return {};
	const { statisticName: name, objectType, objectId } = parameters;
	return { statistics: JSON.stringify([{ name, objectType, objectId }]) };
}

const byName = (fields: INodeProperties[]) =>
	Object.fromEntries(fields.map((field) => [field.name, field]));
const idOf = (located: unknown) => (located as { value: unknown }).value;

/** The requests without what differs from run to run by itself: made-up IDs and marks, times, and how often something is asked for. */
const settled = (requests: SentRequest[]) => {
	const texts = requests
		.filter(({ url }) => !url.includes('/notifications/'))
		.map(({ method, url, body, form }) =>
			JSON.stringify({ method, url, body: form ?? body })
				.replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '<uuid>')
				.replace(/\[n8n [0-9a-f]{12}\]/g, '<mark>')
				.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<time>'),
		);
	return [...new Set(texts)].sort();
};

test('what a model gives arrives as what a person fills in', async () => {
	const differing: unknown[] = [];
	const operations = new Set<string>();
	let changed = 0;
	for (const { operation, ready } of await cases()) {
		const workflow = await runNode(await ready());
		const asPerson = settled(await sent(sim));
		const run = await ready();
		const asked = asModel(fieldsOf.get(operation)!, run);
		if (JSON.stringify(asked.parameters) !== JSON.stringify(run.parameters)) changed++;
		const tool = await runAsTool(asked);
		const asTool = settled(await sent(sim));
		operations.add(operation);
		if (
			JSON.stringify(asTool) !== JSON.stringify(asPerson) ||
			tool.error?.name !== workflow.error?.name
		)
			differing.push({
				operation,
				asTool,
				asPerson,
				said: tool.error?.message,
				asked: asked.items,
			});
	}
	expect(differing).toEqual([]);
	expect(operations.size).toBeGreaterThan(140);
	expect(changed).toBeGreaterThan(100);
}, 900_000);
