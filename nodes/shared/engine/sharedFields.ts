import type { INodeProperties } from 'n8n-workflow';

/** An operation of a resource, with its fields in the order in which they are shown. */
interface Fields {
	resource: string;
	operation: string;
	properties: readonly INodeProperties[];
}

/** When a field is shown: for these operations of these resources. n8n compares each list by itself. */
interface Condition extends Record<string, string[]> {
	resource: string[];
	operation: string[];
}

type ByResource = Map<string, string[]>;

/**
 * The fields of all operations, each shown for the operations that have it. Equal ones stand once, as far as their order
 * in each operation allows: the editor loads the description of every node, and most fields are common to many operations.
 */
export function sharedFields(all: readonly Fields[]): INodeProperties[] {
	const operations: ByResource = new Map();
	const merged: Array<{ property: INodeProperties; number: number; users: ByResource }> = [];
	const numbers = new Numbers();
	for (const { resource, operation, properties } of all) {
		add(operations, resource, operation);
		let place = 0;
		for (const property of properties) {
			const number = numbers.of(property);
			const known = merged.findIndex((field, index) => index >= place && field.number === number);
			if (known < 0) merged.splice(place, 0, { property, number, users: new Map() });
			else place = known;
			add(merged[place].users, resource, operation);
			place++;
		}
	}
	return merged.flatMap(({ property, users }) =>
		conditionsOf(users, operations).map((show) => shownFor(show, property)),
	);
}

/** Numbers of things, the same for equal ones. What stands in many places, as most options do, is read once. */
class Numbers {
	private readonly byThing = new Map<object, number>();

	private readonly byText = new Map<string, number>();

	of(thing: object): number {
		const known = this.byThing.get(thing);
		if (known !== undefined) return known;
		const { options, ...rest }: { options?: readonly object[] } = thing;
		const text = JSON.stringify([rest, options?.map((option) => this.of(option))]);
		const number = this.byText.get(text) ?? this.byText.size;
		this.byText.set(text, number);
		this.byThing.set(thing, number);
		return number;
	}
}

/**
 * The operation is the first condition: at one whose field has an expression n8n stops, and takes the field for shown, which
 * could then be a required one of an operation that is not meant.
 */
const shownFor = (show: Condition, { displayOptions, ...property }: INodeProperties) => ({
	...property,
	displayOptions: { ...displayOptions, show: { ...show, ...displayOptions?.show } },
});

function add(known: ByResource, resource: string, operation: string): void {
	known.set(resource, [...(known.get(resource) ?? []), operation]);
}

/** As few conditions as fit: resources go together when none of them has an operation that only another one means. */
function conditionsOf(users: ByResource, operations: ByResource): Condition[] {
	const conditions: Condition[] = [];
	for (const [resource, meant] of users) {
		const fits = (condition: Condition) => {
			const together = [...condition.operation, ...meant];
			return [...condition.resource, resource].every((one) => {
				const own = operations.get(one) ?? [];
				const shown = own.filter((operation) => together.includes(operation));
				return shown.every((operation) => users.get(one)?.includes(operation));
			});
		};
		const found = conditions.find(fits);
		if (!found) {
			conditions.push({ resource: [resource], operation: [...meant] });
			continue;
		}
		found.resource.push(resource);
		found.operation = [...new Set([...found.operation, ...meant])];
	}
	return conditions;
}
