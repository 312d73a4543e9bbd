import { closeSync, existsSync, openSync, readdirSync } from 'node:fs';
import { chmod, chown, mkdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { delimiter, join } from 'node:path';

import { forgetPid, notePid } from '../pidFile';
import { isAlive, run, spawnGroup } from '../processes';
import { waitFor } from '../waitFor';

/** Where Debian has the programs of PostgreSQL, a folder for each version. */
const POSTGRES = '/usr/lib/postgresql';

/** @throws when the program is not installed, with what to install */
function find(program: string, folders: string[], debian: string): string {
	const found = folders.map((folder) => join(folder, program)).find((path) => existsSync(path));
	if (found) return found;
	throw new Error(
		`Queue mode needs ${program}, which is not here. On Debian: apt-get install ${debian}`,
	);
}

const onPath = () => (process.env.PATH ?? '').split(delimiter);

function postgresProgram(program: string): string {
	const versions = existsSync(POSTGRES) ? readdirSync(POSTGRES) : [];
	const newest = versions.sort((one, other) => Number(other) - Number(one));
	return find(
		program,
		[...newest.map((version) => join(POSTGRES, version, 'bin')), ...onPath()],
		'postgresql',
	);
}

/** PostgreSQL refuses to run as root: then it runs as the user that Debian has for it. */
async function postgresUser(): Promise<{ uid: number; gid: number } | undefined> {
	if (process.getuid?.() !== 0) return undefined;
	const ids = await Promise.all(['-u', '-g'].map(async (of) => await run('id', [of, 'postgres'])));
	if (ids.some(({ code }) => code !== 0)) {
		throw new Error('There is no user "postgres". On Debian: apt-get install postgresql');
	}
	const [uid, gid] = ids.map(({ output }) => Number(output));
	return { uid, gid };
}

/** Starts a service that is done when its port answers. Its output goes to `service.log` in the folder. */
async function startService(
	command: string,
	args: string[],
	folder: string,
	isReady: () => Promise<boolean>,
	user?: { uid: number; gid: number },
): Promise<void> {
	const output = openSync(join(folder, 'service.log'), 'a');
	const child = spawnGroup(command, args, { cwd: folder, stdio: ['ignore', output, output], user });
	closeSync(output);
	child.once('exit', () => forgetPid(folder));
	const { pid = 0 } = child;
	notePid(folder, pid);
	await waitFor(`${command} to be ready`, async () => {
		if (!isAlive(pid)) throw new Error(`${command} ended: see ${join(folder, 'service.log')}`);
		return (await isReady()) || undefined;
	});
}

const answers = async (port: number) =>
	await new Promise<boolean>((resolve) => {
		const socket = connect(port, '127.0.0.1');
		socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
		socket.once('connect', () => socket.destroy());
	});

/** Starts Redis on the data in the folder. @throws when it is not installed */
export async function startRedis(folder: string, port: number): Promise<void> {
	const program = find('redis-server', onPath(), 'redis-server');
	await mkdir(folder, { recursive: true });
	// As n8n wants it where no execution may be lost: what is queued is on disk.
	const durable = ['--save', '', '--appendonly', 'yes'];
	const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, ...durable];
	await startService(program, args, folder, async () => await answers(port));
}

/** Starts PostgreSQL on the data in the folder, which is made when it is not there. @throws when it is not installed */
export async function startPostgres(folder: string, port: number): Promise<void> {
	const [server, initdb, isReady] = ['postgres', 'initdb', 'pg_isready'].map(postgresProgram);
	const user = await postgresUser();
	const data = join(folder, 'data');
	if (!existsSync(data)) {
		await mkdir(folder, { recursive: true });
		if (user) await chown(folder, user.uid, user.gid);
		await chmod(folder, 0o700);
		const args = ['-D', data, '-A', 'trust', '-U', 'postgres', '-E', 'UTF8', '--no-sync'];
		const { code, output } = await run(initdb, args, { cwd: folder, user });
		if (code !== 0) throw new Error(`initdb failed:\n${output}`);
	}
	const settings = ['max_connections=200', 'unix_socket_directories='];
	await startService(
		server,
		['-D', data, '-p', String(port), '-h', '127.0.0.1', ...settings.flatMap((one) => ['-c', one])],
		folder,
		async () => {
			const address = ['-h', '127.0.0.1', '-p', String(port)];
			return (await run(isReady, ['-q', '-U', 'postgres', ...address])).code === 0;
		},
		user,
	);
}

/** What a query of the database gives: a line for each row, with a tab between columns. */
export async function queryPostgres(port: number, sql: string): Promise<string[][]> {
	const address = ['-h', '127.0.0.1', '-p', String(port), '-U', 'postgres'];
	const args = [...address, '--no-psqlrc', '-A', '-t', '-F', '\t', '-c', sql];
	const { code, output } = await run(postgresProgram('psql'), args);
	if (code !== 0) throw new Error(`psql failed:\n${output}`);
	return output
		.split('\n')
		.filter((line) => line !== '')
		.map((line) => line.split('\t'));
}
