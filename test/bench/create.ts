import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';

import type { Execution, N8nRest, SavedWorkflow } from '../../tools/n8n';
import { node, saveChain } from '../e2e/support/workflows';
import {
	caseItems,
	CONCURRENCIES,
	concurrencyCase,
	concurrencyLabel,
	LIMIT_ROWS,
	type CaseItem,
	type CreateCase,
	type Target,
} from './cases';
import type { BenchSimulator } from './simulator';
import type { Sample } from './stats';

/** Milliseconds that the server takes for each request. */
export const LATENCIES = [0, 50, 200];

/** At which latency Concurrency is looked at, and a limit of requests. */
export const USUAL_LATENCY = 50;

/** How many requests a server with a limit takes in a window of time: far less than it could. */
export const LIMIT = { most: 30, windowMs: 1_000 };
export const LIMITED_ITEMS = 1_000;

const LONGEST_RUN_MS = 600_000;
const ASKED_EVERY_MS = 500;

export interface Bench {
	rest: N8nRest;
	simulator: BenchSimulator;
	signal: AbortSignal;
	/** Measured rounds, after one to warm up. */
	rounds: number;
	log: (line: string) => void;
	add: (sample: Sample) => void;
}

/** A case that is saved in n8n as a workflow, and the cell of the table that it fills. */
interface Run {
	table: Sample['table'];
	row: string;
	latency: number;
	/** The server has LIMIT. */
	limited?: true;
	/** The workflow, made before each run where nothing may be known from the one before. */
	workflow: () => Promise<SavedWorkflow>;
}

/** The cases of the table of creation, at each latency. */
export async function measureCreate(
	bench: Bench,
	itemCount: number,
	cases: CreateCase[],
): Promise<void> {
	const { items, saved } = await prepare(bench, itemCount);
	const runs: Run[] = [];
	for (const one of inTurn(cases)) {
		const { label: row } = one;
		const workflow = await saved(row, one);
		for (const latency of LATENCIES) runs.push({ table: 'create', row, latency, workflow });
	}
	runs.sort((a, b) => a.latency - b.latency);
	await measureRuns(bench, runs, items);
}

export async function measureConcurrency(bench: Bench, itemCount: number): Promise<void> {
	const { items, saved } = await prepare(bench, itemCount);
	const runs: Run[] = [];
	for (const concurrency of CONCURRENCIES) {
		const row = concurrencyLabel(concurrency);
		const workflow = await saved(`Concurrency ${row}`, { node: concurrencyCase(concurrency) });
		runs.push({ table: 'concurrency', row, latency: USUAL_LATENCY, workflow });
	}
	await measureRuns(bench, runs, items);
}

/** Two runs in each round, of which the first knows nothing of the server. Nothing to warm up: the server sets the pace. */
export async function measureLimit(bench: Bench, rounds: number): Promise<void> {
	for (let round = 1; round <= rounds; round++) {
		const { items, saved } = await prepare(bench, LIMITED_ITEMS);
		const workflow = await saved(`Limit ${round}`, { node: concurrencyCase() });
		for (const row of Object.values(LIMIT_ROWS)) {
			bench.signal.throwIfAborted();
			const run: Run = { table: 'limit', row, latency: USUAL_LATENCY, limited: true, workflow };
			await measureRun(bench, run, round, items);
		}
	}
}

/** Items, and what saves a case as a workflow. What is learned of a server belongs to the credential, which is a new one. */
async function prepare({ rest, simulator }: Bench, itemCount: number) {
	const items = caseItems(itemCount);
	const { url, apiKey } = simulator;
	const newCredential = async () =>
		await rest.createCredential({
			name: 'Bench Genesys API',
			type: 'genesysApi',
			data: { baseUrl: url, apiKey },
		});
	const credential = await newCredential();
	const save = async (name: string, make: CreateCase['node'], own = credential) =>
		await saveCase(rest, name, make, { url, credential: own }, items);
	const saved = async (
		name: string,
		{ node: make, first }: Pick<CreateCase, 'node' | 'first'>,
	): Promise<Run['workflow']> => {
		if (first) return async () => await save(name, make, await newCredential());
		const workflow = await save(name, make);
		return async () => await Promise.resolve(workflow);
	};
	return { items, saved };
}

/** Measures all in turn, round after round; every other round goes backwards. */
async function measureRuns(bench: Bench, runs: Run[], items: CaseItem[]) {
	for (let round = 0; round <= bench.rounds; round++) {
		for (const run of round % 2 === 0 ? runs : [...runs].reverse()) {
			bench.signal.throwIfAborted();
			await measureRun(bench, run, round, items);
		}
	}
}

/** Peers and our own alternately, so that what the machine does besides meets both alike. */
function inTurn(cases: CreateCase[]): CreateCase[] {
	const peers = cases.filter(({ peer }) => peer);
	const ours = cases.filter(({ peer }) => !peer);
	const longest = Math.max(peers.length, ours.length);
	return Array.from({ length: longest }, (_, index) =>
		[peers[index], ours[index]].filter((candidate) => candidate !== undefined),
	).flat();
}

async function saveCase(
	rest: N8nRest,
	name: string,
	make: CreateCase['node'],
	target: Target,
	items: CaseItem[],
): Promise<SavedWorkflow> {
	const start = node('Start', 'n8n-nodes-base.manualTrigger');
	return await saveChain(rest, name, [start, make(target)], items);
}

async function measureRun(bench: Bench, run: Run, round: number, items: CaseItem[]) {
	const { rest, simulator, signal, log, add } = bench;
	const { table, row, latency, limited } = run;
	const workflow = await run.workflow();
	await simulator.reset(latency);
	if (limited) await simulator.limit(LIMIT);
	const executionId = await rest.runWorkflow(workflow.id, 'Start');
	const execution = await ended(rest, executionId, signal);
	await verify(simulator, execution, items, row);
	const milliseconds = execution.runData.Create[0].executionTime;
	const maxInFlight = await simulator.maxInFlight();
	const column = `${latency} ms`;
	const refused = await simulator.refused();
	add({ table, row, column, round, count: items.length, milliseconds, maxInFlight, refused });
	const rate = Math.round((items.length * 1000) / milliseconds);
	log(`round ${round}, ${table}, ${row}, server at ${column}: ${rate} items/s`);
}

/** Asks seldom: the measured time is n8n's own, and asking more often would disturb it. */
export async function ended(rest: N8nRest, id: string, signal: AbortSignal): Promise<Execution> {
	for (let waited = 0; waited < LONGEST_RUN_MS; waited += ASKED_EVERY_MS) {
		await sleep(ASKED_EVERY_MS, undefined, { signal });
		const [newest] = await rest.listExecutions(undefined, 1);
		if (newest?.id === id && !['new', 'running'].includes(newest.status)) {
			return await rest.getExecution(id);
		}
	}
	throw new Error(`Execution ${id} did not end within ${LONGEST_RUN_MS / 1000} s`);
}

/**
 * @throws when the server did not get exactly the bodies expected, each once, or the output is not
 * one item with the server's answer for every input item, in the same order
 */
async function verify(
	simulator: BenchSimulator,
	execution: Execution,
	items: CaseItem[],
	label: string,
): Promise<void> {
	if (execution.status !== 'success') {
		const { error } = execution.data.resultData;
		throw new Error(`${label}: the execution ended with ${execution.status}: ${error?.message}`);
	}
	// The simulator refuses members it does not know, so these three are all that a body can hold
	// besides receivedAt, which the server sets when it is not given.
	const received = (await simulator.workitems())
		.map(({ userData, externalId, parentInteractionId }) => ({
			userData: userData as CaseItem,
			...{ externalId, parentInteractionId },
		}))
		.sort((a, b) => (a.userData.caseNumber < b.userData.caseNumber ? -1 : 1));
	const expected = items.map((userData) => ({
		userData,
		externalId: null,
		parentInteractionId: null,
	}));
	if (!isDeepStrictEqual(received, expected)) {
		throw new Error(`${label}: the server got other bodies than expected (${received.length})`);
	}
	// Genesys Open Media takes the workitem out of its envelope, HTTP Request does not.
	const output = execution
		.output('Create')
		.map(({ data, ...workitem }) => ((data ?? workitem) as { userData: CaseItem }).userData);
	if (!isDeepStrictEqual(output, items)) {
		throw new Error(
			`${label}: the output is not what the server answered (${output.length} items)`,
		);
	}
}
