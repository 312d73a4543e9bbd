import {
	anyObject,
	anyText,
	listOf,
	object,
	optional,
	positive,
	text,
	wholeNumber,
	yesOrNo,
} from '../core/jsonSchema';

/** JSON schemas of the Statistics API and of its control routes. */

const named = { name: text, objectType: text, objectId: text };

export const peekBody = object(
	{
		data: object({ statistics: listOf(object(named, Object.keys(named))) }, ['statistics']),
		operationId: text,
	},
	['data'],
);
export const valueQuery = object({ objectType: text, objectId: text }, ['objectType', 'objectId']);

const verbose = { enum: ['OFF', 'INFO'], default: 'INFO' };
export const subscribeQuery = object({ verbose });
export const valuesQuery = object({ verbose, statisticIds: text });

const definition = object(
	{
		notificationMode: { enum: ['Immediate', 'Periodical', 'NoNotification', 'Reset'] },
		notificationFrequency: wholeNumber,
		insensitivity: wholeNumber,
		category: text,
		subject: text,
		intervalType: text,
		mainMask: text,
		dynamicTimeProfile: anyText,
		dynamicFilter: anyText,
		maskType: text,
	},
	['category'],
);
const wanted = {
	...object({ ...named, statisticId: text, definition }, ['statisticId', 'objectType', 'objectId']),
	oneOf: [{ required: ['name'] }, { required: ['definition'] }],
};
export const subscribeBody = object(
	{ operationId: text, data: object({ statistics: listOf(wanted) }, ['statistics']) },
	['data'],
);

export const settings = object({
	requireToken: yesOrNo,
	tickMs: wholeNumber,
	envelope: yesOrNo,
	tieToSession: yesOrNo,
});
export const tick = optional(object({ times: positive }));
export const service = object({ state: { enum: ['AVAILABLE', 'UNAVAILABLE'] } }, ['state']);
const update = object(
	{
		subscriptionId: text,
		statisticId: text,
		value: anyObject,
		timestamp: { type: 'integer' },
	},
	['subscriptionId', 'statisticId', 'value'],
);
export const updates = object({ updates: listOf(update) }, ['updates']);
export const rate = object(
	{
		perSecond: positive,
		perMessage: positive,
		limit: positive,
	},
	['perSecond'],
);
