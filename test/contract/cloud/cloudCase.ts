import type { IDataObject, INodeParameters, INodeProperties } from 'n8n-workflow';
import { isObject } from '../../../nodes/shared/transport/body';
import { builtNodes, childrenOf, inForm, optionsOf, viewsOf } from '../helpers/descriptions';
import { fullAnswer, requestOptions, type WireCase } from '../wireCase';

export const NODE = 'genesysCloudConversations';

/** What a description does not say of an operation; a key is `resource.operation`. */
export type CloudSpecs = Record<string, CloudSpec>;

/** Resources that belong together. Operations are `resource.operation`. */
export interface CloudArea {
	/** Which operations stand for a documented one. */
	coverage: Record<string, string[]>;
	/** Operations for what is documented elsewhere: the inventory has the 63 tools only. */
	beyond: string[];
	specs: CloudSpecs;
}

export interface CloudSpec {
	/** Parameters of the runs, over those that are made from the description; null takes one out. */
	runs?: IDataObject[];
	/** One more run each, with these Body Fields (JSON): documented parameters that no field of the node sets. */
	byJson?: IDataObject | IDataObject[];
	/** Runs with Body Fields (JSON) that are documented, and that Genesys does not accept here. */
	refused?: IDataObject[];
	/** Whose token it needs; default that of a user. */
	caller?: 'user' | 'client';
	/** Kind of the conversation that is in place; default by the name of the operation. */
	medium?: Medium;
	/** Whether the conversation is still alerting, parked, wrapped up, or over; default connected. */
	state?: 'alerting' | 'parked' | 'wrappedUp' | 'disconnected';
	/** Files of the item. */
	binary?: WireCase['binary'];
	/** Whether it gives no row; `some`: it depends on what a run is narrowed down by. */
	empty?: true | 'some';
}

export type Medium = 'email' | 'message' | 'internalMessage' | 'cobrowse' | 'video' | 'social';

/** Ids of what is in the simulator before a run, by the name of the field that they are for. */
export type CloudIds = Record<string, string>;

/** A run of the node: its parameters once the ids are known. */
export interface CloudCase extends Required<Pick<CloudSpec, 'caller' | 'medium'>> {
	operation: string;
	state: CloudSpec['state'];
	empty: boolean | 'some';
	/** Whether it is to end with an error. */
	fails: boolean;
	binary?: WireCase['binary'];
	parametersFor: (ids: CloudIds) => INodeParameters;
}

/** What a field for text holds, unless a run says otherwise: its own name, so that it can be seen where it arrives. */
export const textOf = (field: string) => `text of ${field}`;

/** Runs of every operation of the node, which together set every field, mode and option that it has. */
export async function cloudCases(specs: CloudSpecs): Promise<CloudCase[]> {
	const { description } = (await builtNodes()).find((node) => node.description.name === NODE)!;
	return viewsOf(description).flatMap(({ name, resource, operation, properties }) => {
		const spec = specs[name] ?? {};
		const { runs = [{}], byJson, refused = [], caller = 'user', medium = mediumOf(name) } = spec;
		const fields = inForm(properties, false).filter(({ type }) => type !== 'notice');
		const count = Math.max(runs.length, ...withInner(fields).map((field) => choices(field).length));
		const withJson = (body: IDataObject) =>
			merged(runs[0], { options: { bodyJson: JSON.stringify(body) } });
		const accepted = [
			...Array.from({ length: count }, (_, run) => runs[run % runs.length]),
			...[byJson ?? []].flat().map(withJson),
		];
		return [...accepted, ...refused.map(withJson)].map((own, run) => ({
			operation: name,
			caller,
			medium,
			state: spec.state,
			empty: spec.empty ?? false,
			fails: run >= accepted.length,
			binary: spec.binary,
			parametersFor: (ids: CloudIds) => {
				const made = Object.fromEntries(
					fields.map((field) => [field.name, valueOf(field, run, ids)]),
				) as IDataObject;
				const options = { ...optionsWithout(made.options), ...(run ? requestOptions : fullAnswer) };
				const parameters = merged({ ...made, options }, filled(own, ids));
				return { resource, operation, ...parameters } as INodeParameters;
			},
		}));
	});
}

/** Body Fields (JSON) is set by runs of its own, so that it hides no field that sets nothing. */
function optionsWithout(made: unknown): IDataObject {
	const { bodyJson, ...options } = (made ?? {}) as IDataObject;
	return { ...options, ...(bodyJson === undefined ? {} : { bodyJson: '{}' }) };
}

function mediumOf(name: string): Medium {
	const words: Array<[RegExp, Medium]> = [
		[/internalMessage/i, 'internalMessage'],
		[/cobrowse/i, 'cobrowse'],
		[/video/i, 'video'],
		[/social/i, 'social'],
		[/email/i, 'email'],
	];
	return words.find(([word]) => word.test(name))?.[1] ?? 'message';
}

/** With the fields inside of collections. */
const withInner = (fields: INodeProperties[]) =>
	fields.flatMap((field) => [field, ...childrenOf(field)]);

/** What is chosen from, in turn. */
function choices(field: INodeProperties): string[] {
	if (field.type === 'resourceLocator') return (field.modes ?? []).map(({ name }) => name);
	return field.type === 'options' ? optionsOf(field) : [];
}

function valueOf(field: INodeProperties, run: number, ids: CloudIds): unknown {
	const { name, type, options = [], typeOptions } = field;
	const chosen = choices(field);
	const own = ids[name] ?? ids[name.replace(/Ids?$/, '')];
	switch (type) {
		case 'resourceLocator':
			return { __rl: true, mode: chosen[run % chosen.length], value: own ?? '' };
		case 'options':
			return chosen.length > 0 ? chosen[run % chosen.length] : own;
		case 'multiOptions':
			return optionsOf(field).length > 0 ? optionsOf(field) : [own];
		case 'collection':
			return Object.fromEntries(
				(options as INodeProperties[]).map((one) => [one.name, valueOf(one, run, ids)]),
			);
		case 'fixedCollection':
			return Object.fromEntries(
				(options as Array<{ name: string; values: INodeProperties[] }>).map((group) => {
					const entry = Object.fromEntries(
						group.values.map((one) => [one.name, valueOf(one, run, ids)]),
					);
					return [group.name, typeOptions?.multipleValues ? [entry] : entry];
				}),
			);
		case 'boolean':
			return run % 2 === 0;
		case 'number':
			return field.default || 1;
		case 'dateTime':
			return '2026-11-21T09:30:00Z';
		case 'json':
			return '{}';
		default:
			return own ?? textOf(name);
	}
}

/** `{id}` in the parameters of a run is an id by its name. */
function filled<T>(value: T, ids: CloudIds): T {
	if (typeof value === 'string') {
		return value.replace(/\{(\w+)\}/g, (part, name: string) => ids[name] ?? part) as T;
	}
	if (Array.isArray(value)) return value.map((one: unknown) => filled(one, ids)) as T;
	if (!isObject(value)) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, inner]) => [name, filled(inner, ids)]),
	) as T;
}

/** One object over another, at every depth; null takes a field out. */
export function merged(under: IDataObject, over: IDataObject): IDataObject {
	const result = { ...under };
	for (const [name, value] of Object.entries(over)) {
		const known = result[name];
		if (value === null) delete result[name];
		else result[name] = isObject(known) && isObject(value) ? merged(known, value) : value;
	}
	return result;
}
