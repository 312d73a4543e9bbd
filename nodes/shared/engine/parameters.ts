import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import { coerce, isBlank } from '../descriptions/coerce';
import { isShown, type Property } from '../descriptions/property';

/**
 * Reads the parameters of a node item by item, as what the types of their properties say. A parameter without an
 * expression is the same for every item and is read once: evaluating parameters is what costs most when many items are
 * sent.
 */
export class ParameterReader {
	/** Values that hold for all items, by property. */
	private readonly constants = new Map<Property, unknown>();
	private readonly dynamic = new Set<Property>();
	private readonly timezone: string;

	/** @param asTool a model uses the node, and has no files: a field that names some has no value */
	constructor(
		private readonly context: IExecuteFunctions,
		private readonly asTool = false,
	) {
		this.timezone = context.getTimezone();
	}

	/**
	 * All values of the given properties for one item, by property name; a field that is not on the screen has its default.
	 *
	 * @throws UserError when a required one has no value, or a value is not what its property says
	 */
	readAll(properties: readonly Property[], itemIndex: number): IDataObject {
		const values: IDataObject = {};
		for (const property of properties) {
			if (property.type === 'notice') continue;
			values[property.name] = this.valueOf(property, values, itemIndex) as IDataObject;
		}
		return values;
	}

	private valueOf(property: Property, before: IDataObject, itemIndex: number): unknown {
		if (this.asTool && property.takesFiles) return coerce(property, '', this.timezone);
		if (isShown(property, before)) return this.read(property, itemIndex);
		return coerce(property, property.default, this.timezone);
	}

	/** One value. @throws UserError as `readAll` */
	read(property: Property, itemIndex: number): unknown {
		if (this.constants.has(property)) return this.constants.get(property);
		const { name, default: fallback } = property;
		const given = this.context.getNodeParameter(name, itemIndex, fallback);
		if (property.required && isBlank(property, given)) throw missing(property);
		const value = coerce(property, given, this.timezone);
		if (!this.dynamic.has(property)) {
			const raw = this.context.getNodeParameter(name, itemIndex, fallback, {
				rawExpressions: true,
			});
			if (hasExpression(raw)) this.dynamic.add(property);
			else this.constants.set(property, value);
		}
		return value;
	}
}

function hasExpression(raw: unknown): boolean {
	if (typeof raw === 'string') return raw.startsWith('=');
	return typeof raw === 'object' && raw !== null && Object.values(raw).some(hasExpression);
}

function missing({ displayName }: Property): UserError {
	return new UserError(`The field "${displayName}" has no value`, {
		description: 'Fill it in, or check that its expression gives a value for this item.',
	});
}
