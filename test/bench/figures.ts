import { table } from './table';

/** What a figure needs, and what it says in `--help`. */
interface Figure {
	says: string;
	/** Measured by `--long` only, unless it is named. */
	long?: true;
	/** Measured in a real n8n. */
	inN8n?: true;
}

/** What can be measured alone, by the names that `--only` takes. */
export const FIGURES = {
	fields: { says: 'items/s, four fields by expressions', inN8n: true },
	json: { says: 'items/s, one JSON field with four expressions', inN8n: true },
	automapped: { says: 'items/s, the input item as it is', inN8n: true },
	limit: { says: 'a server that takes 30 requests a second', inN8n: true },
	webhooks: { says: 'deliveries/s, signature checked', inN8n: true },
	downloads: { says: 'MiB/s from the storage, against curl and HTTP Request', inN8n: true },
	uploads: { says: 'MiB/s to a storage, against curl and HTTP Request', inN8n: true },
	loading: { says: 'milliseconds to load all nodes and credentials' },
	size: { says: 'bytes of the packed package' },
	editor: { says: 'kB of each node that the editor loads' },
	concurrency: { says: 'items/s by Concurrency', inN8n: true, long: true },
	memory: { says: 'memory for a download of up to 1 GiB', inN8n: true, long: true },
	deletes: { says: 'requests and time to delete 1,000 things', inN8n: true, long: true },
	workers: { says: 'queue mode: executions/s with one worker and with two', long: true },
	statistics: { says: 'the Statistics Trigger at 1,000 updates/s', long: true },
} satisfies Record<string, Figure>;

export type FigureName = keyof typeof FIGURES;

export const FIGURE_NAMES = Object.keys(FIGURES) as FigureName[];

/** Measured with the same runs of HTTP Request, and recorded together. */
export const CREATE = ['fields', 'json', 'automapped'] as const;
export type CreateFigure = (typeof CREATE)[number];

export const figure = (name: FigureName): Figure => FIGURES[name];

/** All of them, as markdown. */
export function renderFigures(): string {
	const rows = FIGURE_NAMES.map((name) => {
		const { says, long } = figure(name);
		return [`\`${name}\``, says, long ? 'no' : 'yes'];
	});
	return table(['`--only`', 'What it measures', 'In the default run'], rows);
}
