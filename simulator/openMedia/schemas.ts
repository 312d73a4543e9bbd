/** JSON schemas of the Openmedia API: every body is wrapped in `data`. */

const wrapped = (properties: Record<string, unknown>) => ({
	type: 'object',
	additionalProperties: false,
	required: ['data'],
	properties: { data: { type: 'object', additionalProperties: false, properties } },
});

const text = { type: 'string', minLength: 1 };

export const createBody = wrapped({
	externalId: text,
	parentInteractionId: text,
	receivedAt: { type: 'string', format: 'date-time' },
	userData: { type: 'object' },
});

export const updateBody = wrapped({
	changedProperties: { type: 'object' },
	addedProperties: { type: 'object' },
	deletedProperties: { type: 'array', items: text },
});

/** The body may be left out (the framework then validates null), and so may `data`. */
export const stopBody = {
	...wrapped({ reasonSystemName: { type: 'string' }, reasonDescription: { type: 'string' } }),
	required: [],
	nullable: true,
};

export const noQuery = { type: 'object', additionalProperties: false, properties: {} };
