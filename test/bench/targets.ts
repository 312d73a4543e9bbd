import { LIMIT_ROWS, OURS, type CreateCase } from './cases';
import { LATENCIES, LIMIT, USUAL_LATENCY } from './create';
import { CREATE } from './figures';
import { speedRatio } from './filesReport';
import { workersRatio } from './queueReport';
import type { Results } from './results';
import { fastestPeer, hasRow, median, ratioOf, refusedOf, timesLeast } from './stats';
import { table } from './table';
import { N8N_SETTINGS, WEBHOOK_ROWS } from './webhooks';
import { times } from './wording';

/** Whether a figure is as good as it is meant to be. */
export interface Verdict {
	what: string;
	target: string;
	measured: string;
	isMet: boolean;
}

/** How many times as fast as HTTP Request, by the latencies of the server. */
const CREATE_TARGETS: Record<(typeof CREATE)[number], number[]> = {
	fields: [2, 1.5, 1.5],
	json: [2.5, 1.5, 1.5],
	automapped: [8, 2.5, 2.5],
};
const GROUPS: Record<(typeof CREATE)[number], CreateCase['group']> = {
	fields: 'expressions',
	json: 'expressions',
	automapped: 'autoMap',
};
/** Of 1,000 requests. */
const MOST_REFUSED = 30;
const MOST_OF_LEAST_TIME = 1.2;
const WEBHOOK_TARGETS = { default: 0.8, lazy: 0.9 };
/** How much slower a trigger may be that remembers many deliveries: flat, within what runs differ by. */
const REMEMBERING_TARGET = 0.9;
/** `least`: what has to be reached in any case; docs/performance.md says what sets the limit to more. */
const TRANSFER_TARGETS = { curl: 0.5, http: 2, least: 1.15 };
const WORKERS_TARGET = 1.8;
const LOADING_MS = 40;
/** Bytes; held by a test as well. */
export const MOST_PACKED = 250_000;

const atLeast = (what: string, measured: number, target: number): Verdict => ({
	...{ what, target: `at least ${target}x`, measured: times(measured) },
	isMet: measured >= target,
});

const atMost = (what: string, measured: number, target: number, unit: string): Verdict => ({
	...{ what, target: `at most ${target}${unit}` },
	measured: `${Number(measured.toFixed(2))}${unit}`,
	isMet: measured <= target,
});

/** One for each target of which the figure was measured. */
export function verdictsOn(results: Results): Verdict[] {
	return [
		...createVerdicts(results),
		...limitVerdicts(results),
		...webhookVerdicts(results),
		...(['downloads', 'uploads'] as const).flatMap((name) => {
			const { samples } = results[name] ?? {};
			if (!samples) return [];
			const what = name === 'downloads' ? 'Download' : 'Upload';
			const { curl, http, least } = TRANSFER_TARGETS;
			const ratio = speedRatio(samples, 'node', 'http');
			return [
				atLeast(`${what}, against curl`, speedRatio(samples, 'node', 'curl'), curl),
				atLeast(`${what}, against HTTP Request`, ratio, http),
				atLeast(`${what}, against HTTP Request, in any case`, ratio, least),
			];
		}),
		...workerVerdicts(results),
		...(results.loading
			? [atMost('Loading', Math.round(median(results.loading.milliseconds)), LOADING_MS, ' ms')]
			: []),
		...(results.size
			? [atMost('Packed package', results.size.bytes / 1000, MOST_PACKED / 1000, ' kB')]
			: []),
	];
}

function createVerdicts({ create }: Results): Verdict[] {
	if (!create) return [];
	const { samples } = create;
	return CREATE.filter((name) => hasRow(samples, 'create', OURS[name])).flatMap((name) =>
		LATENCIES.map((latency, index) => {
			const cell = { table: 'create', row: OURS[name], column: `${latency} ms` } as const;
			const peer = { ...cell, row: fastestPeer(samples, GROUPS[name], latency) };
			const what = `${OURS[name]}, server at ${latency} ms, against HTTP Request`;
			return atLeast(what, ratioOf(samples, cell, peer), CREATE_TARGETS[name][index]);
		}),
	);
}

function limitVerdicts({ limit }: Results): Verdict[] {
	if (!limit) return [];
	const { samples, items } = limit;
	return Object.values(LIMIT_ROWS).flatMap((row) => {
		const cell = { table: 'limit', row, column: `${USUAL_LATENCY} ms` } as const;
		const what = `${LIMIT.most} requests in ${LIMIT.windowMs / 1000} s, ${row}`;
		const refused = (refusedOf(samples, cell) * 1000) / items;
		return [
			atMost(`${what}: refused of 1,000`, refused, MOST_REFUSED, ''),
			atMost(
				`${what}: of the least time`,
				timesLeast(samples, cell, LIMIT),
				MOST_OF_LEAST_TIME,
				'x',
			),
		];
	});
}

function webhookVerdicts({ webhooks }: Results): Verdict[] {
	if (!webhooks) return [];
	const { samples } = webhooks;
	return (['default', 'lazy'] as const).flatMap((name) => {
		const { column } = N8N_SETTINGS[name];
		const cell = (row: string) => ({ table: 'webhooks', row, column }) as const;
		const peer = cell(WEBHOOK_ROWS.webhook);
		const { isolated, trigger, remembering } = WEBHOOK_ROWS;
		return [
			...[trigger, remembering].map((row) =>
				atLeast(
					`${row}, ${column}, against Webhook`,
					ratioOf(samples, cell(row), peer),
					WEBHOOK_TARGETS[name],
				),
			),
			atLeast(
				`${trigger}, ${column}, against Webhook in version 1`,
				ratioOf(samples, cell(trigger), cell(isolated)),
				WEBHOOK_TARGETS[name],
			),
			atLeast(
				`1,000 deliveries remembered, ${column}, against none`,
				ratioOf(samples, cell(remembering), cell(trigger)),
				REMEMBERING_TARGET,
			),
		];
	});
}

function workerVerdicts({ workers }: Results): Verdict[] {
	if (!workers) return [];
	const ratio = workersRatio(workers.samples, 'creates');
	return [atLeast('Two workers against one, creates of a second', ratio, WORKERS_TARGET)];
}

/** The table of all targets, as markdown. */
export function renderTargets(results: Results): string {
	const rows = verdictsOn(results).map(({ what, target, measured, isMet }) => [
		what,
		target,
		measured,
		isMet ? 'yes' : '**no**',
	]);
	return rows.length > 0 ? table(['Target', '', 'Measured', 'Met'], rows) : '';
}
