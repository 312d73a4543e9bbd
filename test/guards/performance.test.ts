import { existsSync, readFileSync } from 'node:fs';
import { CREATE_CASES, LIMIT_ROWS, OURS } from '../bench/cases';
import { drawChart } from '../bench/chart';
import { LATENCIES } from '../bench/create';
import { CHART, DOCUMENT, filledIn } from '../bench/document';
import { FIGURE_NAMES } from '../bench/figures';
import { HELP, readOptions } from '../bench/options';
import { RECORDED, textOf, type Results } from '../bench/results';
import type { Sample } from '../bench/stats';
import { verdictsOn } from '../bench/targets';
import { N8N_SETTINGS, WEBHOOK_ROWS } from '../bench/webhooks';

const read = (path: string) => readFileSync(path, 'utf8');
const recorded = () => JSON.parse(read(RECORDED)) as Results;

describe('docs/performance.md', () => {
	test('says what the recorded results say, and nothing else', () => {
		expect(read(DOCUMENT)).toBe(filledIn(read(DOCUMENT), recorded()));
	});

	test('has the chart of the recorded results', () => {
		const chart = existsSync(CHART) ? read(CHART) : undefined;
		expect(chart).toBe(drawChart(recorded()));
	});

	test('is drawn from results that are written as the bench writes them', () => {
		expect(read(RECORDED)).toBe(textOf(recorded()));
	});
});

const measured = { date: '2026-01-02', cores: 2, memoryGib: 8, load: 0, node: '24.0.0' };

/** Items per second, as if each run had taken so long. */
const sample = (
	table: Sample['table'],
	row: string,
	column: string,
	perSecond: number,
	more: Partial<Sample> = {},
): Sample => ({
	...{ table, row, column, round: 1, count: 1_000, milliseconds: 1_000_000 / perSecond },
	...more,
});

/** HTTP Request at 400 items a second, its slower settings at half of that; ours so many times as fast. */
const created = (factor: number): Results => ({
	create: {
		...{ measured, rounds: 1, items: 1_000 },
		samples: CREATE_CASES.flatMap(({ label, peer }) =>
			LATENCIES.map((latency) => {
				const ofPeer = label.includes('batches') ? 200 : 400;
				const perSecond = peer ? ofPeer : 400 * factor;
				return sample('create', label, `${latency} ms`, perSecond);
			}),
		),
	},
});

const notMet = (results: Results) =>
	verdictsOn(results)
		.filter(({ isMet }) => !isMet)
		.map(({ what }) => what);

describe('targets', () => {
	test('items per second are compared with the fastest HTTP Request', () => {
		const verdicts = verdictsOn(created(3));
		expect(verdicts.map(({ measured: ratio }) => ratio)).toEqual(Array(9).fill('3.00x'));
		expect(notMet(created(3))).toEqual([
			`${OURS.automapped}, server at 0 ms, against HTTP Request`,
		]);
		expect(notMet(created(8))).toEqual([]);
		expect(notMet(created(1.4))).toHaveLength(9);
	});

	test('a limit counts the refusals of the worst run, and the time that it leaves', () => {
		const limited = (refused: number, milliseconds: number): Results => ({
			limit: {
				...{ measured, rounds: 2, items: 1_000 },
				samples: Object.values(LIMIT_ROWS).flatMap((row) => [
					sample('limit', row, '50 ms', 1, { refused: 0, milliseconds }),
					sample('limit', row, '50 ms', 1, { round: 2, refused, milliseconds }),
				]),
			},
		});
		// 1,000 items are in the 34th window, which begins after 33 s.
		expect(notMet(limited(30, 39_600))).toEqual([]);
		expect(notMet(limited(31, 39_600))).toHaveLength(2);
		expect(notMet(limited(0, 39_700))).toHaveLength(2);
	});

	test('deliveries are compared with the Webhook node, and many remembered with none', () => {
		const delivered = (fresh: number, remembering: number): Results => ({
			webhooks: {
				...{ measured, rounds: 1, deliveries: 1_000, remembered: 1_000 },
				samples: Object.values(N8N_SETTINGS).flatMap(({ column }) => [
					sample('webhooks', WEBHOOK_ROWS.webhook, column, 100),
					sample('webhooks', WEBHOOK_ROWS.isolated, column, 100),
					sample('webhooks', WEBHOOK_ROWS.trigger, column, fresh),
					sample('webhooks', WEBHOOK_ROWS.remembering, column, remembering),
					sample('webhooks', WEBHOOK_ROWS.refused, column, 100),
				]),
			},
		});
		expect(notMet(delivered(95, 95))).toEqual([]);
		// Of 0.9 in the lazy engine only.
		expect(notMet(delivered(85, 85))).toHaveLength(3);
		expect(notMet(delivered(110, 95))).toHaveLength(2);
	});

	test('files are compared with curl and HTTP Request in the same round', () => {
		const moved = (ours: number): Results => {
			const samples = [1, 2].flatMap((round) =>
				(['curl', 'node', 'http'] as const).map((mover) => {
					const milliseconds = { curl: 1_000, node: ours, http: 4_000 }[mover] * round;
					return { mover, size: '256 MiB' as const, round, milliseconds };
				}),
			);
			return { downloads: { measured, rounds: 2, samples } };
		};
		expect(notMet(moved(2_000))).toEqual([]);
		expect(notMet(moved(3_500))).toHaveLength(3);
		expect(notMet(moved(2_100))).toEqual([
			'Download, against curl',
			'Download, against HTTP Request',
		]);
	});

	test('what was not measured has none', () => {
		expect(verdictsOn({})).toEqual([]);
	});
});

test('the chart has a bar of the right length for each figure', () => {
	const chart = drawChart(created(3)) ?? '';
	const bars = [...chart.matchAll(/<rect [^>]*width="(\d+)"[^>]*><title>([^<]*)<\/title>/g)];
	const seen = bars.map(([, width, title]) => [title, Number(width)] as const);
	expect(seen).toHaveLength(3 * LATENCIES.length * 2);
	const longest = Math.max(...seen.map(([, width]) => width));
	for (const [title, width] of seen) {
		const isOurs = title.startsWith('Open Media');
		expect(title).toMatch(isOurs ? /: 1200 items per second$/ : /: 400 items per second$/);
		expect(width).toBe(isOurs ? longest : longest / 3);
	}
});

describe('options', () => {
	test('the help names every figure', () => {
		for (const name of FIGURE_NAMES) expect(HELP).toMatch(new RegExp(`^  ${name} `, 'm'));
	});

	test('a figure can be measured alone, and --long has them all', () => {
		for (const name of FIGURE_NAMES) {
			expect([...readOptions(['--only', name]).figures]).toEqual([name]);
		}
		expect([...readOptions(['--long']).figures]).toEqual(FIGURE_NAMES);
		const usual = [...readOptions([]).figures];
		expect(usual).not.toContain('statistics');
		expect(usual).toContain('uploads');
	});

	test('items per second are recorded together', () => {
		expect(() => readOptions(['--only', 'json,size', '--write'])).toThrow('recorded together');
		expect(readOptions(['--only', 'size', '--write']).write).toBe(true);
	});

	test('what is not a figure is an error that names them', () => {
		expect(() => readOptions(['--only', 'speed'])).toThrow('--only takes fields, json');
	});
});
