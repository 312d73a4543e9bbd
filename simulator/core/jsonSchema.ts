import { LONGEST_TIMER } from './timers';

/** Building blocks of JSON schemas. */

/** An object with these members and no others. */
export const object = (properties: Record<string, unknown>, required: string[] = []) => ({
	type: 'object',
	additionalProperties: false,
	required,
	properties,
});

/** A body that may be left out: the framework then validates null. */
export const optional = <T extends object>(schema: T) => ({ ...schema, nullable: true });

export const listOf = (items: unknown) => ({ type: 'array', minItems: 1, items });

/** The query of a route that has no parameters. */
export const noQuery = object({});

/** A string that is not empty. */
export const text = { type: 'string', minLength: 1 };
export const anyText = { type: 'string' };
export const yesOrNo = { type: 'boolean' };
export const anyObject = { type: 'object' };
export const count = { type: 'integer', minimum: 0 };
/** Fits a timer. */
export const wholeNumber = { ...count, maximum: LONGEST_TIMER };
export const positive = { type: 'integer', minimum: 1 };
export const dateTime = { type: 'string', format: 'date-time' };
