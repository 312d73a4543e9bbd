import type { INodeProperties } from 'n8n-workflow';
import { startSimulator, type RecordedRequest, type Simulator } from '../../simulator';
import { runNode } from '../harness/runNode';
import { complete, implemented } from './coverage';
import { checkRequest, findOperation, usesOf, type Use } from './helpers/checkRequest';
import { builtNodes, isTrigger, optionsOf, viewsOf, withChildren } from './helpers/descriptions';
import { operationsOf } from './helpers/operations';
import { wireCases, type Prepared, type WireCase } from './wireCases';

/**
 * Every operation with every parameter, through n8n's real engine; the requests are compared, as the simulator received
 * them, with what Genesys documents.
 */
const documented = operationsOf(...complete).filter(({ kind }) => kind === 'request');
const placeholder: Prepared = { secureMailId: '', interactionId: '', externalId: 'case-1' };
/** Only what they set matters; the ids are filled in for each run. */
const cases = wireCases(placeholder);

/** Stands for an operation that is not documented; that is a finding of its own. */
const NOTHING = { pathParams: [], query: [], body: null };

interface Exchange {
	wireCase: WireCase;
	error?: string;
	requests: RecordedRequest[];
}

const exchanges: Exchange[] = [];
let sim: Simulator;

/** A mail and a workitem to work on, and nothing else. */
async function prepare(): Promise<Prepared> {
	await sim.control.reset();
	const { id: secureMailId } = sim.control.secureEmails.add({ address: 'consumer@example.com' });
	const response = await fetch(`${sim.url}/nexus/v3/openmedia/workitems/interactions`, {
		method: 'POST',
		headers: { 'x-api-key': sim.apiKey, 'content-type': 'application/json' },
		body: JSON.stringify({ data: { externalId: placeholder.externalId } }),
	});
	const { data } = (await response.json()) as { data: { id: string } };
	sim.control.requests.clear();
	return { secureMailId, interactionId: data.id, externalId: placeholder.externalId };
}

async function exchange(index: number): Promise<Exchange> {
	const wireCase = wireCases(await prepare())[index];
	const [node, resource, operation] = wireCase.operation.split('.');
	const { error } = await runNode({
		node,
		parameters: { resource, operation, ...wireCase.parameters },
		credentials: { genesysApi: { baseUrl: sim.url, apiKey: sim.apiKey } },
		items: wireCase.items,
	});
	return { wireCase, error: error?.message, requests: sim.control.requests.list() };
}

beforeAll(async () => {
	sim = await startSimulator({ port: 0, seed: 1, samples: false });
	for (let index = 0; index < cases.length; index++) exchanges.push(await exchange(index));
}, 60_000);

afterAll(async () => {
	await sim.close();
});

test('every run ends well, with the answers that it should get', () => {
	const outcomes = exchanges.map(({ wireCase, error, requests }) => ({
		operation: wireCase.operation,
		error,
		statuses: requests.map(({ status }) => status),
	}));
	expect(outcomes).toEqual(
		exchanges.map(({ wireCase }) => ({
			operation: wireCase.operation,
			error: undefined,
			statuses: wireCase.statuses ?? (wireCase.items ?? [{}]).map(() => 200),
		})),
	);
});

test('every request is as documented', () => {
	const problems = exchanges.flatMap(({ wireCase, requests }) =>
		requests.flatMap((request) => {
			const operation = findOperation(documented, request);
			const found = operation
				? checkRequest(operation, request).problems
				: ['no documented operation has this method and path'];
			return found.map(
				(text) => `${wireCase.operation}, ${request.method} ${request.url}: ${text}`,
			);
		}),
	);
	expect(problems).toEqual([]);
});

test('every run sends every documented parameter, but those that it is to leave out', () => {
	const unsent = exchanges.map(({ wireCase, requests }) => {
		const missing = requests.flatMap((request) => {
			const operation = findOperation(documented, request);
			const sent = operation ? checkRequest(operation, request).uses : [];
			return usesOf(operation ?? NOTHING).filter(
				(use) => !use.includes('=') && !sent.includes(use),
			);
		});
		return { operation: wireCase.operation, missing };
	});
	expect(unsent).toEqual(
		exchanges.map(({ wireCase: { operation, omits = [] } }) => ({ operation, missing: omits })),
	);
});

test('every documented parameter and value was sent', () => {
	const sent = new Map<string, Set<Use>>(documented.map(({ id }) => [id, new Set()]));
	for (const request of exchanges.flatMap(({ requests }) => requests)) {
		const operation = findOperation(documented, request);
		if (!operation) continue;
		for (const use of checkRequest(operation, request).uses) sent.get(operation.id)?.add(use);
	}
	const unsent = documented.flatMap((operation) =>
		usesOf(operation)
			.filter((use) => !sent.get(operation.id)?.has(use))
			.map((use) => `${operation.id}: ${use}`),
	);
	expect(unsent).toEqual([]);
});

test('each operation sends what the coverage table says, and nothing else', () => {
	const seen: Record<string, string[]> = {};
	for (const { wireCase, requests } of exchanges) {
		for (const request of requests) {
			const id = findOperation(documented, request)?.id ?? 'undocumented';
			seen[id] = [...new Set([...(seen[id] ?? []), wireCase.operation])].sort();
		}
	}
	const table = documented.map(({ id }) => [id, [...implemented[id]].sort()]);
	expect(seen).toEqual(Object.fromEntries(table));
});

test('the runs set every field, mode and option of every operation', async () => {
	const nodes = (await builtNodes()).filter(({ description }) => !isTrigger(description));
	const unset = nodes.flatMap(({ description }) =>
		viewsOf(description).flatMap(({ name, properties }) => {
			const operation = `${description.name}.${name}`;
			const runs = cases.filter((wireCase) => wireCase.operation === operation);
			return properties
				.flatMap((property) => withChildren(property))
				.flatMap(({ path, property }) => settings(path, property))
				.filter((setting) => !runs.some(({ parameters }) => isSet(parameters, setting)))
				.map(({ path, value }) => `${operation}: ${path} ${value ?? ''}`);
		}),
	);
	expect(unset).toEqual([]);
});

interface Setting {
	path: string;
	/** When each value is to be set once. */
	value?: string;
}

function settings(path: string, property: INodeProperties): Setting[] {
	const values =
		property.type === 'resourceLocator'
			? (property.modes ?? []).map(({ name }) => name)
			: optionsOf(property);
	return [{ path }, ...values.map((value) => ({ path, value }))];
}

function isSet(parameters: object, { path, value }: Setting): boolean {
	let found: unknown = parameters;
	for (const name of path.split('.')) {
		const inside = found as Record<string, unknown> | undefined;
		// The entries of a fixed collection: one of them says what all have.
		const [entry] = (inside?.entries ?? []) as Array<Record<string, unknown>>;
		found = inside?.[name] ?? entry?.[name];
	}
	if (value === undefined) return found !== undefined;
	return found === value || (found as { mode?: string } | undefined)?.mode === value;
}
