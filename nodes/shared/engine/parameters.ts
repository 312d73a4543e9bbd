import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import { coerce, isBlank } from '../descriptions/coerce';
import { isShown, type Property } from '../descriptions/property';
import { isSame, readTogether, type Together } from './together';

/**
 * Reads the parameters of a node item by item, as what the types of their properties say. A parameter without an
 * expression is the same for every item and is read once: evaluating parameters is what costs most when many items are
 * sent.
 */
export class ParameterReader {
	/** Values that hold for all items, by property. */
	private readonly constants = new Map<Property, unknown>();
	/** What the workflow has stored for the others, by name. */
	private readonly dynamic: IDataObject = {};
	/** Reads those of them that the first item has, where that can be done. */
	private together?: Together;
	private isTogetherTried = false;
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
		const before: IDataObject = { '@tool': this.asTool };
		const values: IDataObject = {};
		const given = this.together?.(itemIndex) ?? {};
		for (const property of properties) {
			if (property.type === 'notice') continue;
			const value = this.valueOf(property, before, itemIndex, given);
			values[property.name] = before[property.name] = value as IDataObject;
		}
		if (!this.isTogetherTried) this.tryTogether(itemIndex, given);
		return values;
	}

	private valueOf(
		property: Property,
		before: IDataObject,
		itemIndex: number,
		given: Record<string, unknown>,
	): unknown {
		if (this.asTool && property.takesFiles) return coerce(property, '', this.timezone);
		if (isShown(property, before)) return this.read(property, itemIndex, given);
		return coerce(property, property.default, this.timezone);
	}

	/**
	 * One value.
	 *
	 * @param given values by name as n8n gives them, which are taken from there, and put there when they had to be read
	 * @throws UserError as `readAll`
	 */
	read(property: Property, itemIndex: number, given: Record<string, unknown> = {}): unknown {
		if (this.constants.has(property)) return this.constants.get(property);
		const { name, default: fallback } = property;
		if (!(name in given)) given[name] = this.context.getNodeParameter(name, itemIndex, fallback);
		if (property.required && isBlank(property, given[name])) throw missing(property);
		const value = coerce(property, given[name], this.timezone);
		if (!(name in this.dynamic)) {
			const raw = this.context.getNodeParameter(name, itemIndex, fallback, {
				rawExpressions: true,
			});
			if (hasExpression(raw)) this.dynamic[name] = raw as IDataObject;
			else this.constants.set(property, value);
		}
		return value;
	}

	/** Only where it gives the same values for the item that was just read one by one. */
	private tryTogether(itemIndex: number, given: Record<string, unknown>): void {
		this.isTogetherTried = true;
		const names = Object.keys(given).filter((name) => name in this.dynamic);
		const pick = (from: Record<string, unknown>) =>
			Object.fromEntries(names.map((name) => [name, from[name]]));
		const together = readTogether(this.context, pick(this.dynamic));
		if (together && isSame(together(itemIndex), pick(given))) this.together = together;
	}
}

/** Whether a parameter as it is saved has an expression, or holds one. */
export function hasExpression(raw: unknown): boolean {
	if (typeof raw === 'string') return raw.startsWith('=');
	return typeof raw === 'object' && raw !== null && Object.values(raw).some(hasExpression);
}

function missing({ displayName }: Property): UserError {
	return new UserError(`The field "${displayName}" has no value`, {
		description: 'Fill it in, or check that its expression gives a value for this item.',
	});
}
