import { spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Mutation } from './mutation';

const ROOT = resolve(__dirname, '../../..');

/** A campaign that takes longer has no end. */
const LONGEST_MS = 900_000;

/** What became of a run of a campaign. */
export interface Verdict {
	/** Whether jest ran all of it, so that what failed is what a test says. */
	ran: boolean;
	failedTests: number;
	/** What failed first, or why there was nothing to run. */
	words: string;
	seconds: number;
}

/** What is of use here of the report of `jest --json`. */
interface Report {
	numFailedTests: number;
	numTotalTests: number;
	numRuntimeErrorTestSuites: number;
	testResults: Array<{ message: string }>;
}

/** A copy of the project that can be broken: the packages are those of the project, and the build is its own. */
export async function openWorkspace() {
	const folder = await mkdtemp(join(tmpdir(), 'mutations-'));
	const left = ['node_modules', '.git'].map((name) => join(ROOT, name));
	await cp(ROOT, folder, { recursive: true, filter: (path) => !left.includes(path) });
	await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
	const build = async () =>
		await program(folder, {}, 'rollup/dist/bin/rollup', '--config', '--failAfterWarnings');
	const built = await build();
	if (built.code !== 0) throw new Error(`The project does not build:\n${built.output}`);

	return {
		/** Runs jest on the project as it is, or with a change, which is taken back. */
		async run(jest: string[], env: Record<string, string>, mutation?: Mutation): Promise<Verdict> {
			const began = Date.now();
			const verdict = async (): Promise<Omit<Verdict, 'seconds'>> => {
				const { code, output } = await build();
				if (code !== 0) return { ran: false, failedTests: 0, words: `does not build: ${output}` };
				return await campaign(folder, jest, env);
			};
			const undo = mutation && (await change(folder, mutation));
			try {
				const found = await verdict();
				return { ...found, seconds: Math.round((Date.now() - began) / 1000) };
			} finally {
				await undo?.();
			}
		},
		close: async () => await rm(folder, { recursive: true, force: true }),
	};
}

/** The text of a file with a mutation in it. @throws Error when the file has not exactly one place for it */
export function mutated(text: string, { file, find, replace }: Mutation): string {
	const [before, after, ...more] = text.split(find);
	if (after === undefined || more.length > 0 || find === replace)
		throw new Error(`${file} has ${more.length + (after === undefined ? 0 : 1)} times: ${find}`);
	return before + replace + after;
}

async function change(folder: string, mutation: Mutation): Promise<() => Promise<void>> {
	const path = join(folder, mutation.file);
	const text = await readFile(path, 'utf8');
	await writeFile(path, mutated(text, mutation));
	return async () => await writeFile(path, text);
}

async function campaign(
	folder: string,
	jest: string[],
	env: Record<string, string>,
): Promise<Omit<Verdict, 'seconds'>> {
	const file = join(folder, 'report.json');
	await rm(file, { force: true });
	// What a broken campaign leaves open must not keep it from its end.
	const report = [
		'--forceExit',
		'--json',
		`--outputFile=${file}`,
		`--cacheDirectory=${join(folder, '.jest')}`,
	];
	const { output } = await program(folder, env, 'jest/bin/jest.js', ...jest, ...report);
	const text = await readFile(file, 'utf8').catch(() => '');
	// What the end of a run finds, jest tells instead of a report.
	const [, atTheEnd] = /Got error running globalTeardown[^\n]*\n([\s\S]*)/.exec(output) ?? [];
	if (atTheEnd) return { ran: true, failedTests: 1, words: firstWords(atTheEnd) };
	if (!text) return { ran: false, failedTests: 0, words: `has no end, or no report: ${output}` };
	const { numFailedTests, numTotalTests, numRuntimeErrorTestSuites, testResults } = JSON.parse(
		text,
	) as Report;
	const message = testResults.map((one) => one.message).join('\n');
	const began = !/Exceeded timeout of \d+ ms for a hook/.test(message);
	return {
		ran: began && numRuntimeErrorTestSuites === 0 && numTotalTests > 0,
		failedTests: numFailedTests,
		words: firstWords(message),
	};
}

/** The first thing that is there and should not be, or whatever comes first. */
function firstWords(message: string): string {
	const lines = message.replace(/\u001b\[[\d;]*m/g, '').split('\n');
	const line = lines.find((one) => /^\s*\+ {2,}\S/.test(one)) ?? lines.find((one) => one.trim());
	return (line ?? '').replace(/^\s*\+?\s*/, '').slice(0, 200);
}

/** Runs a program of a package of the project in a folder, with all that it starts, and ends it when it takes too long. */
async function program(
	folder: string,
	env: Record<string, string>,
	path: string,
	...args: string[]
): Promise<{ code: number | null; output: string }> {
	const file = join(folder, 'node_modules', ...path.split('/'));
	const child = spawn(process.execPath, [file, ...args], {
		cwd: folder,
		env: { ...process.env, ...env },
		detached: true,
	});
	let output = '';
	for (const stream of [child.stdout, child.stderr])
		stream.on('data', (data) => (output = (output + String(data)).slice(-20_000)));
	const timer = setTimeout(() => process.kill(-child.pid!, 'SIGKILL'), LONGEST_MS);
	const code = await new Promise<number | null>((done) => child.on('close', done));
	clearTimeout(timer);
	return { code, output };
}
