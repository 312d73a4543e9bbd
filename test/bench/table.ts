/** A markdown table; all columns but the first hold numbers. */
export function table(header: string[], rows: string[][]): string {
	const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
	const rule = header.map((_, index) => (index === 0 ? '---' : '---:'));
	return [line(header), `|${rule.join('|')}|`, ...rows.map(line)].join('\n');
}
