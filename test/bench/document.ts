import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { REPOSITORY } from '../../tools/n8n';
import { drawChart } from './chart';
import { CREATE, renderFigures } from './figures';
import { renderSection, SECTIONS } from './report';
import type { Results } from './results';
import { renderTargets } from './targets';

export const DOCUMENT = join(REPOSITORY, 'docs', 'performance.md');
export const CHART = join(REPOSITORY, 'docs', 'performance.svg');

const IMAGE =
	'![Items per second of Open Media and HTTP Request, by how long the server takes](performance.svg)';

const command = (name: keyof Results) => (name === 'create' ? CREATE.join(',') : name);

/** What stands between two markers, by their name. */
function generated(results: Results): Map<string, string> {
	const sections = SECTIONS.map((name) => {
		const notYet = `Not recorded: \`npm run bench -- --only ${command(name)} --write\`.`;
		return [name, renderSection(name, results) ?? notYet] as const;
	});
	return new Map<string, string>([
		['targets', renderTargets(results) || 'Nothing is recorded.'],
		['figures', renderFigures()],
		['chart', results.create ? IMAGE : 'The chart is drawn with the next recorded run.'],
		...sections,
	]);
}

/**
 * A document with what the results say between its markers.
 *
 * @throws when a pair of markers is missing
 */
export function filledIn(document: string, results: Results): string {
	let text = document;
	for (const [name, content] of generated(results)) {
		const [start, end] = [`<!-- bench:${name}:start -->`, `<!-- bench:${name}:end -->`];
		const from = text.indexOf(start);
		const to = text.indexOf(end);
		if (from < 0 || to < from) throw new Error(`The document has no lines ${start} and ${end}`);
		text = `${text.slice(0, from + start.length)}\n\n${content}\n\n${text.slice(to)}`;
	}
	return text;
}

/**
 * Draws tables and chart of docs/performance.md.
 *
 * @returns the paths that were written
 */
export async function writeDocument(results: Results): Promise<string[]> {
	await writeFile(DOCUMENT, filledIn(await readFile(DOCUMENT, 'utf8'), results));
	const chart = drawChart(results);
	if (chart === undefined) return [DOCUMENT];
	await writeFile(CHART, chart);
	return [DOCUMENT, CHART];
}
