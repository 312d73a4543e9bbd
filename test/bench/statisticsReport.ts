import type { Results } from './results';
import { STATISTICS_ROWS, type StatisticsSample } from './statistics';
import { median } from './stats';
import { table } from './table';
import { renderMeasured } from './wording';

/** The table as markdown. */
export function renderStatistics(results: Required<Results>['statistics']): string {
	const {
		measured: circumstances,
		samples,
		rounds,
		seconds,
		perSecond,
		watched,
		reading,
	} = results;
	const header = [
		'',
		'Received',
		'Lost',
		'Twice',
		'Requests',
		'Delay p50',
		'p99',
		'max',
		'Busy',
		'CPU',
	];
	const rows = STATISTICS_ROWS.map(({ row, perMessage }) => {
		const all = samples.filter((sample) => sample.row === row);
		const measured = all.filter(({ round }) => round > 0);
		const sum = (of: (sample: StatisticsSample) => number) =>
			perMessage === undefined ? '' : String(measured.map(of).reduce((a, b) => a + b, 0));
		const middle = (of: (sample: StatisticsSample) => number) => median(measured.map(of));
		const milliseconds = (of: (sample: StatisticsSample) => number) =>
			`${middle(of).toFixed(1)} ms`;
		const percent = (of: (sample: StatisticsSample) => number) =>
			`${(middle(of) * 100).toFixed(1)} %`;
		return [
			row,
			perMessage === undefined
				? ''
				: `${sum(({ received }) => received)} of ${sum(({ published }) => published)}`,
			sum(({ lost }) => lost),
			sum(({ twice }) => twice),
			perMessage === undefined
				? ''
				: `${(middle(({ requests }) => requests) / seconds).toFixed(0)} per s`,
			milliseconds(({ delay }) => delay.p50),
			milliseconds(({ delay }) => delay.p99),
			`${Math.max(...measured.map(({ delay }) => delay.max)).toFixed(1)} ms`,
			percent(({ busy }) => busy),
			percent(({ cpu }) => cpu),
		];
	});
	return [
		renderMeasured(
			circumstances,
			`${perSecond} updates per second for ${seconds} s, of ${watched} watched statistics; rounds: ${rounds}, ` +
				'after one to warm up. Updates are those of all rounds, "max" is the highest of them, the other ' +
				'figures are medians.',
		),
		table(header, rows),
		`Get Many of the Statistics node read ${reading.statistics} statistics in ${reading.requests} requests.`,
	].join('\n\n');
}
