import { readFile, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';

import { REPOSITORY } from '../../tools/n8n';
import {
	CONCURRENCIES,
	concurrencyLabel,
	CREATE_CASES,
	LIMIT_CASES,
	type CreateCase,
} from './cases';
import { LATENCIES, LIMIT, USUAL_LATENCY } from './create';
import { inFlightOf, rateOf, ratioOf, refusedOf, type Sample } from './stats';
import { table } from './table';
import type { Versions } from './versions';
import { N8N_SETTINGS, WEBHOOK_ROWS } from './webhooks';

export interface Results {
	/** YYYY-MM-DD */
	date: string;
	cores: number;
	memoryGib: number;
	versions: Versions;
	items: number;
	deliveries: number;
	rounds: number;
	samples: Sample[];
}

export function machine(): Pick<Results, 'date' | 'cores' | 'memoryGib'> {
	const date = new Date().toISOString().slice(0, 10);
	return { date, cores: cpus().length, memoryGib: Math.round(totalmem() / 2 ** 30) };
}

const SLOW = `${Math.max(...LATENCIES)} ms`;
const USUAL = `${USUAL_LATENCY} ms`;

/** Between which lines of docs/performance.md a report goes. */
export const MARKERS = {
	n8n: ['<!-- bench:start -->', '<!-- bench:end -->'],
	statistics: ['<!-- bench:statistics:start -->', '<!-- bench:statistics:end -->'],
	exports: ['<!-- bench:exports:start -->', '<!-- bench:exports:end -->'],
} as const;

/** The tables as markdown; those of parts that were not measured are left out. */
export function renderReport(results: Results): string {
	const { samples, versions, date, cores, memoryGib, items, deliveries, rounds } = results;
	const has = (table: Sample['table']) => samples.some((sample) => sample.table === table);
	const sections = [
		`Measured on ${date} with n8n ${versions.n8n} under Node ${versions.node}, on ${cores} cores with ` +
			`${memoryGib} GiB of memory: ${items} items or ${deliveries} deliveries a run; rounds: ${rounds}, ` +
			'after one to warm up. Each figure is the median of the rounds, with the lowest and the highest.',
	];
	if (has('create')) {
		sections.push(
			'### Create, four expressions per item\n\nItems per second.',
			createTable(samples, 'expressions'),
			'### Create, the input item as it is\n\nItems per second. Open Media evaluates no expression here, HTTP Request one per item.',
			createTable(samples, 'autoMap'),
		);
	}
	if (has('concurrency')) {
		sections.push(
			`### Concurrency of Open Media, server at ${USUAL}\n\nCreate with Auto-Map, items per second.`,
			concurrencyTable(samples),
		);
	}
	if (has('limit')) {
		sections.push(
			`### A server that takes ${LIMIT} requests a second\n\nCreate with Auto-Map, server at ${USUAL}. "Of the least time": as many times as long as ${LIMIT} items a second would take. "Refused": requests answered 429, the most in any round.`,
			limitTable(samples),
		);
	}
	if (has('webhooks')) {
		sections.push(
			'### Webhook deliveries\n\nDeliveries answered per second, over 10 connections. "Lazy engine": n8n started with `N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE=true`.',
			webhookTable(samples),
		);
	}
	return sections.join('\n\n');
}

function createTable(samples: Sample[], group: CreateCase['group']): string {
	const cases = CREATE_CASES.filter((candidate) => candidate.group === group);
	const cell = (row: string, latency: number) =>
		({ table: 'create', row, column: `${latency} ms` }) as const;
	const bestPeer = (latency: number) =>
		cases
			.filter(({ peer }) => peer)
			.map(({ label }) => cell(label, latency))
			.reduce((best, next) =>
				rateOf(samples, next).median > rateOf(samples, best).median ? next : best,
			);
	const header = [
		'Node and settings',
		...LATENCIES.flatMap((latency) => [`Server at ${latency} ms`, 'Ratio']),
		`In flight at ${SLOW}`,
	];
	const rows = cases.map(({ label }) => [
		label,
		...LATENCIES.flatMap((latency) => {
			const here = cell(label, latency);
			return [rate(samples, here), times(ratioOf(samples, here, bestPeer(latency)))];
		}),
		String(inFlightOf(samples, cell(label, Math.max(...LATENCIES)))),
	]);
	return table(header, rows);
}

function concurrencyTable(samples: Sample[]): string {
	const header = ['Concurrency', 'Items per second', 'In flight', 'Most that the latency allows'];
	const rows = CONCURRENCIES.map((concurrency) => {
		const row = concurrencyLabel(concurrency);
		const cell = { table: 'concurrency', row, column: USUAL } as const;
		const ceiling = concurrency ? String((concurrency * 1000) / USUAL_LATENCY) : '';
		const inFlight = String(inFlightOf(samples, cell));
		return [row, rate(samples, cell), inFlight, ceiling];
	});
	return table(header, rows);
}

function limitTable(samples: Sample[]): string {
	const header = ['Node and settings', 'Items per second', 'Of the least time', 'Refused'];
	const rows = LIMIT_CASES.map(({ label: row }) => {
		const cell = { table: 'limit', row, column: USUAL } as const;
		const { median } = rateOf(samples, cell);
		return [row, rate(samples, cell), times(LIMIT / median), String(refusedOf(samples, cell))];
	});
	return table(header, rows);
}

function webhookTable(samples: Sample[]): string {
	const header = ['', ...N8N_SETTINGS.flatMap(({ column }) => [capitalized(column), 'Ratio'])];
	const rows = Object.values(WEBHOOK_ROWS).map((row) => [
		row,
		...N8N_SETTINGS.flatMap(({ column }) => {
			const cell = { table: 'webhooks', row, column } as const;
			const peer = { ...cell, row: WEBHOOK_ROWS.webhook };
			return [rate(samples, cell), times(ratioOf(samples, cell, peer))];
		}),
	]);
	return table(header, rows);
}

function rate(samples: Sample[], cell: Parameters<typeof rateOf>[1]): string {
	const { median, lowest, highest } = rateOf(samples, cell);
	const text = (value: number) => value.toFixed(value < 20 ? 1 : 0);
	return `${text(median)} (${text(lowest)} to ${text(highest)})`;
}

const times = (ratio: number) => `${ratio.toFixed(ratio < 10 ? 2 : 1)}x`;

const capitalized = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/**
 * Puts a report between its markers in docs/performance.md.
 *
 * @returns the path of the document
 */
export async function writeDocument(
	report: string,
	[start, end]: (typeof MARKERS)[keyof typeof MARKERS],
): Promise<string> {
	const path = join(REPOSITORY, 'docs', 'performance.md');
	const text = await readFile(path, 'utf8');
	const from = text.indexOf(start);
	const to = text.indexOf(end);
	if (from < 0 || to < from) throw new Error(`${path} has no lines ${start} and ${end}`);
	const before = text.slice(0, from + start.length);
	await writeFile(path, `${before}\n\n${report}\n\n${text.slice(to)}`);
	return path;
}
