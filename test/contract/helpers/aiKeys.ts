import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';

/** A field that a model can be made to fill in, and what n8n's editor then calls it as a parameter of the tool. */
export interface AiField {
	/** Dotted, with the index 0 of what can be there several times. */
	path: string;
	key: string;
	property: INodeProperties;
}

/** Containers are filled in by their fields, and what can be no expression has no button. */
const WITHOUT_BUTTON = ['notice', 'collection', 'fixedCollection', 'button', 'hidden'];

/**
 * The fields of an operation that a model can fill in, in the order of the form. Those that only some values of another
 * field show are among them: what was entered in one that is hidden now is still in the workflow, and n8n reads it.
 */
export function aiFields(properties: readonly INodeProperties[]): AiField[] {
	return properties
		.flatMap((property) => inside(property, property.name))
		.map(({ path, property }) => ({ path, key: keyOf(path, property.displayName), property }));
}

type Placed = Omit<AiField, 'key'>;

function inside(property: INodeProperties, path: string): Placed[] {
	const { type, options = [], typeOptions, noDataExpression } = property;
	const many = typeOptions?.multipleValues ? '[0]' : '';
	const within = (children: INodeProperties[], where: string) =>
		children.flatMap((child) => inside(child, `${where}.${child.name}`));
	if (type === 'collection') return within(options as INodeProperties[], `${path}${many}`);
	if (type === 'fixedCollection') {
		return (options as INodePropertyCollection[]).flatMap((group) =>
			within(group.values, `${path}.${group.name}${many}`),
		);
	}
	return WITHOUT_BUTTON.includes(type) || noDataExpression ? [] : [{ path, property }];
}

/** The longest key that the editor makes. */
const LONGEST = 63;

/**
 * As the editor's button makes it: the label, behind those parts of the path that have an index (and no other part of it);
 * what is too long loses its beginning where there are two such parts or more, else its end.
 */
export function keyOf(path: string, label: string): string {
	const indexed = path.split('.').filter((part) => /\[\d+\]/.test(part));
	const whole = [...indexed.map((part) => part.replace(/[[\]]/g, '')), label].join('_');
	const cut = indexed.length > 1 ? whole.slice(-LONGEST) : whole.slice(0, LONGEST);
	return cut.replace(/[^a-zA-Z0-9-]/g, '_');
}
