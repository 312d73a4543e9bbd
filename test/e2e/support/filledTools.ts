import type {
	IDataObject,
	INode,
	INodeParameters,
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeHelpers, nodeNameToToolName } from 'n8n-workflow';
import type { SavedCredential, WorkflowNode } from '../../../tools/n8n';
import { keyOf } from '../../contract/helpers/aiKeys';
import type { View } from '../../contract/helpers/descriptions';
import { node, PACKAGE } from './workflows';

/** A field that a model fills in. */
export interface Filled {
	/** Its name as a parameter of the tool. */
	key: string;
	property: INodeProperties;
	/** What the model gives. */
	value: unknown;
}

/** A node as a person makes it a tool in the editor: one operation, and a model for the values. */
export interface FilledTool {
	/** `node.resource.operation` */
	operation: string;
	name: string;
	workflowNode: WorkflowNode;
	filled: Filled[];
}

/** Types for which the editor has no button: a person chooses. */
const CHOSEN = ['options', 'credentialsSelect'];

/** How much a tool answers is for the person as well. */
const OF_PERSON = ['returnAll', 'simplify'];

/**
 * The tool node of an operation. What is chosen from a list, and what other fields depend on, is fixed, as it is in the editor;
 * for each other field that has a value here, the button of the editor was pressed.
 *
 * @param values parameters of the node by their names; those that this form of the node does not have are left out
 * @throws when a required field has no value
 */
export function filledTool(
	description: INodeTypeDescription,
	view: Pick<View, 'name' | 'resource' | 'operation'>,
	values: IDataObject,
	credential: SavedCredential,
): FilledTool {
	const operation = `${description.name}.${view.name}`;
	const asTool = { ...description, name: `${description.name}Tool` };
	const type = `${PACKAGE}.${asTool.name}`;
	const typeVersion = [description.version].flat().at(-1) as number;
	const place = { type, typeVersion } as INode;
	const { resource, operation: chosen } = view;
	const whole = NodeHelpers.getNodeParameters(
		description.properties,
		{ ...values, resource, operation: chosen } as INodeParameters,
		...([true, false, place, asTool] as const),
	) as INodeParameters;
	const isShown = (property: INodeProperties) =>
		NodeHelpers.displayParameter(whole, property, place, asTool);
	const shown = description.properties.filter(isShown);
	const deciding = new Set([...description.properties.flatMap(conditionsOf), ...OF_PERSON]);
	const filled: Filled[] = [];
	const parameters = Object.fromEntries(
		shown.flatMap((property) => {
			const value =
				property.name in whole ? (values[property.name] ?? whole[property.name]) : undefined;
			const made = inPlace(property, value, property.name);
			return made === undefined ? [] : [[property.name, made]];
		}),
	);
	const { action } = shown
		.filter(({ name }) => name === 'operation')
		.flatMap(({ options }) => options as INodePropertyOptions[])
		.find(({ value }) => value === chosen) as Required<INodePropertyOptions>;
	const made = node(
		`${action} in ${description.displayName}`,
		type,
		{ ...parameters, resource, operation: chosen },
		{ typeVersion, credential },
	);
	return { operation, name: nodeNameToToolName(made.name), workflowNode: made, filled };

	function inPlace(property: INodeProperties, value: unknown, path: string): unknown {
		const { type: kind, typeOptions } = property;
		if (kind === 'notice') return undefined;
		if (kind === 'collection') {
			const given = (value ?? {}) as IDataObject;
			return within(
				childrenIn(property).filter(({ name }) => name in given),
				given,
				path,
			);
		}
		if (kind === 'fixedCollection') {
			const given = (value ?? {}) as IDataObject;
			const groups = (property.options as INodePropertyCollection[]).filter(
				({ name }) => name in given,
			);
			return Object.fromEntries(
				groups.map(({ name, values: fields }) => [
					name,
					typeOptions?.multipleValues
						? (given[name] as IDataObject[]).map((row, index) =>
								within(fieldsOf(fields, row), row, `${path}.${name}[${index}]`),
							)
						: within(
								fieldsOf(fields, given[name] as IDataObject),
								given[name] as IDataObject,
								`${path}.${name}`,
							),
				]),
			);
		}
		if (isFixed(property) || path.startsWith('options.')) return value;
		if (kind === 'resourceLocator') {
			const { value: inner = value, mode } = (value ?? {}) as { value?: unknown; mode?: string };
			const ways = (property.modes ?? []).map(({ name }) => name).filter((name) => name !== 'list');
			const way = mode !== undefined && ways.includes(mode) ? mode : ways[0];
			return { __rl: true, mode: way, value: byModel(property, inner, path) };
		}
		return byModel(property, value, path);
	}

	function within(fields: INodeProperties[], given: IDataObject, path: string): IDataObject {
		return Object.fromEntries(
			fields.flatMap((field) => {
				const made = inPlace(field, given[field.name], `${path}.${field.name}`);
				return made === undefined ? [] : [[field.name, made as IDataObject]];
			}),
		);
	}

	/** What is left of a collection where the node is a tool. */
	function childrenIn({ options = [] }: INodeProperties): INodeProperties[] {
		return (options as INodeProperties[]).filter(isShown);
	}

	function fieldsOf(fields: INodeProperties[], row: IDataObject): INodeProperties[] {
		return fields.filter(
			(field) =>
				field.name in row &&
				NodeHelpers.displayParameter(row as INodeParameters, field, place, asTool, whole),
		);
	}

	function isFixed({ type: kind, name, noDataExpression }: INodeProperties): boolean {
		return CHOSEN.includes(kind) || noDataExpression === true || deciding.has(name);
	}

	/** As the button makes it: no description, and no default. */
	function byModel(property: INodeProperties, value: unknown, path: string): unknown {
		const type = ['boolean', 'number', 'json'].includes(property.type) ? property.type : 'string';
		const given = asGiven(type, value);
		if (given === undefined) {
			if (!property.required) return value;
			throw new Error(`${operation} has no value for ${path}`);
		}
		const key = keyOf(`parameters.${path}`, property.displayName);
		filled.push({ key, property, value: given });
		return `={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('${key}', \`\`, '${type}') }}`;
	}
}

/** Names of the fields that one waits for. */
function conditionsOf(property: INodeProperties): string[] {
	const { show = {}, hide = {} } = property.displayOptions ?? {};
	const inner = (property.options ?? []).flatMap((option) =>
		'values' in option ? option.values : 'displayName' in option ? [option] : [],
	);
	return [
		...[...Object.keys(show), ...Object.keys(hide)].map((name) => name.replace(/^\//, '')),
		...inner.flatMap(conditionsOf),
	];
}

/** A value in the type that the tool takes; undefined for one that a model would not give. */
function asGiven(type: string, value: unknown): unknown {
	if (value === undefined || value === null || value === '') return undefined;
	if (type === 'number') return Number(value);
	if (type === 'boolean') return value === true || value === 'true';
	if (type === 'json') {
		const parsed = asJson(value);
		return Object.keys(parsed as object).length > 0 ? parsed : undefined;
	}
	if (Array.isArray(value)) return value.length > 0 ? value.join(', ') : undefined;
	return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Rows of a form as the JSON that they are where the node is a tool. */
function asJson(value: unknown): unknown {
	if (typeof value === 'string') return JSON.parse(value);
	const [rows] = Object.values(value as object) as unknown[];
	const isForm = Object.keys(value as object).join() === 'entries' && Array.isArray(rows);
	if (!isForm) return value;
	const pairs = rows as Array<{ key?: string; value?: unknown }>;
	return pairs.every((row) => Object.keys(row).join() === 'key,value')
		? Object.fromEntries(pairs.map((row) => [row.key, row.value]))
		: rows;
}
