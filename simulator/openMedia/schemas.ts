import { anyObject, anyText, dateTime, object, optional, text } from '../core/jsonSchema';

/** JSON schemas of the Openmedia API: every body is wrapped in `data`. */

export const createBody = object(
	{
		data: object({
			externalId: text,
			parentInteractionId: text,
			receivedAt: dateTime,
			userData: anyObject,
		}),
	},
	['data'],
);

export const updateBody = object(
	{
		data: object({
			changedProperties: anyObject,
			addedProperties: anyObject,
			deletedProperties: { type: 'array', items: text },
		}),
	},
	['data'],
);

/** The body may be left out, and so may `data`. */
export const stopBody = optional(
	object({ data: object({ reasonSystemName: anyText, reasonDescription: anyText }) }),
);

export const settings = object({ mismatchedProperties: { enum: ['ignore', 'refuse', 'set'] } });
