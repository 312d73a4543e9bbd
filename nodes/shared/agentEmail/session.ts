import { text } from '../descriptions/fields';
import { path } from '../transport/path';

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

/**
 * What a CometD session needs to hear of the interactions of the agent.
 *
 * @throws UserError when the endpoint would leave the API Path of the credential
 */
export function sessionOf(given: { endpoint?: string; topic?: string }) {
	const endpoint = below(slashed(given.endpoint)) || '/notifications';
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

/** Each segment of a path as one that stays what it is, so that none leads up or begins a query. */
const below = (written: string) =>
	written
		.split('/')
		.slice(1)
		.map((segment) => path`/${segment}`)
		.join('');
