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
export function sessionOf({ endpoint = '', topic = '' }: { endpoint?: string; topic?: string }) {
	return {
		paths: { endpoint: slashed(endpoint) || '/notifications', split: true },
		channels: [slashed(topic) || '/v2/me/interactions'],
	};
}

const slashed = (written: string) => {
	const inner = written.trim().replace(/^\/+|\/+$/g, '');
	return inner && `/${inner}`;
};
