import { writeFileSync } from 'node:fs';
import fc from 'fast-check';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { implemented } from '../contract/coverage';
import { findOperation } from '../contract/helpers/checkRequest';
import { sent, type SentRequest } from '../contract/helpers/exchanges';
import { goodRuns, type GoodRun } from '../contract/helpers/goodRuns';
import { operations } from '../contract/helpers/operations';
import { runNode, type NodeRun, type NodeRunResult } from '../harness/runNode';
import { withSimulator } from '../harness/simulator';
import { fieldsOf, type Field } from './fields';
import { hostile, INEXACT_TEXTS, isInexact, MARK, textsIn } from './hostileValues';

/**
 * Every field of every operation with what an expression can give it, through n8n's real engine, against the simulator: a field
 * at a time, all others as in a run that ends well.
 *
 * Short, with a share of the fields: `npx jest test/campaigns/properties`. Long, every field so many times: `RUNS=20`. Another
 * seed: `SEED=7`. A failure names its operation and is repeated by the same seed and runs, alone by `ONLY=<operation>`.
 */
const RUNS = Number(process.env.RUNS ?? 0);
/** In the short form, one field in so many, and the first of each operation. */
const SHARE = RUNS ? 1 : 8;
const SEED = Number(process.env.SEED ?? 20_261_128);
const ONLY = process.env.ONLY ?? '';
/** Values of a field in one run, each in an item of its own, with a plain item among them. */
const VALUES = 3;
/** What waits for something between two requests, and takes a second or more: one value in the short form. */
const SLOW = /createAndWait|agentEmail\.interaction\.(create|reply)/i;
/** Milliseconds in which a run has to end, whatever it was given. */
const LIMIT = 30_000;

const sim = withSimulator({
	seed: 1,
	samples: false,
	webServices: { delayMs: 1 },
	exports: { bytesPerFile: 500, runMs: 50 },
});

/** What was counted. */
const count = {
	operations: 0,
	fields: 0,
	runs: 0,
	items: 0,
	outputs: 0,
	errors: 0,
	refusedByN8n: 0,
	lost: 0,
	requests: 0,
};

/** What all operations have, and read by the same code: in the short form, only what each has of its own. */
const COMMON = /^(authentication|options\.(concurrency|fullAnswer|maxRetries|timeout))$/;

/** A field, and its number among all, which is part of its seed. */
type Numbered = Field & { number: number };

/** For each field of an operation a run that shows it; in the short form, for a share of them. */
async function planOf(all: GoodRun[]): Promise<Array<{ base: GoodRun; fields: Numbered[] }>> {
	const known = new Set<string>();
	const begun = new Set<string>();
	const plan: Array<{ base: GoodRun; fields: Numbered[] }> = [];
	for (const base of all) {
		const fields: Numbered[] = [];
		for (const field of await fieldsOf(base.operation, base.parameters)) {
			const name = `${base.operation} ${field.name}`;
			if (known.has(name)) continue;
			known.add(name);
			const isLeftOut = SHARE > 1 && COMMON.test(field.name);
			const isFirst = !isLeftOut && !begun.has(base.operation);
			if (isFirst) begun.add(base.operation);
			if (isFirst || (!isLeftOut && known.size % SHARE === 0))
				fields.push({ ...field, number: known.size });
		}
		if (fields.length > 0) plan.push({ base, fields });
	}
	return plan;
}

/** Fields that are read once for all items, so that what the first item says holds for the others. */
const ONCE = /^(authentication|api|options(\.(concurrency|maxRetries|timeout|batchSize))?)$/;

async function withLimit<T>(running: Promise<T>): Promise<T> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new Error(`nothing came for ${LIMIT} ms`)), LIMIT);
	});
	return await Promise.race([running, late]).finally(() => clearTimeout(timer));
}

/** What no document shows of the requests that help an operation: who signs in or is looked up, and what is asked beside. */
const HELPERS = [
	/^POST \/auth\/v3\/oauth\/token$/,
	/^GET \/api\/v2\/(me|groups|users)$/,
	/^GET \/api\/v2\/me\/interactions(\/[^/]+)?$/,
	/^POST \/api\/v2\/.+\/(handshake|connect|subscribe|disconnect)$/,
	/^GET \/api\/v2\/conversations\/[^/]+$/,
	/^GET \/udm\/v10\/export\/history\/[^/]+\/progress$/,
	/^GET \/\w+\/v\d+\/data\/(sources|types)$/,
];

/** Headers that a request with a body or a session has beside those of another. */
const USUAL = ['content-type', 'content-length', 'cookie', 'authorization', 'transfer-encoding'];

/** A segment that a server may have made up: the ID of a thing, in another run another one. */
const ID = /^(?!v\d+$)(?=.*\d)[\w.@-]+$/;

const segmentsOf = ({ path }: SentRequest) => path.split('/').map(decodeSegment);

function decodeSegment(segment: string): string {
	try {
		return decodeURIComponent(segment);
	} catch {
		return segment;
	}
}

/** What a plain run of an operation sends, by which others are judged. */
interface Plain {
	/** Method and segments, with `*` for what is another one in another run. */
	shapes: string[][];
	headers: Set<string>;
	parts: Set<string>;
}

function namesIn(value: unknown): string[] {
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([name, inner]) => [name, ...namesIn(inner)]);
}

function bodyNames({ body }: SentRequest): string[] {
	try {
		return namesIn(JSON.parse(body || 'null'));
	} catch {
		return [];
	}
}

/** What is wrong with a request, if anything. */
function problemsOf(
	request: SentRequest,
	operation: string,
	plain: Plain,
	texts: string[],
): string[] {
	const problems: string[] = [];
	const own = operations.filter(({ id }) => (implemented[id] ?? []).includes(operation));
	const segments = segmentsOf(request);
	const known = plain.shapes.some(
		([method, ...shape]) =>
			method === request.method &&
			shape.length === segments.length &&
			shape.every((one, index) => one === '*' || one === segments[index]),
	);
	const line = `${request.method} ${request.path}`;
	if (!known && !findOperation(own, request) && !HELPERS.some((one) => one.test(line)))
		problems.push('another path');
	const given = new Set(
		texts.flatMap((text) => [text, ...text.split(',')]).flatMap((text) => [text, text.trim()]),
	);
	for (const segment of segments.map((one) => one.replace(/^ext_/, '')))
		if (!/^[\w.@:~ -]*$/.test(segment) || segment.includes(MARK))
			if (!given.has(segment)) problems.push(`a segment that nobody gave: ${segment.slice(0, 80)}`);
	const injected = [
		...Object.keys(request.query),
		...Object.keys(request.headers),
		...Object.keys(request.form ?? {}),
		...bodyNames(request),
	].filter((name) => name.toLowerCase().replace('x-', '') === MARK);
	if (injected.length > 0) problems.push(`injected: ${injected.join()}`);
	for (const name of Object.keys(request.headers))
		if (!plain.headers.has(name) && !USUAL.includes(name)) problems.push(`header ${name}`);
	for (const name of Object.keys(request.form ?? {}))
		if (!plain.parts.has(name)) problems.push(`part ${name}`);
	const isForm = String(request.headers['content-type']).startsWith('multipart/form-data');
	if (isForm && !request.form) problems.push('a form that cannot be read');
	const all = `${request.url} ${request.body}`;
	for (const text of INEXACT_TEXTS) if (all.includes(text)) problems.push(`sent ${text}`);
	const word = /\b(NaN|Infinity|undefined)\b|\[object|%5Bobject/.exec(request.url)?.[0];
	if (word && !texts.some((text) => text.includes(word.replace('%5B', '['))))
		problems.push(`the address has ${word}`);
	return problems.map((text) => `${text}: ${request.method} ${request.url.slice(0, 200)}`);
}

const ACCIDENT =
	/Cannot (read|destructure|convert|use|set)|(undefined|null) is not|is not (a function|iterable)|Maximum call|Invalid (array|string|URL|time)|\bERR_|URI malformed|is not defined/;

/** What is wrong with the output of a run, if anything. */
function outputProblems(
	result: NodeRunResult,
	values: unknown[],
	field: Field,
	mayBeEmpty: boolean,
): string[] {
	const problems: string[] = [];
	if (result.error?.message.includes('node has issues')) {
		count.refusedByN8n += values.length;
		return [];
	}
	if (result.error) return [`the node failed: ${result.error.message}`];
	const places = result.items.map(({ pairedItem }) => (pairedItem as { item?: number })?.item);
	const wanted = values.map((_, index) => index);
	if (places.some((place) => !wanted.includes(place as number)))
		problems.push(`paired with ${places.join()}`);
	const lost = wanted.filter((index) => !places.includes(index));
	if (lost.length > 0 && !mayBeEmpty) {
		count.lost += lost.length;
		problems.push(`items ${lost.join()} are lost`);
	}
	for (const { json, pairedItem } of result.items) {
		const error = json.error === undefined ? '' : JSON.stringify([json.error, json.details]);
		const { item = 0 } = pairedItem as { item?: number };
		if (error) count.errors += 1;
		else count.outputs += 1;
		if (ACCIDENT.test(error)) problems.push(`item ${item}: ${error.slice(0, 200)}`);
		if (!error && isInexact(values[item]) && !ONCE.test(field.name))
			problems.push(`item ${item} took ${String(values[item])}`);
		if (!error && field.property.type === 'number' && isNoNumber(values[item]))
			if (!ONCE.test(field.name))
				problems.push(`item ${item} took ${String(values[item])} for a number`);
	}
	return problems;
}

/** Whether nothing can be made of a value for a field that takes a number; an empty one leaves it as it is. */
function isNoNumber(value: unknown): boolean {
	if (value === undefined || value === null || String(value).trim() === '') return false;
	return !['number', 'string'].includes(typeof value) || !Number.isFinite(Number(value));
}

function plainOf(requests: SentRequest[], texts: string[]): Plain {
	const given = new Set(texts);
	return {
		shapes: requests.map((request) => [
			request.method,
			...segmentsOf(request).map((one) => (ID.test(one) || given.has(one) ? '*' : one)),
		]),
		headers: new Set(requests.flatMap(({ headers }) => Object.keys(headers))),
		parts: new Set(requests.flatMap(({ form }) => Object.keys(form ?? {}))),
	};
}

/** Without what only takes time. */
const quick = (parameters: INodeParameters): INodeParameters => ({
	...parameters,
	options: { ...(parameters.options as INodeParameters), maxRetries: 0 },
});

async function runWith(run: NodeRun, field: Field, values: unknown[]) {
	const [item = {}] = run.items ?? [{}];
	const [binary] = run.binary ?? [];
	sim.control.requests.clear();
	const result = await withLimit(
		runNode({
			...run,
			parameters: field.withValue(quick(run.parameters!), '={{ $json.hostile }}'),
			items: values.map((value) => ({ ...item, hostile: value as IDataObject })),
			binary: binary ? values.map(() => binary) : undefined,
			onError: 'continueRegularOutput',
		}),
	).catch((error: Error): NodeRunResult => {
		// n8n does not run a node that lacks what is required.
		if (error.message.includes('node has issues'))
			return { items: [], errorItems: [], hints: [], error: error as never };
		throw error;
	});
	return { result, requests: await sent(sim) };
}

test('what an expression gives a field stays in its place, and each item has an outcome', async () => {
	const plan = (await planOf(await goodRuns(sim))).filter(({ base }) =>
		base.operation.includes(ONLY),
	);
	const problems: string[] = [];
	const names = new Set<string>();
	for (const { base, fields } of plan) {
		names.add(base.operation);
		const run = await base.ready();
		sim.control.requests.clear();
		// With a field that can be mapped: an update of nothing is an error.
		const items = (run.items ?? [{}]).map((item) => ({ ...item, hostile: 'plain' }));
		const plainRun = await runNode({ ...run, items, onError: 'continueRegularOutput' });
		const plain = plainOf(await sent(sim), textsIn(run.parameters));
		const mayBeEmpty =
			plainRun.items.length === 0 ||
			/\.(getAll|search|count)|Many|\.referenceData\./i.test(base.operation);
		for (const { number, ...field } of fields) {
			count.fields += 1;
			const length = SHARE > 1 && SLOW.test(base.operation) ? 1 : VALUES;
			const property = fc.asyncProperty(
				fc.array(hostile, { minLength: length, maxLength: length }),
				async (values) => {
					count.runs += 1;
					count.items += values.length;
					const { result, requests } = await runWith(run, field, values);
					count.requests += requests.length;
					const given = [...textsIn(values), ...textsIn(run.parameters)];
					// The one field that is a path itself.
					const texts = field.name.endsWith('.endpoint')
						? given.flatMap((text) => [text, ...text.split('/')])
						: given;
					const found = [
						...outputProblems(result, values, field, mayBeEmpty),
						...requests.flatMap((request) => problemsOf(request, base.operation, plain, texts)),
					];
					if (found.length > 0) throw new Error([...new Set(found)].join('\n'));
				},
			);
			const details = await fc.check(property, {
				numRuns: RUNS || 1,
				seed: SEED + number,
				endOnFailure: true,
			});
			if (details.failed)
				problems.push(
					`${base.operation} ${field.name}: ${(details.errorInstance as Error)?.message}\n with ${fc.stringify(details.counterexample).slice(0, 300)} (seed ${details.seed}, path ${details.counterexamplePath})`,
				);
		}
	}
	count.operations = names.size;
	console.log(`seed ${SEED}: ${JSON.stringify(count)}`);
	if (process.env.OUT) writeFileSync(process.env.OUT, problems.join('\n\n'));
	expect(problems).toEqual([]);
}, 3_600_000);
