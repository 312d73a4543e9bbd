/** JSON schemas of the Interactions webhook's part of the control API. */

export const INTERACTION_SUBTYPES = [
	'InboundNew',
	'Outbound',
	'SMS',
	'WhatsApp',
	'FacebookPublic',
	'FacebookPrivate',
	'TwitterPublic',
	'TwitterPrivate',
] as const;

const object = (properties: Record<string, unknown>) => ({
	type: 'object',
	additionalProperties: false,
	properties,
});
const positive = { type: 'integer', minimum: 1 };
const text = { type: 'string', minLength: 1 };

/** `nullable`: the body may be left out (the framework then validates null). */
export const chat = {
	...object({ id: text, interactionSubtype: { enum: INTERACTION_SUBTYPES } }),
	nullable: true,
};

export const settings = object({
	url: { type: 'string', pattern: '^(https?://.+)?$' },
	secret: text,
	timeoutMs: positive,
	retryDelayMs: { type: 'integer', minimum: 0 },
	maxAttempts: positive,
});

export const delivery = object({
	// Not held to the values of the document: a receiver must be shown what is new to it, too.
	entities: { type: 'array', items: { type: 'object' } },
	rawBody: { type: 'string' },
	operationId: text,
	spoil: { enum: ['tampered', 'unsigned', 'wrongSecret', 'truncated'] },
	maxAttempts: positive,
});

export const redelivery = {
	...object({ times: positive, atOnce: { type: 'boolean' } }),
	nullable: true,
};
