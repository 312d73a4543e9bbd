import type { INodeProperties, INodePropertyMode } from 'n8n-workflow';
import { NOT_AS_TOOL } from './asTool';
import type { ListSearch, LoadOptions, Property } from './property';

/** The `methods` of a node that its fields call while somebody edits them. */
export interface NodeMethods {
	listSearch: Record<string, ListSearch>;
	loadOptions: Record<string, LoadOptions>;
}

/** What a property has that n8n does not know. */
const ADDITIONS = [
	...['search', 'loadOptions', 'commaSeparated', 'keepsMode', 'trim', 'anyType', 'takesFiles'],
];

/** Properties as n8n takes them: without our additions, and with the names of the methods that their searches become. */
export function n8nProperties(properties: readonly Property[]): INodeProperties[] {
	return properties.map((property) => {
		const { name, typeOptions, search, loadOptions, options, modes, takesFiles, displayOptions } =
			property;
		const own = Object.entries(property).filter(([key]) => !ADDITIONS.includes(key));
		return {
			...Object.fromEntries(own),
			...(takesFiles
				? { displayOptions: { ...displayOptions, ...NOT_AS_TOOL.displayOptions } }
				: {}),
			...(loadOptions ? { typeOptions: { ...typeOptions, loadOptionsMethod: name } } : {}),
			...(search ? { modes: modes?.map((mode) => searchable(mode, name)) } : {}),
			...(options ? { options: options.map(n8nOption) } : {}),
		} as INodeProperties;
	});
}

function searchable(mode: INodePropertyMode, searchListMethod: string): INodePropertyMode {
	if (mode.type !== 'list') return mode;
	return { ...mode, typeOptions: { ...mode.typeOptions, searchListMethod } };
}

/** The searches of all properties, under the names that `n8nProperties` calls them by. */
export function methodsOf(properties: readonly Property[]): NodeMethods {
	const methods: NodeMethods = { listSearch: {}, loadOptions: {} };
	for (const { name, search, loadOptions, options = [] } of properties) {
		if (search) add(methods.listSearch, name, search);
		if (loadOptions) add(methods.loadOptions, name, loadOptions);
		for (const option of options) {
			if ('values' in option) merge(methods, methodsOf(option.values));
			else if ('type' in option) merge(methods, methodsOf([option]));
		}
	}
	return methods;
}

type Option = NonNullable<Property['options']>[number];

function n8nOption(option: Option): Option {
	if ('values' in option) return { ...option, values: n8nProperties(option.values) as Property[] };
	return 'type' in option ? (n8nProperties([option])[0] as Property) : option;
}

function merge(methods: NodeMethods, more: NodeMethods): void {
	for (const [name, search] of Object.entries(more.listSearch))
		add(methods.listSearch, name, search);
	for (const [name, load] of Object.entries(more.loadOptions)) add(methods.loadOptions, name, load);
}

/** Fields that have a name in common have their search in common. */
function add<Method>(known: Record<string, Method>, name: string, method: Method): void {
	if (known[name] && known[name] !== method)
		throw new Error(`Two fields "${name}" differ in their search`);
	known[name] = method;
}
