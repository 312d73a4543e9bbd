import { spawnSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { join } from 'node:path';

export interface Finding {
	file: string;
	line: number;
	rule: string | null;
	severity: 'error' | 'warning';
	message: string;
}

/** The two scans that n8n makes of a package: of its repository, and of what npm has. */
export interface FolderJob {
	folder: string;
	leg: 'source' | 'tarball';
}

export interface FolderResult {
	/** What n8n's `analyzePackage` says. It looks at errors only. */
	passed: boolean;
	/** How many files were looked at. */
	files: number;
	findings: Finding[];
}

/** A text that is looked at as if it were this file of the folder. */
export interface TextJob {
	folder: string;
	file: string;
	code: string;
}

/** Scans folders with n8n's own scanner, and with the same rules counts errors and warnings. */
export function scanFolders(jobs: FolderJob[], temporary: string): FolderResult[] {
	return run(jobs, temporary) as FolderResult[];
}

/** Applies the rules of n8n's scanner to texts. */
export function scanTexts(jobs: TextJob[], temporary: string): Finding[][] {
	return (run(jobs, temporary) as FolderResult[]).map(({ findings }) => findings);
}

/** @param temporary folder for what the scanner leaves behind */
function run(jobs: Array<FolderJob | TextJob>, temporary: string): unknown {
	const input = jobs.map((job) => ({ ...job, folder: realpathSync(job.folder) }));
	const child = spawnSync(process.execPath, [join(__dirname, 'runScan.mjs')], {
		input: JSON.stringify(input),
		// With NODE_ENV=test, as jest sets it, the lint rules take every file for a trigger called Test.
		env: { ...process.env, TMPDIR: temporary, NODE_ENV: 'production' },
		encoding: 'utf8',
		maxBuffer: 64 * 1024 * 1024,
	});
	if (child.status !== 0) throw new Error(`The scan ended with ${child.status}:\n${child.stderr}`);
	return JSON.parse(child.stdout);
}
