import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

const isWindows = process.platform === 'win32';

/** How a command ended, and what it printed (stdout and stderr as they came, in one text). */
export interface CommandResult {
	code: number | null;
	output: string;
}

export interface RunOptions {
	cwd?: string;
	env?: NodeJS.ProcessEnv;
	/** Who it runs as; default: who this process runs as. */
	user?: { uid: number; gid: number };
	/** Called with each piece of output as it arrives. */
	onOutput?: (text: string) => void;
	/** Ends the command, and everything it started, when aborted. */
	signal?: AbortSignal;
}

/** True while a process with this id exists (also one that belongs to somebody else). */
export function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}

/** True while the process or, on POSIX, any member of the group it leads exists. */
function isTreeAlive(pid: number): boolean {
	return isAlive(pid) || (!isWindows && isAlive(-pid));
}

async function waitForTreeToEnd(pid: number, milliseconds: number): Promise<boolean> {
	const deadline = Date.now() + milliseconds;
	while (isTreeAlive(pid)) {
		if (Date.now() > deadline) return false;
		await sleep(50);
	}
	return true;
}

/** A signal to a process that ended a moment ago is not an error. */
function signalQuietly(pid: number, signal: NodeJS.Signals): void {
	try {
		process.kill(pid, signal);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
	}
}

/**
 * Ends a process started with `detached: true` together with everything it started, and waits until
 * all of it is gone. The leader is asked first, so that it can close what it holds; what is left
 * after `graceMs` is killed.
 */
export async function endProcessTree(pid: number, graceMs = 15_000): Promise<void> {
	if (!isTreeAlive(pid)) return;
	if (isWindows) {
		spawnSync('taskkill', ['/PID', String(pid), '/T', '/F']);
		await waitForTreeToEnd(pid, graceMs);
		return;
	}
	signalQuietly(pid, 'SIGTERM');
	if (await waitForTreeToEnd(pid, graceMs)) return;
	signalQuietly(-pid, 'SIGKILL');
	if (!(await waitForTreeToEnd(pid, 5_000))) {
		throw new Error(`Process ${pid} could not be stopped`);
	}
}

/** Ends a process that leads a group, and all of the group, at once: it can write nothing any more. */
export async function killProcessTree(pid: number): Promise<void> {
	signalQuietly(-pid, 'SIGKILL');
	if (!(await waitForTreeToEnd(pid, 30_000))) throw new Error(`Process ${pid} is still there`);
}

/** Starts a command as the leader of its own process group, so that endProcessTree reaches it all. */
export function spawnGroup(
	command: string,
	args: string[],
	options: {
		cwd?: string;
		env?: NodeJS.ProcessEnv;
		stdio?: 'pipe' | ['ignore', number, number];
		/** Who it runs as; default: who this process runs as. */
		user?: { uid: number; gid: number };
	},
): ChildProcess {
	return spawn(command, args, {
		cwd: options.cwd,
		env: options.env,
		stdio: options.stdio ?? ['ignore', 'pipe', 'pipe'],
		detached: !isWindows,
		windowsHide: true,
		...options.user,
	});
}

/**
 * Runs a command to its end.
 *
 * @throws the spawn error (code ENOENT when there is no such command), or an AbortError.
 */
export async function run(
	command: string,
	args: string[],
	{ cwd, env, user, onOutput, signal }: RunOptions = {},
): Promise<CommandResult> {
	signal?.throwIfAborted();
	const child = spawnGroup(command, args, { cwd, env, user });
	let output = '';
	const collect = (chunk: Buffer) => {
		const text = chunk.toString();
		output += text;
		onOutput?.(text);
	};
	child.stdout?.on('data', collect);
	child.stderr?.on('data', collect);

	let ending: Promise<void> | undefined;
	const abort = () => {
		ending = child.pid === undefined ? undefined : endProcessTree(child.pid, 5_000);
	};
	signal?.addEventListener('abort', abort, { once: true });
	try {
		const code = await new Promise<number | null>((resolve, reject) => {
			child.once('error', reject);
			child.once('close', resolve);
		});
		await ending;
		signal?.throwIfAborted();
		return { code, output };
	} finally {
		signal?.removeEventListener('abort', abort);
	}
}
