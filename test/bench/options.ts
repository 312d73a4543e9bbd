import { parseArgs } from 'node:util';

import { CREATE, figure, FIGURE_NAMES, type FigureName } from './figures';

const width = Math.max(...FIGURE_NAMES.map((name) => name.length));

/** What `--help` prints. */
export const HELP = `Measures the Genesys nodes against n8n's own in a real n8n on this machine, and says of each figure
whether its target is met. On Linux: it reads /proc, and calls curl.

npm run bench -- [options]
  --only LIST      some of the figures below, with commas between them
  --long           all figures, with more items and rounds: about 45 minutes
  --items N        items per run (default 400, long 1000)
  --deliveries N   webhook deliveries per run (default 60, long 300)
  --rounds N       measured rounds, after one to warm up (default 3, long 5)
  --write          record the results, and draw the tables and the chart of docs/performance.md anew
  --from FILE      the results in FILE, instead of measuring
  --n8n PATH       use this n8n instead of installing one (also: N8N_BIN)
  --help           print this

Figures:
${FIGURE_NAMES.map((name) => `  ${name.padEnd(width)}   ${figure(name).says}${figure(name).long ? ' (long)' : ''}`).join('\n')}
`;

export interface Options {
	/** What is measured; nothing of it with `from`. */
	figures: Set<FigureName>;
	items: number;
	deliveries: number;
	rounds: number;
	/** More of the settings of both nodes. */
	long: boolean;
	write: boolean;
	help: boolean;
	/** A file with results, to be shown instead of new ones. */
	from?: string;
	/** Path of an n8n. */
	n8n?: string;
}

/** @throws an error that says what is wrong with the arguments */
export function readOptions(args: string[]): Options {
	const { values } = parseArgs({
		args,
		options: {
			only: { type: 'string' },
			long: { type: 'boolean', default: false },
			items: { type: 'string' },
			deliveries: { type: 'string' },
			rounds: { type: 'string' },
			write: { type: 'boolean', default: false },
			from: { type: 'string' },
			n8n: { type: 'string' },
			help: { type: 'boolean', default: false },
		},
	});
	const { long, write, from, n8n, help } = values;
	const usual = FIGURE_NAMES.filter((name) => long || !figure(name).long);
	const names = values.only?.split(',') ?? usual;
	const unknown = names.filter((name) => !FIGURE_NAMES.includes(name as FigureName));
	if (unknown.length > 0) {
		throw new Error(`--only takes ${FIGURE_NAMES.join(', ')}, not ${unknown.join(', ')}`);
	}
	const figures = new Set(names as FigureName[]);
	const created = CREATE.filter((name) => figures.has(name));
	if (write && created.length > 0 && created.length < CREATE.length) {
		throw new Error(
			`${CREATE.join(', ')} are recorded together: --write needs all of them, or none`,
		);
	}
	return {
		...{ figures, long, write, from, n8n, help },
		items: wholeNumber('items', values.items ?? (long ? '1000' : '400')),
		deliveries: wholeNumber('deliveries', values.deliveries ?? (long ? '300' : '60')),
		rounds: wholeNumber('rounds', values.rounds ?? (long ? '5' : '3')),
	};
}

function wholeNumber(name: string, text: string): number {
	const value = Number(text);
	if (!Number.isInteger(value) || value < 1 || value > 5_000) {
		throw new Error(`--${name} must be a whole number from 1 to 5000`);
	}
	return value;
}
