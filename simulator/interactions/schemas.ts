import { anyObject, anyText, object, optional, positive, text } from '../core/jsonSchema';
import { spoil, targetUrl, timing } from '../webhooks/schemas';
import { INTERACTION_SUBTYPES } from './model';

/** JSON schemas of the Interactions webhook's part of the control API. */

export const chat = optional(
	object({ id: text, interactionSubtype: { enum: INTERACTION_SUBTYPES } }),
);

export const settings = object({ url: targetUrl, secret: text, ...timing });

export const delivery = object({
	// Not held to the values of the document: a receiver must be shown what is new to it, too.
	entities: { type: 'array', items: anyObject },
	rawBody: anyText,
	operationId: text,
	spoil,
	maxAttempts: positive,
});
