import type { SavedCredential, WorkflowNode } from '../../tools/n8n';
import { node } from '../e2e/support/workflows';
import type { CreateFigure } from './figures';

/** Where both nodes send their workitems, and with which credential. */
export interface Target {
	url: string;
	credential: SavedCredential;
}

/** One node with its settings: all cases send the same bodies to the same URL. */
export interface CreateCase {
	label: string;
	/** Cases of the same group are compared with each other. */
	group: 'expressions' | 'autoMap';
	/** Which figures need it. */
	figures: readonly CreateFigure[];
	/** True for n8n's HTTP Request node. */
	peer?: true;
	/** Measured by `--long` only. */
	long?: true;
	/** Nothing is known of the server from the run before. */
	first?: true;
	node: (target: Target) => WorkflowNode;
}

const SERVICE = 'workitems';
const FIELDS = ['caseNumber', 'subject', 'priority', 'customer'] as const;

/** The input of the measured node. The body to send for it is `{ data: { userData: item } }`. */
export type CaseItem = Record<(typeof FIELDS)[number], string>;

export function caseItems(count: number): CaseItem[] {
	const priorities = ['low', 'medium', 'high'];
	return Array.from({ length: count }, (_, index) => ({
		caseNumber: String(index).padStart(8, '0'),
		subject: `Order ${index} did not arrive in Zürich`,
		priority: priorities[index % priorities.length],
		customer: `customer-${index % 97}@example.com`,
	}));
}

function openMedia(parameters: Record<string, unknown>, concurrency?: number): CreateCase['node'] {
	const options = concurrency === undefined ? {} : { concurrency };
	return ({ credential }) =>
		node(
			'Create',
			'n8n-nodes-genesys.genesysOpenMedia',
			{
				resource: 'workitem',
				operation: 'create',
				openMediaService: SERVICE,
				...parameters,
				options,
			},
			{ credential },
		);
}

/** HTTP Request in the newest version that n8n 2.41.1 has. */
function httpRequest(
	body: Record<string, unknown>,
	options: Record<string, unknown> = {},
): CreateCase['node'] {
	return ({ url, credential }) =>
		node(
			'Create',
			'n8n-nodes-base.httpRequest',
			{
				method: 'POST',
				url: `${url}/nexus/v3/openmedia/${SERVICE}/interactions`,
				authentication: 'predefinedCredentialType',
				nodeCredentialType: credential.type,
				sendBody: true,
				contentType: 'json',
				...body,
				options,
			},
			{ credential, typeVersion: 4.5 },
		);
}

const expression = (field: string) => `{{ $json.${field} }}`;
const jsonTemplate = (fields: Record<string, unknown>) => `=${JSON.stringify(fields)}`;
const fourFields = Object.fromEntries(FIELDS.map((field) => [field, expression(field)]));

const mapped = (concurrency?: number) =>
	openMedia(
		{
			dataMode: 'defineBelow',
			data: { entries: FIELDS.map((key) => ({ key, value: `=${expression(key)}` })) },
		},
		concurrency,
	);
const asJson = (concurrency?: number) =>
	openMedia({ dataMode: 'json', dataJson: jsonTemplate(fourFields) }, concurrency);
const autoMapped = (concurrency?: number) =>
	openMedia({ dataMode: 'autoMapInputData' }, concurrency);

const httpFields = {
	specifyBody: 'keypair',
	bodyParameters: {
		parameters: FIELDS.map((field) => ({
			name: `data.userData.${field}`,
			value: `=${expression(field)}`,
		})),
	},
};
const httpTemplate = {
	specifyBody: 'json',
	jsonBody: jsonTemplate({ data: { userData: fourFields } }),
};
/** HTTP Request has no way to send the item without an expression; this is the cheapest one. */
const httpStringify = {
	specifyBody: 'json',
	jsonBody: '={{ JSON.stringify({ data: { userData: $json } }) }}',
};

/** Settings that may help HTTP Request. Items per Batch has an effect only with an interval. */
const batchesOf10 = { batching: { batch: { batchSize: 10, batchInterval: 1 } } };
const jsonResponse = { response: { response: { responseFormat: 'json' } } };

/** The cases that the targets are for: the node as it is, for each figure. */
export const OURS: Record<CreateFigure, string> = {
	fields: 'Open Media, fields',
	json: 'Open Media, JSON',
	automapped: 'Open Media, Auto-Map',
};

/** Of the Open Media node besides the default, which finds out how many requests the server takes. */
const FIXED = 10;

type Kind = Pick<CreateCase, 'group' | 'figures' | 'peer'>;
const EXPRESSIONS: Kind = { group: 'expressions', figures: ['fields', 'json'], peer: true };
const FIELDS_ONLY: Kind = { group: 'expressions', figures: ['fields'] };
const JSON_ONLY: Kind = { group: 'expressions', figures: ['json'] };
const ITEM: Kind = { group: 'autoMap', figures: ['automapped'], peer: true };
const AUTO_MAPPED: Kind = { group: 'autoMap', figures: ['automapped'] };

/** In the order of the tables; all cases of both groups send the same bodies. */
export const CREATE_CASES: CreateCase[] = [
	{ ...EXPRESSIONS, label: 'HTTP Request, JSON', node: httpRequest(httpTemplate) },
	{
		...{ ...EXPRESSIONS, label: 'HTTP Request, JSON, batches of 10' },
		node: httpRequest(httpTemplate, batchesOf10),
	},
	{
		...{ ...EXPRESSIONS, label: 'HTTP Request, JSON, response as JSON', long: true },
		node: httpRequest(httpTemplate, jsonResponse),
	},
	{ ...EXPRESSIONS, label: 'HTTP Request, fields', long: true, node: httpRequest(httpFields) },
	{ ...FIELDS_ONLY, label: OURS.fields, node: mapped() },
	{ ...JSON_ONLY, label: OURS.json, node: asJson() },
	{ ...JSON_ONLY, label: 'Open Media, JSON, first run', long: true, first: true, node: asJson() },
	{
		...{ ...JSON_ONLY, label: `Open Media, JSON, Concurrency ${FIXED}`, long: true },
		node: asJson(FIXED),
	},

	{ ...ITEM, label: 'HTTP Request, item', node: httpRequest(httpStringify) },
	{
		...{ ...ITEM, label: 'HTTP Request, item, batches of 10' },
		node: httpRequest(httpStringify, batchesOf10),
	},
	{
		...{ ...ITEM, label: 'HTTP Request, item, response as JSON', long: true },
		node: httpRequest(httpStringify, jsonResponse),
	},
	{ ...AUTO_MAPPED, label: OURS.automapped, node: autoMapped() },
	{
		...{ ...AUTO_MAPPED, label: 'Open Media, Auto-Map, first run', long: true, first: true },
		node: autoMapped(),
	},
	{
		...{ ...AUTO_MAPPED, label: `Open Media, Auto-Map, Concurrency ${FIXED}`, long: true },
		node: autoMapped(FIXED),
	},
];

/** Of a server with a limit of requests, where HTTP Request fails: by what is known of the server. */
export const LIMIT_ROWS = {
	first: 'Open Media, Auto-Map, first run',
	again: 'Open Media, Auto-Map, second run',
} as const;

/** `undefined` is the default. */
export const CONCURRENCIES = [1, 5, 10, 20, 50, 100, 250, undefined];

export const concurrencyLabel = (concurrency?: number) => String(concurrency ?? 'Automatic');

export const concurrencyCase = (concurrency?: number) => autoMapped(concurrency);
