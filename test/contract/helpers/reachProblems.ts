import type { INodeProperties } from 'n8n-workflow';
import { inForm, optionsOf, withChildren, type View } from './descriptions';

const SELECTS = ['resource', 'operation'];

/** Whether the node is a tool, which the engine knows. */
const AS_TOOL = '@tool';

/** What says how a node signs in, which the engine does not read as a field of an operation. */
const OF_THE_NODE = ['api', 'authentication'];

/**
 * Fields that nobody can come to see; fields of one name that are seen together: n8n would give one of them the value of
 * the other; and required fields of which the engine cannot know whether they are seen.
 */
export function reachProblems(properties: INodeProperties[], views: View[]): string[] {
	const shown = new Set(views.flatMap((view) => view.properties));
	const unreachable = properties
		.filter((property) => !SELECTS.includes(property.name) && !shown.has(property))
		.map(({ name, displayOptions }) => {
			return `${name} is shown for no operation: ${JSON.stringify(displayOptions?.show)}`;
		});
	return [...unreachable, ...new Set(views.flatMap(inBothForms).flatMap(inView))];
}

/** What is shown in a workflow, and what in the tool of a model, which no trigger can be: no operation has both at once. */
const inBothForms = (view: View): View[] =>
	(view.operation ? [false, true] : [false]).map((isTool) => ({
		...view,
		properties: inForm(view.properties, isTool),
	}));

function inView({ name: view, properties }: View): string[] {
	const problems = properties
		.flatMap((property) => withChildren(property))
		.flatMap(({ path, property }) =>
			conditionsOf(property)
				// What a field inside of a collection waits for is beside the collection, or in it and not looked at.
				.filter(([name]) => name.startsWith('/') || path === property.name)
				.flatMap(([name, values]) => {
					const others = properties.filter((other) => other.name === name.replace('/', ''));
					return values
						.filter((value) => !others.some((other) => canBe(other, value)))
						.map((value) => `${path} waits for ${name.replace('/', '')} = ${String(value)}`);
				}),
		);
	properties.forEach((property, index) => {
		const before = properties.slice(0, index).filter(({ name }) => !OF_THE_NODE.includes(name));
		const known = conditionsOf(property).every(([name]) => before.some((one) => one.name === name));
		const hidden = Object.keys(property.displayOptions?.hide ?? {}).some(
			(name) => name !== AS_TOOL,
		);
		if (property.required && (!known || hidden)) {
			problems.push(`${property.name} is required, and waits for what is read later or not at all`);
		}
		const twin = properties
			.slice(index + 1)
			.find((other) => other.name === property.name && !exclude(property, other));
		if (twin) problems.push(`${property.name} is there twice`);
	});
	return problems.map((problem) => (view ? `${view}: ${problem}` : problem));
}

function conditionsOf({ displayOptions }: INodeProperties): Array<[string, unknown[]]> {
	return Object.entries({ ...displayOptions?.show, ...displayOptions?.hide })
		.filter(([name]) => !SELECTS.includes(name) && name !== AS_TOOL)
		.map(([name, values]) => [name, values ?? []]);
}

function canBe(property: INodeProperties, value: unknown): boolean {
	if (property.type === 'boolean') return typeof value === 'boolean';
	const values = optionsOf(property);
	return values.length === 0 || values.includes(String(value));
}

/** Whether two fields of the same view wait for different values of the same field. */
function exclude(one: INodeProperties, other: INodeProperties): boolean {
	return conditionsOf(one).some(([name, values]) =>
		conditionsOf(other).some(
			([otherName, otherValues]) =>
				name === otherName && !values.some((value) => otherValues.includes(value)),
		),
	);
}
