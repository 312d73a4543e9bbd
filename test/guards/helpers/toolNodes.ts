import { createHash } from 'node:crypto';
import type {
	INodeParameters,
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	INodeTypeDescription,
} from 'n8n-workflow';
import { nodeNameToToolName } from 'n8n-workflow';
import type { WorkflowNode } from '../../../tools/n8n';
import {
	childrenOf,
	inForm,
	optionsOf,
	viewsOf,
	type View,
} from '../../contract/helpers/descriptions';

/** What the nodes are set to. */
const SET_UP = ['api', 'authentication', 'returnAll'];

/** What few users set and no model should, and how files are put into items. */
const NOT_OFFERED = [
	...['draftTimeout', 'endpoint', 'topic', 'waitForDraft'],
	// An empty one takes the copies of the draft away, and what a model leaves out is empty.
	'ccAddress',
	...['batchSize', 'bodyJson', 'concurrency', 'fullAnswer', 'maxRetries', 'simplify', 'timeout'],
	...['allowForModels', 'attachmentForm', 'attachmentPrefix', 'downloadAttachments'],
	...['bgUpdate', 'translate'],
];

/** How the nodes of a server are set up; parameters by the name of the node. */
export interface ToolSettings {
	credentials: (operation: string) => Record<string, string>;
	/** Values that are the same for all tools of a node. */
	fixed?: INodeParameters;
	/** `resource.operation`, of what is not for a model. */
	leftOut?: readonly string[];
	/** In place of all others. */
	only?: readonly string[];
	/** Nothing that changes anything in Genesys. */
	reads?: true;
}

/** Whether an operation (`resource.operation`) changes nothing: the nodes name such ones so. */
export const isReading = (operation: string): boolean => /\.(get|search)/.test(operation);

/** The tool nodes for the operations of a node, with a parameter of the tool for each field that a person would fill in. */
export function toolNodes(
	description: INodeTypeDescription,
	{ credentials, fixed = {}, leftOut = [], only, reads }: ToolSettings,
): WorkflowNode[] {
	return viewsOf(description)
		.map((view) => ({ ...view, ...described(description, view) }))
		.filter(({ name, isThere }) => isThere && !leftOut.includes(name))
		.filter(({ name }) => only?.includes(name) ?? true)
		.filter(({ name }) => !reads || isReading(name))
		.map(({ name, resource, operation, properties, action, text }) => {
			const nodeName = `${action} in ${description.displayName}`;
			return {
				id: idOf(nodeName),
				name: nodeName,
				type: `n8n-nodes-genesys.${description.name}Tool`,
				typeVersion: [description.version].flat().at(-1) as number,
				position: [0, 0],
				parameters: {
					descriptionType: 'manual',
					toolDescription: text,
					...fixed,
					resource,
					operation,
					...parametersOf(inForm(properties, true), fixed, (words) =>
						inToolWords(words, description),
					),
				},
				credentials: Object.fromEntries(
					Object.entries(credentials(name)).map(([type, own]) => [type, { id: null, name: own }]),
				),
			};
		});
}

/** Where a text names an operation as the editor shows it, a model knows the tool by its action. */
function inToolWords(text: string, { properties }: INodeTypeDescription): string {
	const resources = properties.find(({ name }) => name === 'resource')
		?.options as INodePropertyOptions[];
	return text.replace(
		/((?:^|[.:] )?)(?:[Tt]he operation )?([A-Z][\w-]*(?: [A-Z][\w-]*)*) of the resource ([A-Z][\w-]*(?: [A-Z][\w-]*)*)/g,
		(words, start: string, operation: string, resource: string) => {
			const { value } = resources.find(({ name }) => name === resource) ?? {};
			const all = operationsIn(properties, String(value));
			const found =
				all.find(({ name }) => name === operation) ??
				all.find(({ name }) => name.startsWith(`${operation} (`));
			return found ? `${start}${start ? 'The' : 'the'} tool "${found.action}"` : words;
		},
	);
}

const operationsIn = (properties: INodeProperties[], resource: string) =>
	properties
		.filter(({ name, displayOptions }) => {
			return name === 'operation' && displayOptions?.show?.resource?.includes(resource);
		})
		.flatMap(({ options }) => options as INodePropertyOptions[]);

/** The name under which a model knows the tool of a node. */
export const toolName = ({ name }: WorkflowNode): string => nodeNameToToolName(name);

/** A stable id, so that the file changes only where a tool does. */
export function idOf(name: string): string {
	const hex = createHash('sha256').update(name).digest('hex');
	return [8, 12, 16, 20, 32].map((end, part) => hex.slice([0, 8, 12, 16, 20][part], end)).join('-');
}

/** What n8n calls a node with this operation, and what it does, for a model. */
function described({ properties }: INodeTypeDescription, { resource, operation }: View) {
	const option = operationsIn(properties, resource!).find(
		({ value }) => value === operation,
	) as Required<INodePropertyOptions>;
	const { action, description } = option;
	const isThere = conditionOf(
		option as unknown as INodeProperties,
		properties,
		constantsOf(properties),
	);
	return { action, text: sentence(description), isThere: isThere !== undefined };
}

interface Field extends INodeProperties {
	/** Where its value is in the parameters. */
	path: string[];
	/** Its name as a parameter of the tool. */
	key: string;
	/** When the field counts, if not always. */
	condition: string;
}

function parametersOf(
	properties: INodeProperties[],
	fixed: INodeParameters,
	adapted: (text: string) => string,
): INodeParameters {
	const constant = { ...constantsOf(properties), ...fixed };
	const parameters: INodeParameters = {};
	properties
		.filter(({ name, type }) => type !== 'notice' && !(name in constant))
		.flatMap((property) => withInner(property, [], properties, constant))
		.forEach((field) => put(parameters, field.path, valueOf(field, adapted(textOf(field)))));
	return parameters;
}

/** Fields that no model sees, as they are at first; and that the node is a tool. */
function constantsOf(properties: INodeProperties[]): INodeParameters {
	const own = properties.filter(({ name }) => SET_UP.includes(name));
	const initial = own.map((property) => [property.name, property.default]);
	return { '@tool': true, ...Object.fromEntries(initial) } as INodeParameters;
}

interface Condition {
	name: string;
	values: string[];
}

/** What a field waits for, besides the operation. */
const conditionsOf = ({ displayOptions }: INodeProperties): Condition[] =>
	Object.entries(displayOptions?.show ?? {})
		.filter(([name]) => !['resource', 'operation'].includes(name))
		.map(([name, values]) => ({
			name: name.replace(/^\//, ''),
			values: (values ?? []).map(String),
		}));

/** In words, for a field that is there for some values of another only; undefined when it is never there. */
function conditionOf(
	property: INodeProperties,
	others: INodeProperties[],
	constant: INodeParameters,
): string | undefined {
	const words: string[] = [];
	if (property.displayOptions?.hide?.['@tool']) return undefined;
	for (const { name, values } of conditionsOf(property)) {
		if (!(name in constant)) {
			const { displayName } = others.find((other) => other.name === name)!;
			words.push(`${displayName} is ${values.join(' or ')}`);
		} else if (!values.includes(String(constant[name]))) return undefined;
	}
	return words.length > 0 ? `Only when ${words.join(' and ')}.` : '';
}

/** A field, or the fields inside of it. */
function withInner(
	property: INodeProperties,
	outer: string[],
	others: INodeProperties[],
	constant: INodeParameters,
): Field[] {
	const { name, displayName, type } = property;
	const condition = conditionOf(property, others, constant);
	if (condition === undefined || NOT_OFFERED.includes(name)) return [];
	const path = [...outer, name];
	const inside = (children: INodeProperties[], where: string[]) =>
		children
			.flatMap((child) => withInner(child, where, [...children, ...others], constant))
			.map((field) => ({ ...field, condition: [condition, field.condition].join(' ').trim() }));
	if (type === 'collection') return inside(childrenOf(property), path);
	if (type === 'fixedCollection') {
		const groups = property.options as INodePropertyCollection[];
		return groups.flatMap((group) => {
			const names = groups.length > 1 ? [name, group.name] : [name];
			const titles = groups.length > 1 ? [displayName, group.displayName] : [displayName];
			return inside(group.values, [...path, group.name]).map((field) => ({
				...field,
				key: [...names, field.key].join('_'),
				displayName: [...titles, field.displayName].join(', '),
			}));
		});
	}
	return [{ ...property, path, key: name, condition }];
}

/** Puts a value where the parameters of the node have it. */
function put(parameters: INodeParameters, [name, ...inner]: string[], value: unknown): void {
	if (inner.length === 0) {
		parameters[name] = value as string;
		return;
	}
	put((parameters[name] ??= {}) as INodeParameters, inner, value);
}

/** An expression by which the model gives the value, as the type of the field needs it. */
function valueOf(field: Field, text: string): unknown {
	const { key, type, path, condition, modes: ways = [], typeOptions = {} } = field;
	const isTooSmall = Number(field.default) < (typeOptions.minValue ?? -Infinity);
	const required = field.required || isTooSmall;
	const isInner = path.length > 1;
	const isOptional = !required || isInner || condition !== '';
	switch (type) {
		case 'resourceLocator': {
			const way = ways.find(({ name }) => name === 'id') ?? ways.at(-1)!;
			const value = fromAI(key, text, 'string', isOptional ? '' : undefined);
			return { __rl: true, mode: way.name, value };
		}
		// n8n takes no default of these types that stands for nothing, so what may be left out comes as text.
		case 'boolean':
			return isInner
				? fromAI(key, `${text} Give true or false.`, 'string', '')
				: fromAI(key, text, 'boolean', field.default as boolean);
		case 'number':
			return isInner
				? fromAI(key, `${text} Give a number.`, 'string', '')
				: fromAI(key, text, 'number', required ? undefined : (field.default as number));
		case 'json':
			return isOptional
				? fromAI(key, `${text} Give it as JSON.`, 'string', '')
				: fromAI(key, text, 'json');
		case 'options':
			return fromAI(key, text, 'string', isInner ? '' : (field.default as string));
		default:
			return fromAI(key, text, 'string', isOptional ? initialText(field) : undefined);
	}
}

/** What is there at first counts unless a model gives something else; inside of a collection, nothing is. */
const initialText = ({ path, default: initial }: Field) =>
	path.length === 1 && typeof initial === 'string' ? initial : '';

const LINK = / Choose from the list, or specify (an ID|IDs) using an <a .*<\/a>\./;

/** What a model has to know of a field: what it is, what it can be, when it counts. */
function textOf(field: Field): string {
	const { displayName, description = '', type, placeholder, modes: ways = [], condition } = field;
	const example = placeholder ?? ways.find(({ name }) => name === 'id')?.placeholder;
	const choices = optionsOf(field);
	return [
		`${displayName.replace(/ Names? or IDs?$/, ' ID')}:`,
		sentence(
			description
				.replace(LINK, '')
				.replace(/<[^>]+>/g, '')
				.replace(/&lt;/g, '<')
				.replace(/&gt;/g, '>'),
		),
		choices.length > 0
			? `${type === 'multiOptions' ? 'Comma-separated, of' : 'One of'}: ${choices.filter(Boolean).join(', ')}.`
			: type === 'multiOptions'
				? 'Comma-separated IDs.'
				: '',
		type === 'dateTime' ? 'ISO 8601.' : '',
		example?.startsWith('e.g.') ? `${example.replace(/\.$/, '')}.` : '',
		condition,
	]
		.filter(Boolean)
		.join(' ');
}

const sentence = (text: string) => (text === '' || /[.!?]$/.test(text) ? text : `${text}.`);

/** What n8n reads twice, as text for the schema of the tool and as code for the value: so no quotes and no end of an expression. */
const quoted = (text: string) =>
	`'${text.replace(/\\/g, '/').replace(/'/g, '’').replace(/\{\{/g, '{ {').replace(/\}\}/g, '} }')}'`;

function fromAI(
	key: string,
	text: string,
	type: 'string' | 'number' | 'boolean' | 'json',
	initial?: string | number | boolean,
): string {
	const last =
		initial === undefined ? [] : [typeof initial === 'string' ? quoted(initial) : initial];
	return `={{ $fromAI(${[quoted(key), quoted(text), quoted(type), ...last].join(', ')}) }}`;
}
