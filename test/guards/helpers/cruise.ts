import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from '../../harness/package';

const CRUISE = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
const RULES = join(ROOT, '.dependency-cruiser.cjs');

export interface BrokenImport {
	from: string;
	to: string;
	rule: string;
}

/** What `npm run lint` finds in the imports below a folder. */
export function brokenImports(folder: string): BrokenImport[] {
	const { stdout, stderr } = spawnSync(
		process.execPath,
		[CRUISE, '--config', RULES, '--output-type', 'json', '.'],
		{ cwd: folder, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
	);
	if (!stdout) throw new Error(stderr);
	const { summary } = JSON.parse(stdout) as {
		summary: { violations: Array<{ from: string; to: string; rule: { name: string } }> };
	};
	return summary.violations.map(({ from, to, rule }) => ({ from, to, rule: rule.name }));
}
