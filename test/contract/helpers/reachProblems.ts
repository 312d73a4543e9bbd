import type { INodeProperties } from 'n8n-workflow';
import { optionsOf, type View } from './descriptions';

const SELECTS = ['resource', 'operation'];

/**
 * Fields that nobody can come to see, and fields of one name that are seen together: n8n would give one of them the value
 * of the other.
 */
export function reachProblems(properties: INodeProperties[], views: View[]): string[] {
	const shown = new Set(views.flatMap((view) => view.properties));
	const unreachable = properties
		.filter((property) => !SELECTS.includes(property.name) && !shown.has(property))
		.map(({ name, displayOptions }) => {
			return `${name} is shown for no operation: ${JSON.stringify(displayOptions?.show)}`;
		});
	return [...unreachable, ...views.flatMap(inView)];
}

function inView({ name: view, properties }: View): string[] {
	const problems = properties.flatMap((property) =>
		conditionsOf(property).flatMap(([name, values]) => {
			const others = properties.filter((other) => other.name === name);
			return values
				.filter((value) => !others.some((other) => canBe(other, value)))
				.map((value) => `${property.name} waits for ${name} = ${String(value)}`);
		}),
	);
	properties.forEach((property, index) => {
		const twin = properties
			.slice(index + 1)
			.find((other) => other.name === property.name && !exclude(property, other));
		if (twin) problems.push(`${property.name} is there twice`);
	});
	return problems.map((problem) => (view ? `${view}: ${problem}` : problem));
}

function conditionsOf({ displayOptions }: INodeProperties): Array<[string, unknown[]]> {
	return Object.entries({ ...displayOptions?.show, ...displayOptions?.hide })
		.filter(([name]) => !SELECTS.includes(name))
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
