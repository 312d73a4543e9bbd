import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

/**
 * Reads the parameters of a node item by item. A parameter without an expression is the same for every item and is
 * read once: evaluating parameters is what costs most when many items are sent.
 */
export class ParameterReader {
	private readonly constants = new Map<string, unknown>();
	private readonly expressions = new Set<string>();

	constructor(private readonly context: IExecuteFunctions) {}

	/** All values of the given properties for one item, by property name. */
	readAll(properties: readonly INodeProperties[], itemIndex: number): IDataObject {
		const values: IDataObject = {};
		for (const property of properties) {
			const value = this.read(property.name, property.default, itemIndex);
			if (property.required && isBlank(property, value) && isShown(property, values)) {
				throw missing(property);
			}
			values[property.name] = value as IDataObject;
		}
		return values;
	}

	/** One value; `fallback` when the saved workflow has none. */
	read(name: string, fallback: unknown, itemIndex: number): unknown {
		if (this.constants.has(name)) return this.constants.get(name);
		const value = this.context.getNodeParameter(name, itemIndex, fallback);
		if (!this.expressions.has(name)) {
			const raw = this.context.getNodeParameter(name, itemIndex, fallback, {
				rawExpressions: true,
			});
			if (hasExpression(raw)) this.expressions.add(name);
			else this.constants.set(name, value);
		}
		return value;
	}
}

function hasExpression(raw: unknown): boolean {
	if (typeof raw === 'string') return raw.startsWith('=');
	return typeof raw === 'object' && raw !== null && Object.values(raw).some(hasExpression);
}

/** A resource locator that is no object, as it can be in a workflow not made in the editor, has no value either. */
function isBlank({ type }: INodeProperties, value: unknown): boolean {
	const inner =
		type === 'resourceLocator' ? (value as { value?: unknown } | null | undefined)?.value : value;
	return inner === undefined || inner === null || inner === '';
}

/** A field that waits for another value of a field before it is not on the screen, and cannot be filled in. */
function isShown({ displayOptions }: INodeProperties, before: IDataObject): boolean {
	return Object.entries(displayOptions?.show ?? {}).every(
		([name, values]) => !(name in before) || values?.includes(before[name] as string),
	);
}

function missing(property: INodeProperties): UserError {
	return new UserError(`The field "${property.displayName}" has no value`, {
		description: 'Fill it in, or check that its expression gives a value for this item.',
	});
}
