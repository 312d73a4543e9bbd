import { text } from '../descriptions/fields';

/**
 * Where the notifications come from: the documents name neither the topic nor the endpoint, so both can be changed. The
 * defaults are those of public pages about the same product.
 */
export const sessionOptions = [
	text(
		'endpoint',
		'Notifications Endpoint',
		'Where the server takes CometD messages, below the API Path of the credential. /notifications when it is left out.',
		{ placeholder: 'e.g. /notifications' },
	),
	text(
		'topic',
		'Notifications Topic',
		'CometD channel of the interactions of the agent. /v2/me/interactions when it is left out.',
		{ placeholder: 'e.g. /v2/me/interactions' },
	),
] as const;

/** What a CometD session needs to hear of the interactions of the agent. */
export function sessionOf(given: { endpoint?: string; topic?: string }) {
	const endpoint = slashed(given.endpoint) || '/notifications';
	const topic = slashed(given.topic) || '/v2/me/interactions';
	return {
		paths: { endpoint, split: true },
		channels: [topic],
		hints: {
			endpoint: `Check Notifications Endpoint (${endpoint}) in the options, and API Path in the credential`,
			channels: `Check Notifications Topic (${topic}) in the options`,
		},
	};
}

const slashed = (written = '') => {
	const inner = written.trim().replace(/^\/+|\/+$/g, '');
	return inner && `/${inner}`;
};
