import type { INodeCredentialDescription } from 'n8n-workflow';
import type { Api, ApiCredential } from '../transport/api';
import { defineProperty, type Property } from './property';

/**
 * Which API is used, where there are several, and which of the credential types that they accept. The editor hides every
 * field that a credential depends on, and those that such a field depends on in turn: so Authentication stands on its own,
 * and an API that does not take what is chosen says so.
 */
export function apiProperties(apis: readonly Api[]): Property[] {
	const choices = apis.flatMap(({ choice }) => choice ?? []);
	const credentials = allCredentials(apis);
	return [
		...(choices.length > 0
			? [{ ...select('API', 'api', choices), description: 'Which API of Genesys is called' }]
			: []),
		// With one credential type there is nothing to choose.
		...(credentials.length > 1
			? [
					{
						...select(
							'Authentication',
							'authentication',
							credentials.map(({ label, authentication: value, description }) => ({
								name: label,
								value,
								...(description ? { description } : {}),
							})),
						),
						description: 'Which type of credential is used',
					},
				]
			: []),
	];
}

/** The first option is chosen at first. */
function select(
	displayName: string,
	name: string,
	options: Array<{ name: string; value: string; description?: string }>,
): Property {
	const [{ value: first }] = options;
	return { displayName, name, type: 'options', noDataExpression: true, options, default: first };
}

/** Each credential type once, in the order of the first API that accepts it. */
function allCredentials(apis: readonly Api[]): ApiCredential[] {
	const all = apis.flatMap(({ credentials }) => credentials);
	return [...new Map(all.map((one) => [one.name, one])).values()];
}

/** The credential types that the APIs accept; where there are several, each shown when Authentication chooses it. */
export function credentialsOf(...apis: readonly Api[]): INodeCredentialDescription[] {
	const credentials = allCredentials(apis);
	return credentials.map(({ name, authentication }) => ({
		name,
		required: true,
		...(credentials.length > 1
			? { displayOptions: { show: { authentication: [authentication] } } }
			: {}),
	}));
}

export const returnAll = defineProperty({
	displayName: 'Return All',
	name: 'returnAll',
	type: 'boolean',
	default: false,
	description: 'Whether to return all results or only up to a given limit',
});

export const limit = defineProperty({
	displayName: 'Limit',
	name: 'limit',
	type: 'number',
	typeOptions: { minValue: 1, numberPrecision: 0 },
	default: 50,
	displayOptions: { show: { returnAll: [false] } },
	placeholder: 'e.g. 50',
	description: 'Max number of results to return',
});

export const simplify = defineProperty({
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
});

export const fullAnswer = defineProperty({
	displayName: 'Full Answer',
	name: 'fullAnswer',
	type: 'boolean',
	default: false,
	description:
		'Whether to return the whole answer as Genesys sent it, instead of only what it is about',
});

/** How many items go into a request, `size` unless the user says otherwise. */
export const batchSize = (size: number) =>
	defineProperty({
		displayName: 'Batch Size',
		name: 'batchSize',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 1000, numberPrecision: 0 },
		default: size,
		description: 'How many items are sent in one request, e.g. 50',
	});

/** Options that every operation has: how the node sends its requests. */
export const requestOptions = [
	defineProperty({
		displayName: 'Concurrency',
		name: 'concurrency',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 500, numberPrecision: 0 },
		default: 10,
		description:
			'How many requests may be under way at once, e.g. 5. Without this option the node finds out how many Genesys takes: it starts with 10 and goes on to more while the answers come as quickly as before, and to fewer when Genesys refuses some. The output keeps the order of the input.',
	}),
	defineProperty({
		displayName: 'Max Retries',
		name: 'maxRetries',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 10, numberPrecision: 0 },
		default: 3,
		description:
			'How often a request is sent again when Genesys is overloaded or the connection fails, e.g. 3, where that is safe. A request that could create something twice is not repeated.',
	}),
	defineProperty({
		displayName: 'Timeout',
		name: 'timeout',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 3_600_000, numberPrecision: 0 },
		default: 60000,
		description: 'Milliseconds to wait for an answer to one request, e.g. 60000',
	}),
] as const;

/** What holds for the request options that a user did not set; times are milliseconds. Without a Concurrency it is found out. */
export const requestDefaults = {
	...(Object.fromEntries(requestOptions.map(({ name, default: value }) => [name, value])) as Record<
		'maxRetries' | 'timeout',
		number
	>),
	concurrency: undefined as number | undefined,
};

/** Somebody waits before the editor for a list: an error soon is better than one after many tries. */
export const editorDefaults = { ...requestDefaults, maxRetries: 0, timeout: 15_000 };
