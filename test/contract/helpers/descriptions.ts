import type { INodeProperties, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { loadPackage } from '../../harness/package';

export interface BuiltNode {
	className: string;
	node: INodeType;
	/** With what n8n's loader adds (codex, iconUrl), but for the field that says when a node polls. */
	description: INodeTypeDescription;
}

/** Every node of the built package, in the order of the names. */
export async function builtNodes(): Promise<BuiltNode[]> {
	const loader = await loadPackage();
	return Object.entries(loader.known.nodes)
		.sort(([a], [b]) => a.localeCompare(b))
		.map(([name, { className }]) => {
			const node = loader.getNode(name).type as INodeType;
			return { className, node, description: own(node.description) };
		});
}

/** Poll Times is n8n's own, with other fields in each version of it. */
function own(description: INodeTypeDescription): INodeTypeDescription {
	if (!description.polling) return description;
	const properties = description.properties.filter(({ name }) => name !== 'pollTimes');
	return { ...description, properties };
}

/** Names of the credential types that fetch a token: they are users of an API, like a node. */
export async function signInCredentials(): Promise<string[]> {
	const loader = await loadPackage();
	return Object.keys(loader.known.credentials)
		.filter((name) => {
			const { type } = loader.getCredential(name);
			return type.preAuthentication !== undefined || type.extends?.includes('oAuth2Api');
		})
		.sort();
}

export const isTrigger = ({ group }: INodeTypeDescription) => group.includes('trigger');

/** One operation as the editor shows it, with the fields that belong to it. */
export interface View {
	/** `resource.operation`, or '' for a node without operations. */
	name: string;
	resource?: string;
	operation?: string;
	/** The fields, whatever other fields they depend on. */
	properties: INodeProperties[];
}

/** What the editor can show of a node: one view per operation, or a single one. */
export function viewsOf(description: INodeTypeDescription): View[] {
	const resources = optionsOf(description.properties.find(({ name }) => name === 'resource'));
	if (resources.length === 0) return [{ name: '', properties: description.properties }];
	return resources.flatMap((resource) =>
		operationsOf(description, resource).map((operation) => ({
			name: `${resource}.${operation}`,
			resource,
			operation,
			properties: description.properties.filter(
				(property) =>
					!['resource', 'operation'].includes(property.name) &&
					shownFor(property, 'resource', resource) &&
					shownFor(property, 'operation', operation),
			),
		})),
	);
}

function operationsOf(description: INodeTypeDescription, resource: string): string[] {
	return description.properties
		.filter(({ name }) => name === 'operation')
		.filter((property) => shownFor(property, 'resource', resource))
		.flatMap(optionsOf);
}

function shownFor(property: INodeProperties, name: string, value: string): boolean {
	const wanted = property.displayOptions?.show?.[name] as string[] | undefined;
	return wanted === undefined || wanted.includes(value);
}

/**
 * The fields that n8n shows where a node is the tool of a model, or where it is not; without that condition, in collections and
 * groups as well.
 */
export function inForm(properties: INodeProperties[], isTool: boolean): INodeProperties[] {
	return properties.filter(isIn).map(without);

	function isIn({ displayOptions: { show, hide } = {} }: INodeProperties): boolean {
		return (show?.['@tool']?.includes(isTool) ?? true) && !(hide?.['@tool'] ?? []).includes(isTool);
	}

	function without({
		displayOptions = {},
		options,
		...property
	}: INodeProperties): INodeProperties {
		const rest = (conditions: object = {}) => {
			const others = Object.entries(conditions).filter(([name]) => name !== '@tool');
			return others.length > 0 ? Object.fromEntries(others) : undefined;
		};
		const [show, hide] = [rest(displayOptions.show), rest(displayOptions.hide)];
		const left = { ...(show ? { show } : {}), ...(hide ? { hide } : {}) };
		return {
			...property,
			...(show || hide ? { displayOptions: left } : {}),
			...(options ? { options: optionsIn(property as INodeProperties, options) } : {}),
		} as INodeProperties;
	}

	function optionsIn({ type }: INodeProperties, options: NonNullable<INodeProperties['options']>) {
		if (type === 'collection') return inForm(options as INodeProperties[], isTool);
		return options.map((option) =>
			'values' in option ? { ...option, values: inForm(option.values, isTool) } : option,
		);
	}
}

/** The values of a select. */
export function optionsOf(property: INodeProperties | undefined): string[] {
	if (!property || !['options', 'multiOptions'].includes(property.type)) return [];
	return (property.options ?? []).map((option) => String((option as { value: unknown }).value));
}

/** The fields inside of a collection or fixed collection, else none. */
export function childrenOf({ type, options = [] }: INodeProperties): INodeProperties[] {
	if (type === 'collection') return options as INodeProperties[];
	if (type !== 'fixedCollection') return [];
	return (options as Array<{ values: INodeProperties[] }>).flatMap(({ values }) => values);
}

/** A field and all fields inside of it, with their dotted paths. */
export function withChildren(
	property: INodeProperties,
	path = property.name,
): Array<{ path: string; property: INodeProperties }> {
	const inner = childrenOf(property).flatMap((child) =>
		withChildren(child, `${path}.${child.name}`),
	);
	return [{ path, property }, ...inner];
}
