import {
	anyObject,
	listOf,
	object,
	optional,
	positive,
	text,
	wholeNumber,
	yesOrNo,
} from '../core/jsonSchema';

/** JSON schemas of the Bayeux messages and of the control routes of CometD. */

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
		advice: anyObject,
	},
};
/** One message alone is as good as an array of one. */
export const bayeuxBody = { anyOf: [listOf(bayeuxMessage), bayeuxMessage] };

export const settings = object({
	timeoutMs: wholeNumber,
	intervalMs: wholeNumber,
	maxIntervalMs: wholeNumber,
});
export const loseSessions = optional(object({ next: positive, dropPolls: yesOrNo }));
export const refuseHandshakes = optional(
	object({
		times: positive,
		reconnect: { enum: ['retry', 'none'] },
		intervalMs: wholeNumber,
	}),
);
export const publish = object({ channel, data: {} }, ['channel', 'data']);
