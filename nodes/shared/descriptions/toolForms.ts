import type { IDisplayOptions, INodePropertyOptions } from 'n8n-workflow';
import { inTools, inWorkflows } from './asTool';
import type { Property } from './property';

/**
 * What a field is where the node is the tool of a model. A model fills in what there is: it can add no rows, and n8n lets it choose
 * from no list of the account. So rows are one field of JSON there, and such a list is text.
 */
export function toolForm(property: Property): Property {
	if (property.type !== 'collection') return filledIn(property);
	return { ...property, options: (property.options as Property[]).map(toolForm) };
}

/**
 * Each field as it is in a workflow, and again, under the same name, where a tool has it in another form. What waits for a field
 * that tools have not is there in tools as if that had its default.
 */
export function bothForms(properties: readonly Property[]): Property[] {
	const absent = new Map(properties.filter(isAbsent).map((one) => [one.name, one.default]));
	return properties.flatMap((property) => {
		const { displayOptions = {} } = property;
		const { show = {}, hide = {} } = displayOptions;
		if (property.type === 'collection')
			return [{ ...property, options: bothForms(property.options as Property[]) }];
		const tool = filledIn(property);
		const waitsFor = Object.entries(show).filter(([name]) => absent.has(name));
		if (isAbsent(property) || (tool === property && waitsFor.length === 0)) return [property];
		const workflow = shownBy(property, {
			...displayOptions,
			hide: { ...hide, ...inWorkflows.displayOptions.hide },
		});
		const isThere = waitsFor.every(([name, values]) =>
			values?.includes(absent.get(name) as string),
		);
		if (!isThere) return [workflow];
		const left = Object.entries(show).filter(([name]) => !absent.has(name));
		const shown = { ...Object.fromEntries(left), ...inTools.displayOptions.show };
		return [workflow, shownBy(tool, { ...displayOptions, show: shown })];
	});
}

const isAbsent = ({ displayOptions }: Property) => displayOptions?.hide?.['@tool'] !== undefined;

const shownBy = (property: Property, displayOptions: IDisplayOptions): Property => ({
	...property,
	displayOptions,
});

/** The form of one field, without those inside of it; itself where it is the same. */
function filledIn(property: Property): Property {
	if (property.type === 'fixedCollection' && property.typeOptions?.multipleValues)
		return asJson(property);
	return property.loadOptions ? asText(property) : property;
}

function asJson(rows: Property): Property {
	const { pairs, description = '' } = rows;
	const sentences = [
		...(description ? [description.replace(/\.$/, '')] : []),
		pairs
			? 'One JSON object of names and values, e.g. {"OrderNumber": "4711"}'
			: `A JSON list of objects, e.g. [${exampleOf(rows)}]`,
		...(pairs ? [] : [fieldsIn(rows)]),
	];
	return {
		...without(rows, 'placeholder', 'options', 'typeOptions'),
		type: 'json',
		default: pairs ? '{}' : '[]',
		rows,
		description: sentences.join('. ') + (sentences.length > 1 ? '.' : ''),
	};
}

/** As texts of n8n write these words; the case of a name does not matter. */
const written = ({ name }: Property) => (['id', 'url'].includes(name) ? name.toUpperCase() : name);

/** A row of what the editor shows in its empty fields. */
function exampleOf(rows: Property): string {
	const filled = valuesIn(rows).flatMap((field) => {
		const [, example] = /^e\.g\. (.*)$/.exec(field.placeholder ?? '') ?? [];
		return example === undefined ? [] : [[written(field), example]];
	});
	return JSON.stringify(Object.fromEntries(filled));
}

/** The names that a row has, and what a model must not guess. */
function fieldsIn(rows: Property): string {
	const all = valuesIn(rows);
	// What only says which others are shown is nothing to fill in here.
	const isChooser = ({ name }: Property) =>
		all.some(({ displayOptions }) => displayOptions?.show?.[name]);
	const names = all
		.filter((field) => !isChooser(field))
		.map((field) => {
			const { type, options = [] } = field;
			if (type === 'options') {
				const values = (options as INodePropertyOptions[]).map(({ value }) => value);
				return `${written(field)} (one of ${values.join(', ')})`;
			}
			if (type !== 'collection') return written(field);
			return `${written(field)} (an object with ${options.map((option) => option.name).join(', ')})`;
		});
	return `Each can have: ${names.join(', ')}`;
}

const valuesIn = ({ options = [] }: Property) =>
	options.flatMap((group) => ('values' in group ? group.values : []));

function asText(list: Property): Property {
	const { description = '' } = list;
	const isSeveral = list.type === 'multiOptions';
	return {
		...without(list, 'loadOptions', 'typeOptions'),
		type: 'string',
		default: '',
		description: description.replace(
			/Choose from the list.*$/,
			isSeveral ? 'Give IDs, separated by commas or as a JSON list.' : 'Give its ID.',
		),
		...(isSeveral ? { commaSeparated: true } : {}),
	};
}

const without = (property: Property, ...parts: Array<keyof Property>) =>
	Object.fromEntries(
		Object.entries(property).filter(([part]) => !parts.includes(part as keyof Property)),
	) as unknown as Property;
