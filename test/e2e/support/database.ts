import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { instance } from './instance';

/** What makes n8n's database take no execution, in Python; the first line of input ends it. */
const SCRIPT = `
import sqlite3, sys
database = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=30)
begin, end = {
	"refuses": (
		"CREATE TRIGGER no_executions BEFORE INSERT ON execution_entity "
		"BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END",
		"DROP TRIGGER no_executions",
	),
	"locked": ("BEGIN IMMEDIATE", "ROLLBACK"),
}[sys.argv[2]]
database.execute(begin)
print("done", flush=True)
sys.stdin.readline()
database.execute(end)
`;

/**
 * Another process makes n8n's SQLite database take no execution: it `refuses` to insert one, as with a full disk, or
 * is `locked` for every writer.
 *
 * @returns what brings it back to normal
 */
export async function breakDatabase(how: 'refuses' | 'locked'): Promise<() => Promise<void>> {
	const file = join(instance().userFolder, '.n8n', 'database.sqlite');
	const child: ChildProcess = spawn('python3', ['-c', SCRIPT, file, how], {
		stdio: ['pipe', 'pipe', 'inherit'],
	});
	const ended = once(child, 'exit') as Promise<[number | null]>;
	await Promise.race([
		once(child.stdout!, 'data'),
		ended.then(([code]) => {
			throw new Error(`The database could not be broken: python3 ended with ${code}`);
		}),
	]);
	return async () => {
		child.stdin!.end('\n');
		const [code] = await ended;
		if (code !== 0) throw new Error(`The database could not be mended: python3 ended with ${code}`);
	};
}
