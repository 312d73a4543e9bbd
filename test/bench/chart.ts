import { OURS, type CreateCase } from './cases';
import { LATENCIES } from './create';
import type { Results } from './results';
import { fastestPeer, rateOf, type Sample } from './stats';

/** Readable on a white page and on a dark one: where the page is shown decides, which an image does not know. */
const COLORS = { ours: '#2f81f7', peer: '#8b949e', text: '#767676' };

const WIDTH = 760;
/** Where the bars begin. */
const LEFT = 150;
/** For the figure behind the longest bar. */
const RIGHT = 70;
const BAR = 16;
const PAIR = 2 * BAR + 14;
const TITLE = 34;
const LEGEND = 36;

interface Panel {
	title: string;
	ours: (typeof OURS)[keyof typeof OURS];
	group: CreateCase['group'];
}

const PANELS: Panel[] = [
	{ title: 'Four fields, an expression each', ours: OURS.fields, group: 'expressions' },
	{ title: 'One JSON field with four expressions', ours: OURS.json, group: 'expressions' },
	{ title: 'The input item as it is', ours: OURS.automapped, group: 'autoMap' },
];

const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

const label = (x: number, y: number, text: string, more = '') =>
	`<text x="${x}" y="${y}"${more}>${escaped(text)}</text>`;

/** A bar with its figure behind it. */
function bar(y: number, rate: number, longest: number, color: string, name: string): string {
	const width = Math.max(1, Math.round((rate / longest) * (WIDTH - LEFT - RIGHT)));
	const figure = Math.round(rate);
	return [
		`<rect x="${LEFT}" y="${y}" width="${width}" height="${BAR}" fill="${color}">`,
		`<title>${escaped(name)}: ${figure} items per second</title></rect>`,
		label(LEFT + width + 6, y + BAR - 4, String(figure)),
	].join('');
}

function panel({ title, ours, group }: Panel, top: number, samples: Sample[], longest: number) {
	const rate = (row: string, latency: number) =>
		rateOf(samples, { table: 'create', row, column: `${latency} ms` }).median;
	const pairs = LATENCIES.map((latency, index) => {
		const y = top + TITLE + index * PAIR;
		const peer = fastestPeer(samples, group, latency);
		return [
			label(LEFT - 12, y + BAR + 5, `server at ${latency} ms`, ' text-anchor="end"'),
			bar(y, rate(ours, latency), longest, COLORS.ours, ours),
			bar(y + BAR + 2, rate(peer, latency), longest, COLORS.peer, peer),
		].join('\n');
	});
	return [label(0, top + 20, title, ' font-weight="600"'), ...pairs].join('\n');
}

/** Items per second of the Open Media node and of the fastest HTTP Request, as an SVG image. @returns nothing when they were not measured */
export function drawChart({ create }: Results): string | undefined {
	if (!create) return undefined;
	const { samples } = create;
	const rates = PANELS.flatMap(({ ours, group }) =>
		LATENCIES.flatMap((latency) =>
			[ours, fastestPeer(samples, group, latency)].map(
				(row) => rateOf(samples, { table: 'create', row, column: `${latency} ms` }).median,
			),
		),
	);
	const longest = Math.max(...rates);
	const panelHeight = TITLE + LATENCIES.length * PAIR + 6;
	const height = LEGEND + PANELS.length * panelHeight;
	const legend = (x: number, color: string, text: string) =>
		`<rect x="${x}" y="6" width="${BAR}" height="${BAR}" fill="${color}"/>${label(x + BAR + 6, 19, text)}`;
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="title">`,
		`<title id="title">Items per second: Genesys Open Media and HTTP Request (measured on ${create.measured.date})</title>`,
		`<g font-family="system-ui, sans-serif" font-size="13" fill="${COLORS.text}">`,
		label(0, 19, 'Items per second', ' font-weight="600"'),
		legend(LEFT, COLORS.ours, 'Genesys Open Media'),
		legend(LEFT + 190, COLORS.peer, 'HTTP Request, its fastest settings'),
		...PANELS.map((one, index) => panel(one, LEGEND + index * panelHeight, samples, longest)),
		'</g>',
		'</svg>',
		'',
	].join('\n');
}
