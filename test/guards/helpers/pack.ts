import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { npm } from '../../../tools/n8n';
import { ROOT } from '../../harness/package';

export interface Tarball {
	/** Path of the .tgz. */
	file: string;
	/** Bytes of the .tgz. */
	size: number;
	/** Paths inside of the package. */
	files: string[];
}

/** `npm pack` of the repository into `folder`, without network and without scripts. */
export async function packInto(folder: string): Promise<Tarball> {
	const answer = await npmOffline(folder, ROOT, ['pack', '--json', '--pack-destination', folder]);
	// Warnings may stand before the JSON. Newer versions of npm answer an object by package name, older ones a list.
	const [packed] = Object.values(JSON.parse(answer.slice(answer.search(/^[[{]/m)))) as [
		{ filename: string; size: number; files: Array<{ path: string }> },
	];
	return {
		file: join(folder, packed.filename),
		size: packed.size,
		files: packed.files.map(({ path }) => path).sort(),
	};
}

/** Unpacks the tarball; the answer is the folder of the package. */
export function unpack(tarball: Tarball, folder: string): string {
	mkdirSync(folder, { recursive: true });
	execFileSync('tar', ['-xzf', tarball.file, '-C', folder]);
	return join(folder, 'package');
}

/**
 * Runs npm with a cache of its own below `folder`, which is empty, so that nothing can come from anywhere else.
 *
 * @throws with what npm printed when it fails
 */
export async function npmOffline(folder: string, cwd: string, args: string[]): Promise<string> {
	const { code, output } = await npm(
		[
			...args,
			'--offline',
			'--ignore-scripts',
			'--loglevel=error',
			'--no-update-notifier',
			`--cache=${join(folder, 'npm-cache')}`,
		],
		{ cwd },
	);
	if (code === 0) return output;
	throw new Error(`npm ${args.join(' ')} failed:\n${output}`);
}
