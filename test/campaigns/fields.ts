import { NodeHelpers, type INode, type INodeParameters, type INodeProperties } from 'n8n-workflow';
import { isObject } from '../../nodes/shared/transport/body';
import { builtNodes, viewsOf } from '../contract/helpers/descriptions';

/** A field of an operation, and where its value is among the parameters: names, and `0` for the first of a list. */
export interface Field {
	/** With dots. */
	name: string;
	property: INodeProperties;
	/** The parameters with the value in place of that of the field, and all else as it was. */
	withValue(parameters: INodeParameters, value: unknown): INodeParameters;
}

/** The fields of an operation (`node.resource.operation`) that the editor shows with these parameters, and those inside of them. */
export async function fieldsOf(operation: string, parameters: INodeParameters): Promise<Field[]> {
	const [node, ...rest] = operation.split('.');
	const { description } = (await builtNodes()).find((one) => one.description.name === node)!;
	const view = viewsOf(description).find(({ name }) => name === rest.join('.'))!;
	const typeVersion = [description.version].flat().at(-1) as number;
	const all = NodeHelpers.getNodeParameters(
		description.properties,
		parameters,
		true,
		false,
		{ typeVersion } as INode,
		description,
	)!;
	/** Fields in a group depend on others in it, or on those outside. */
	const isShown = (property: INodeProperties, beside: unknown) =>
		!property.displayOptions ||
		NodeHelpers.displayParameter(
			{ ...(isObject(beside) ? (beside as INodeParameters) : {}) },
			property,
			{ typeVersion },
			description,
			all,
		);
	return view.properties
		.filter((property) => NodeHelpers.displayParameter(all, property, { typeVersion }, description))
		.filter(({ type, noDataExpression }) => type !== 'notice' && !noDataExpression)
		.flatMap((property) => placesIn(property, [property.name]))
		.filter(({ groups }) =>
			groups.every(({ property, place }) => isShown(property, valueAt(all, place))),
		)
		.map(({ property, place }) => ({
			name: place.join('.'),
			property,
			withValue: (under, value) => put(under, place, value) as INodeParameters,
		}));
}

interface Place {
	property: INodeProperties;
	place: string[];
	/** The field itself and those that it is in, each with the place of what it is beside. */
	groups: Array<{ property: INodeProperties; place: string[] }>;
}

/** n8n makes nothing of an expression in place of a whole group of fields; of those in it, it does. */
function placesIn(
	property: INodeProperties,
	place: string[],
	outer: Place['groups'] = [],
): Place[] {
	const { type, options = [], typeOptions } = property;
	const groups = [...outer, { property, place: place.slice(0, -1) }];
	const own = { property, place, groups };
	if (type === 'resourceLocator') return [own, { ...own, place: [...place, 'value'] }];
	if (type === 'collection') {
		return (options as INodeProperties[]).flatMap((one) =>
			placesIn(one, [...place, one.name], groups),
		);
	}
	if (type !== 'fixedCollection') return [own];
	return (options as Array<{ name: string; values: INodeProperties[] }>).flatMap((group) => {
		const entry = [...place, group.name, ...(typeOptions?.multipleValues ? ['0'] : [])];
		return group.values.flatMap((one) => placesIn(one, [...entry, one.name], groups));
	});
}

const valueAt = (value: unknown, place: string[]): unknown =>
	place.reduce<unknown>(
		(outer, name) => (outer as Record<string, unknown> | undefined)?.[name],
		value,
	);

function put(under: unknown, [name, ...inner]: string[], value: unknown): unknown {
	if (name === undefined) return value;
	if (name === '0') {
		const [first, ...others] = Array.isArray(under) ? (under as unknown[]) : [];
		return [put(first, inner, value), ...others];
	}
	const known: Record<string, unknown> = isObject(under) ? under : {};
	return { ...known, [name]: put(known[name], inner, value) };
}
