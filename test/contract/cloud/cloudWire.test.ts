import type { INodeExecutionData } from 'n8n-workflow';
import { cloudCredential } from '../../harness/genesysCredentials';
import { runNode } from '../../harness/runNode';
import { withSimulator } from '../../harness/simulator';
import { implemented } from '../coverage';
import { checkRequest, findOperation, unsentUses } from '../helpers/checkRequest';
import type { SentRequest } from '../helpers/exchanges';
import { operationsOf } from '../helpers/operations';
import { cloudSpecs } from './cases';
import { cloudCases, NODE, type CloudCase } from './cloudCase';
import { prepareCloud } from './prepare';

/**
 * Every operation of the node with every parameter, through n8n's real engine; the requests are compared, as the simulator
 * received them, with what Genesys documents.
 */
const documented = operationsOf('genesys-cloud').filter(({ id }) => id in implemented);

/** The conversations that Disconnect, Merge and Update mean have a start and participants already. */
const NOT_DEMANDED = /^no body (participants|startTime)$/;

/** Fields that are named for people, or are those of a thing beside others; all else has the name that Genesys gives it. */
const RENAMED = [
	'buttonId > buttonResponse.id',
	'buttonText > buttonResponse.text',
	'flowTypes > type',
	'fromId > channel.from.id',
	// A receipt is about a message that went to the customer.
	'fromId > channel.to.id',
	'fromName > fromAddress.name',
	'messagingSettingId > messagingSetting.id',
	'reasonMessage > reasons.message',
	'replyToEmail > replyToAddress.email',
	'replyToName > replyToAddress.name',
	'supportedContentId > supportedContent.id',
	'toName > toAddresses.name',
	'value > attributes.text of key',
	'value > text of key',
];

interface Run extends Pick<CloudCase, 'operation' | 'empty' | 'fails'> {
	error?: string;
	output: INodeExecutionData[];
	requests: SentRequest[];
}

const sim = withSimulator({ seed: 1, samples: false });
let runs: Run[];

beforeAll(async () => {
	runs = [];
	for (const one of await cloudCases(cloudSpecs)) {
		const ids = await prepareCloud(sim, one);
		const { error, items } = await runNode({
			node: NODE,
			parameters: one.parametersFor(ids),
			credentials: cloudCredential(sim, one.caller),
			binary: one.binary ? [one.binary].flat() : undefined,
			// What maps the fields of the item has one.
			items: [{ case: '4711' }],
		});
		runs.push({
			operation: one.operation,
			empty: one.empty,
			fails: one.fails,
			error: error && `${error.message} ${error.description ?? ''}`,
			output: items,
			requests: sim.control.requests.list(),
		});
	}
}, 300_000);

test('every run ends well, with rows that belong to its item', () => {
	expect(runs.filter(({ fails, error }) => fails && !error)).toEqual([]);
	const accepted = runs.filter(({ fails }) => !fails);
	const outcomes = accepted.map(({ operation, error, output, empty }) => ({
		operation,
		error,
		empty: empty === 'some' ? 'some' : output.length === 0,
		pairs: output.every(({ pairedItem }) => (pairedItem as { item?: number }).item === 0),
		expected: empty,
	}));
	expect(outcomes).toEqual(
		accepted.map(({ operation, empty }) => ({
			operation,
			error: undefined,
			empty,
			pairs: true,
			expected: empty,
		})),
	);
});

test('where it depends on the run whether there are rows, some run has them', () => {
	const depending = runs.filter(({ empty }) => empty === 'some');
	const names = new Set(depending.map(({ operation }) => operation));
	const found = depending.filter(({ output }) => output.length > 0);
	expect(new Set(found.map(({ operation }) => operation))).toEqual(names);
});

test('every request is as documented, or one that helps to fill in what is documented', () => {
	const problems = runs.flatMap(({ operation: user, requests }) =>
		requests.flatMap((request) => {
			const operation = findOperation(documented, request);
			if (!operation) return [];
			return checkRequest(operation, request)
				.problems.filter((text) => !NOT_DEMANDED.test(text))
				.map((text) => `${user}, ${request.method} ${request.url}: ${text}`);
		}),
	);
	expect(problems).toEqual([]);
});

test('every documented parameter and value was sent', () => {
	const requests = runs.flatMap((one) => one.requests);
	expect(unsentUses(documented, requests)).toEqual([]);
});

/** Where each text arrives that says of which field it is: `field > parameter`. */
function arrivalsIn(value: unknown, parameter = ''): string[] {
	if (typeof value === 'string') {
		const field = /^text of (\w+)$/.exec(value)?.[1];
		return field ? [`${field} > ${parameter}`] : [];
	}
	return Object.entries(value ?? {}).flatMap(([name, inner]) =>
		arrivalsIn(
			inner,
			Array.isArray(value) ? parameter : [parameter, name].filter(Boolean).join('.'),
		),
	);
}

test('every text arrives under the name of its field, or under the one that Genesys has for it', () => {
	const requests = runs
		.flatMap((one) => one.requests)
		.filter(({ path }) => path.startsWith('/api/v2'));
	const arrivals = requests.flatMap(({ body, query }) => [
		...arrivalsIn(query),
		...arrivalsIn(JSON.parse(body || 'null')),
	]);
	const renamed = [...new Set(arrivals)].filter((one) => {
		const [field, parameter] = one.split(' > ');
		return field !== parameter.split('.').at(-1);
	});
	expect(renamed.sort()).toEqual(RENAMED);
});

test('each operation sends what the coverage table says', () => {
	const seen: Record<string, string[]> = {};
	for (const { operation, requests } of runs) {
		for (const request of requests) {
			const id = findOperation(documented, request)?.id;
			if (id) seen[id] = [...new Set([...(seen[id] ?? []), `${NODE}.${operation}`])].sort();
		}
	}
	const table = documented.map(({ id }) => [id, [...implemented[id]].sort()]);
	expect(seen).toEqual(Object.fromEntries(table));
});

test('every request carries the token', () => {
	const without = runs
		.flatMap(({ requests }) => requests)
		.filter(({ headers, path }) => path.startsWith('/api/v2') && !headers.authorization)
		.map(({ method, url }) => `${method} ${url}`);
	expect(without).toEqual([]);
});
