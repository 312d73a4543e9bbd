import type { INodeProperties, INodePropertyMode } from 'n8n-workflow';
import { inWorkflows } from './asTool';
import type { ListSearch, LoadOptions, Property } from './property';

/** The `methods` of a node that its fields call while somebody edits them. */
export interface NodeMethods {
	listSearch: Record<string, ListSearch>;
	loadOptions: Record<string, LoadOptions>;
}

/** What a property has that n8n does not know. */
const ADDITIONS = new Set([
	...['search', 'loadOptions', 'commaSeparated', 'keepsMode', 'trim', 'anyType'],
	...['pairs', 'rows', 'separator', 'shape', 'takesFiles'],
]);

/**
 * Properties as n8n takes them: without our additions, and with the names of the methods that their searches become.
 *
 * @param known what was made of properties before: of one that many operations have, it is made once
 */
export function n8nProperties(
	properties: readonly Property[],
	known = new Map<Property, INodeProperties>(),
): INodeProperties[] {
	return properties.map((property) => {
		const made = known.get(property) ?? n8nProperty(property, known);
		known.set(property, made);
		return made;
	});
}

function n8nProperty(property: Property, known: Map<Property, INodeProperties>): INodeProperties {
	const { name, typeOptions, search, loadOptions, options, modes, takesFiles } = property;
	const own: Record<string, unknown> = {};
	for (const [key, value] of Object.entries(property)) if (!ADDITIONS.has(key)) own[key] = value;
	if (takesFiles)
		own.displayOptions = { ...property.displayOptions, ...inWorkflows.displayOptions };
	if (loadOptions) own.typeOptions = { ...typeOptions, loadOptionsMethod: name };
	if (search) own.modes = modes?.map((mode) => searchable(mode, name));
	if (options) own.options = options.map((option) => n8nOption(option, known));
	return own as unknown as INodeProperties;
}

function searchable(mode: INodePropertyMode, searchListMethod: string): INodePropertyMode {
	if (mode.type !== 'list') return mode;
	return { ...mode, typeOptions: { ...mode.typeOptions, searchListMethod } };
}

/** The searches of all properties, under the names that `n8nProperties` calls them by. */
export function methodsOf(properties: readonly Property[]): NodeMethods {
	const methods: NodeMethods = { listSearch: {}, loadOptions: {} };
	collect(properties, methods);
	return methods;
}

function collect(properties: readonly Property[], methods: NodeMethods): void {
	for (const { name, search, loadOptions, options = [] } of properties) {
		if (search) add(methods.listSearch, name, search);
		if (loadOptions) add(methods.loadOptions, name, loadOptions);
		for (const option of options) {
			if ('values' in option) collect(option.values, methods);
			else if ('type' in option) collect([option], methods);
		}
	}
}

type Option = NonNullable<Property['options']>[number];

function n8nOption(option: Option, known: Map<Property, INodeProperties>): Option {
	if ('values' in option)
		return { ...option, values: n8nProperties(option.values, known) as Property[] };
	return 'type' in option ? (n8nProperties([option], known)[0] as Property) : option;
}

/** Fields that have a name in common have their search in common. */
function add<Method>(known: Record<string, Method>, name: string, method: Method): void {
	if (known[name] && known[name] !== method)
		throw new Error(`Two fields "${name}" differ in their search`);
	known[name] = method;
}
