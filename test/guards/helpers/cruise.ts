import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ROOT } from '../../harness/package';

const CRUISE = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
const RULES = join(ROOT, '.dependency-cruiser.cjs');

export interface BrokenImport {
	from: string;
	to: string;
	rule: string;
}

/** The folders that the rules know from the table in docs/architecture.md. */
export function tableRows(): string[] {
	const { forbidden } = createRequire(RULES)(RULES) as { forbidden: Array<{ name: string }> };
	return forbidden.flatMap(({ name }) => /^arrows-of-(.+)/.exec(name)?.slice(1) ?? []);
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
