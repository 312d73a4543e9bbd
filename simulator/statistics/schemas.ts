/** JSON schemas of the Statistics API, of the Bayeux messages and of their control routes. */

const text = { type: 'string', minLength: 1 };
const wholeNumber = { type: 'integer', minimum: 0, maximum: 2_147_483_647 };

const closed = (properties: Record<string, unknown>, required: string[] = []) => ({
	type: 'object',
	additionalProperties: false,
	required,
	properties,
});

const listOf = (items: unknown) => ({ type: 'array', minItems: 1, items });
const named = { name: text, objectType: text, objectId: text };

export const peekBody = closed(
	{
		data: closed({ statistics: listOf(closed(named, Object.keys(named))) }, ['statistics']),
		operationId: text,
	},
	['data'],
);
export const valueQuery = closed({ objectType: text, objectId: text }, ['objectType', 'objectId']);
export const noQuery = closed({});

const verbose = { enum: ['OFF', 'INFO'], default: 'INFO' };
export const subscribeQuery = closed({ verbose });
export const valuesQuery = closed({ verbose, statisticIds: text });

const definition = closed(
	{
		notificationMode: { enum: ['Immediate', 'Periodical', 'NoNotification', 'Reset'] },
		notificationFrequency: wholeNumber,
		insensitivity: wholeNumber,
		category: text,
		subject: text,
		intervalType: text,
		mainMask: text,
		dynamicTimeProfile: { type: 'string' },
		dynamicFilter: { type: 'string' },
		maskType: text,
	},
	['category'],
);
const wanted = {
	...closed({ ...named, statisticId: text, definition }, ['statisticId', 'objectType', 'objectId']),
	oneOf: [{ required: ['name'] }, { required: ['definition'] }],
};
export const subscribeBody = closed(
	{ operationId: text, data: closed({ statistics: listOf(wanted) }, ['statistics']) },
	['data'],
);

const channel = { type: 'string', pattern: '^/[^/]' };
const bayeuxMessage = {
	type: 'object',
	required: ['channel'],
	properties: {
		channel,
		clientId: text,
		id: text,
		connectionType: text,
		version: text,
		supportedConnectionTypes: { type: 'array', items: text },
		subscription: { anyOf: [channel, listOf(channel)] },
		advice: { type: 'object' },
	},
};
/** One message alone is as good as an array of one. */
export const bayeuxBody = { anyOf: [listOf(bayeuxMessage), bayeuxMessage] };

export const settings = closed({
	requireToken: { type: 'boolean' },
	tickMs: wholeNumber,
	envelope: { type: 'boolean' },
});
export const tick = { ...closed({ times: { type: 'integer', minimum: 1 } }), nullable: true };
export const service = closed({ state: { enum: ['AVAILABLE', 'UNAVAILABLE'] } }, ['state']);
const update = closed(
	{
		subscriptionId: text,
		statisticId: text,
		value: { type: 'object' },
		timestamp: { type: 'integer' },
	},
	['subscriptionId', 'statisticId', 'value'],
);
export const updates = closed({ updates: listOf(update) }, ['updates']);
export const rate = closed(
	{
		perSecond: { type: 'integer', minimum: 1 },
		perMessage: { type: 'integer', minimum: 1 },
		limit: { type: 'integer', minimum: 1 },
	},
	['perSecond'],
);

export const cometdSettings = closed({
	timeoutMs: wholeNumber,
	intervalMs: wholeNumber,
	maxIntervalMs: wholeNumber,
});
export const loseSessions = {
	...closed({ next: { type: 'integer', minimum: 1 }, dropPolls: { type: 'boolean' } }),
	nullable: true,
};
export const refuseHandshakes = {
	...closed({
		times: { type: 'integer', minimum: 1 },
		reconnect: { enum: ['retry', 'none'] },
		intervalMs: wholeNumber,
	}),
	nullable: true,
};
export const publish = closed({ channel, data: {} }, ['channel', 'data']);
