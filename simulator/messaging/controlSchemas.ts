/** JSON schemas of the messaging part of the control API. */

const object = (properties: Record<string, unknown>, required: string[] = []) => ({
	type: 'object',
	additionalProperties: false,
	required,
	properties,
});
const text = { type: 'string', minLength: 1 };
const positive = { type: 'integer', minimum: 1 };
const url = { type: 'string', pattern: '^(https?://.+)?$' };
const party = object({ id: text, name: { type: 'string' } }, ['id']);
const idPlace = { enum: ['sample', 'inside', 'beside', 'absent'] };
const listOfObjects = { type: 'array', items: { type: 'object' } };

export const settings = object({
	requireApiKey: { type: 'boolean' },
	emptyBodySignature: { enum: ['required', 'optional'] },
	idsAs: { enum: ['strings', 'objects'] },
	receiptIds: { type: 'boolean' },
	idPlace,
	checkMediaUrls: { type: 'boolean' },
	mediaTypes: { type: 'array', items: text },
	timeoutMs: positive,
	retryDelayMs: { type: 'integer', minimum: 0 },
	maxAttempts: positive,
});

export const channel = object({
	type: text,
	secret: text,
	previousSecret: { type: 'string' },
	ccid: text,
	webhookUrl: url,
});

/** `nullable`: the body may be left out. */
export const agentSend = {
	...object({
		channelId: text,
		to: { anyOf: [text, party, { type: 'array', minItems: 1, items: party }] },
		from: party,
		type: text,
		text: { type: 'string' },
		html: { type: 'string' },
		subject: { type: 'string' },
		replyTo: party,
		content: listOfObjects,
		extra: { type: 'object' },
		rawBody: { type: 'string' },
		messageId: text,
		idPlace,
		spoil: { enum: ['tampered', 'unsigned', 'wrongSecret', 'truncated'] },
		signedWith: { enum: ['secret', 'previousSecret'] },
		copies: positive,
		maxAttempts: positive,
		hold: { type: 'boolean' },
		background: { type: 'boolean' },
	}),
	nullable: true,
};

export const redelivery = {
	...object({ times: positive, atOnce: { type: 'boolean' } }),
	nullable: true,
};

export const release = {
	...object({ order: { enum: ['kept', 'reversed', 'shuffled'] } }),
	nullable: true,
};
