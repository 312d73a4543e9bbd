import {
	CONCURRENCIES,
	concurrencyLabel,
	CREATE_CASES,
	LIMIT_ROWS,
	type CreateCase,
} from './cases';
import { LATENCIES, LIMIT, USUAL_LATENCY } from './create';
import { renderDeletes, renderDownloads, renderMemory, renderUploads } from './filesReport';
import { renderWorkers } from './queueReport';
import { renderEditor, renderLoading, renderSize } from './packedReport';
import type { Results } from './results';
import { renderStatistics } from './statisticsReport';
import {
	fastestPeer,
	hasRow,
	inFlightOf,
	rateOf,
	ratioOf,
	refusedOf,
	timesLeast,
	type Sample,
} from './stats';
import { table } from './table';
import { N8N_SETTINGS, WEBHOOK_ROWS } from './webhooks';
import { renderMeasured, roundsOf, times } from './wording';

type Recorded = Required<Results>;

/** What each recorded figure says, as markdown: its tables, and how it was measured. */
const RENDERERS: { [Name in keyof Recorded]: (results: Recorded[Name]) => string } = {
	create: renderCreate,
	limit: renderLimit,
	webhooks: renderWebhooks,
	downloads: renderDownloads,
	uploads: renderUploads,
	loading: renderLoading,
	size: renderSize,
	editor: renderEditor,
	concurrency: renderConcurrency,
	memory: renderMemory,
	deletes: renderDeletes,
	workers: renderWorkers,
	statistics: renderStatistics,
};

export const SECTIONS = Object.keys(RENDERERS) as Array<keyof Results>;

/** @returns nothing when it was not measured */
export function renderSection<Name extends keyof Results>(
	name: Name,
	results: Results,
): string | undefined {
	const measured = results[name] as Recorded[Name] | undefined;
	return measured && RENDERERS[name](measured);
}

/** All that was measured. */
export function renderAll(results: Results): string {
	return SECTIONS.map((name) => renderSection(name, results))
		.filter((text) => text !== undefined)
		.join('\n\n');
}

function renderCreate({ measured, rounds, items, samples }: Recorded['create']): string {
	return [
		renderMeasured(measured, `${items} items a run. ${roundsOf(rounds)}`),
		'**Four expressions per item**, items per second:',
		createTable(samples, 'expressions'),
		'**The input item as it is**, items per second. Open Media evaluates no expression here, HTTP Request one per item:',
		createTable(samples, 'autoMap'),
	].join('\n\n');
}

function createTable(samples: Sample[], group: CreateCase['group']): string {
	const cell = (row: string, latency: number) =>
		({ table: 'create', row, column: `${latency} ms` }) as const;
	const slowest = Math.max(...LATENCIES);
	const header = [
		'Node and settings',
		...LATENCIES.flatMap((latency) => [`Server at ${latency} ms`, 'Ratio']),
		`In flight at ${slowest} ms`,
	];
	const rows = CREATE_CASES.filter((one) => one.group === group)
		.filter(({ label }) => hasRow(samples, 'create', label))
		.map(({ label }) => [
			label,
			...LATENCIES.flatMap((latency) => {
				const here = cell(label, latency);
				const peer = cell(fastestPeer(samples, group, latency), latency);
				return [rate(samples, here), times(ratioOf(samples, here, peer))];
			}),
			String(inFlightOf(samples, cell(label, slowest))),
		]);
	return table(header, rows);
}

function renderConcurrency({ measured, rounds, items, samples }: Recorded['concurrency']): string {
	const header = ['Concurrency', 'Items per second', 'In flight', 'Most that the latency allows'];
	const rows = CONCURRENCIES.map((concurrency) => {
		const row = concurrencyLabel(concurrency);
		const cell = { table: 'concurrency', row, column: `${USUAL_LATENCY} ms` } as const;
		const ceiling = concurrency ? String((concurrency * 1000) / USUAL_LATENCY) : '';
		return [row, rate(samples, cell), String(inFlightOf(samples, cell)), ceiling];
	});
	return [
		renderMeasured(measured, `${items} items a run. ${roundsOf(rounds)}`),
		table(header, rows),
	].join('\n\n');
}

function renderLimit({ measured, rounds, items, samples }: Recorded['limit']): string {
	const header = ['Node and settings', 'Items per second', 'Of the least time', 'Refused'];
	const rows = Object.values(LIMIT_ROWS).map((row) => {
		const cell = { table: 'limit', row, column: `${USUAL_LATENCY} ms` } as const;
		return [
			row,
			rate(samples, cell),
			times(timesLeast(samples, cell, LIMIT)),
			String(refusedOf(samples, cell)),
		];
	});
	const how =
		`${items} items a run, a server at ${USUAL_LATENCY} ms that takes ${LIMIT.most} requests in ` +
		`${LIMIT.windowMs / 1000} s. Rounds: ${rounds}. "Of the least time": as many times as long as such a server needs ` +
		'at the least, the median. "Refused": requests answered 429, the most in any round.';
	return [renderMeasured(measured, how), table(header, rows)].join('\n\n');
}

function renderWebhooks({ measured, rounds, deliveries, samples }: Recorded['webhooks']): string {
	const settings = Object.values(N8N_SETTINGS);
	const header = ['', ...settings.flatMap(({ column }) => [capitalized(column), 'Ratio'])];
	const rows = Object.values(WEBHOOK_ROWS).map((row) => [
		row,
		...settings.flatMap(({ column }) => {
			const cell = { table: 'webhooks', row, column } as const;
			const peer = { ...cell, row: WEBHOOK_ROWS.webhook };
			return [rate(samples, cell), times(ratioOf(samples, cell, peer))];
		}),
	]);
	const how =
		`${deliveries} deliveries a run over 10 connections; answered deliveries per second. ${roundsOf(rounds)} ` +
		'"Lazy engine": n8n started with `N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE=true`.';
	return [renderMeasured(measured, how), table(header, rows)].join('\n\n');
}

function rate(samples: Sample[], cell: Parameters<typeof rateOf>[1]): string {
	const { median, lowest, highest } = rateOf(samples, cell);
	const text = (value: number) => value.toFixed(value < 20 ? 1 : 0);
	return `${text(median)} (${text(lowest)} to ${text(highest)})`;
}

const capitalized = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
