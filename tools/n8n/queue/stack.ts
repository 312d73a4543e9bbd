import { readFileSync, writeFileSync } from 'node:fs';
import { chmod, cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { ensureHost } from '../ensureHost';
import { N8nRest } from '../n8nRest';
import { installCommunityPackage } from '../packPackage';
import { notedPid } from '../pidFile';
import { freePort } from '../ports';
import { endProcessTree, killProcessTree } from '../processes';
import type { Log } from '../progress';
import { startN8n, type StartN8nOptions } from '../startN8n';
import { queryPostgres, startPostgres, startRedis } from './services';

/** The processes of n8n, and what each does. */
const ROLES = {
	main: 'start',
	webhook1: 'webhook',
	webhook2: 'webhook',
	worker1: 'worker',
	worker2: 'worker',
} as const satisfies Record<string, StartN8nOptions['role']>;

const SERVICES = { redis: startRedis, postgres: startPostgres };

type N8nProcess = keyof typeof ROLES;
export type ProcessName = N8nProcess | keyof typeof SERVICES;

const N8N_PROCESSES = Object.keys(ROLES) as N8nProcess[];
const ALL: ProcessName[] = [...N8N_PROCESSES, 'redis', 'postgres'];

type Ports = Record<ProcessName, number>;

const settingsFile = (folder: string) => join(folder, 'ports.json');

/** The folder of each process of a stack, with its data, its log and the id of its process. */
export const processFolders = (folder: string): string[] => ALL.map((name) => join(folder, name));

/**
 * n8n in queue mode on 127.0.0.1: Redis, PostgreSQL, one main process, two that receive webhooks and two workers, each with a user
 * folder of its own, as on machines of their own. Everything is in one folder, and is ended by the ids that are noted there.
 */
export class QueueStack {
	private constructor(
		private readonly folder: string,
		private readonly ports: Ports,
		private readonly log: Log,
	) {}

	/**
	 * Starts all of it.
	 *
	 * @param tarball the package that each process has, see packPackage()
	 * @throws when Redis or PostgreSQL is not installed, with what to install
	 */
	static async start(folder: string, tarball: string, log: Log, signal?: AbortSignal) {
		// Another user, as whom PostgreSQL may have to run, gets into the folder, and sees nothing there.
		await chmod(folder, 0o711);
		const ports = Object.fromEntries(
			await Promise.all(ALL.map(async (name) => [name, await freePort()] as const)),
		) as Ports;
		writeFileSync(settingsFile(folder), JSON.stringify(ports));
		const stack = new QueueStack(folder, ports, log);
		await Promise.all([stack.start('redis'), stack.start('postgres')]);
		await stack.install(tarball);
		signal?.throwIfAborted();
		// It makes the tables; the others expect them.
		await stack.start('main');
		signal?.throwIfAborted();
		await Promise.all(N8N_PROCESSES.slice(1).map(async (name) => await stack.start(name)));
		return stack;
	}

	/** The one that runs on the folder. */
	static at(folder: string, log: Log = () => {}): QueueStack {
		const ports = JSON.parse(readFileSync(settingsFile(folder), 'utf8')) as Ports;
		return new QueueStack(folder, ports, log);
	}

	/** Where a process of n8n answers, without a trailing slash. */
	url(name: N8nProcess): string {
		return `http://127.0.0.1:${this.ports[name]}`;
	}

	/** A client of the main process, logged in as the owner. */
	async connect(): Promise<N8nRest> {
		const rest = new N8nRest(this.url('main'));
		await rest.login();
		return rest;
	}

	/** Asks n8n's database. @returns its rows */
	async query(sql: string): Promise<string[][]> {
		return await queryPostgres(this.ports.postgres, sql);
	}

	/** Starts a process, at first or again, and waits until it is ready. */
	async start(name: ProcessName): Promise<void> {
		const folder = join(this.folder, name);
		const port = this.ports[name];
		if (name === 'redis' || name === 'postgres') return await SERVICES[name](folder, port);
		const { log } = this;
		const host = await ensureHost({ log });
		const role = ROLES[name];
		await startN8n({ host, userFolder: folder, role, port, log, env: this.environment(port) });
	}

	/** Asks a process to end, and waits for it. */
	async stop(name: ProcessName): Promise<void> {
		await endProcessTree(this.pid(name));
	}

	/** Ends a process as a crash or a loss of power does. */
	async kill(name: ProcessName): Promise<void> {
		await killProcessTree(this.pid(name));
	}

	/** Lets a process stand still, as one does that has no time or memory. @returns what lets it go on */
	stall(name: ProcessName): () => void {
		const pid = this.pid(name);
		process.kill(pid, 'SIGSTOP');
		return () => void process.kill(pid, 'SIGCONT');
	}

	/** Ends all that runs: n8n before what it needs. */
	async end(): Promise<void> {
		const end = async (names: readonly ProcessName[]) =>
			await Promise.all(
				names.map(async (name) => {
					const pid = notedPid(join(this.folder, name));
					if (pid !== undefined) await endProcessTree(pid);
				}),
			);
		await end(N8N_PROCESSES);
		await end(['redis', 'postgres']);
	}

	private pid(name: ProcessName): number {
		const pid = notedPid(join(this.folder, name));
		if (pid === undefined) throw new Error(`${name} does not run`);
		return pid;
	}

	/** What npm makes of the tarball is the same for each process. */
	private async install(tarball: string): Promise<void> {
		const [first, ...others] = N8N_PROCESSES.map((name) => join(this.folder, name));
		await mkdir(first, { recursive: true });
		await installCommunityPackage(first, tarball);
		const nodes = join('.n8n', 'nodes');
		for (const other of others) {
			await cp(join(first, nodes), join(other, nodes), { recursive: true });
		}
	}

	private environment(port: number): Record<string, string> {
		return {
			EXECUTIONS_MODE: 'queue',
			OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
			N8N_ENCRYPTION_KEY: 'key-of-a-test',
			WEBHOOK_URL: `${this.url('webhook1')}/`,
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: '127.0.0.1',
			DB_POSTGRESDB_PORT: String(this.ports.postgres),
			DB_POSTGRESDB_DATABASE: 'postgres',
			DB_POSTGRESDB_USER: 'postgres',
			QUEUE_BULL_REDIS_HOST: '127.0.0.1',
			QUEUE_BULL_REDIS_PORT: String(this.ports.redis),
			QUEUE_HEALTH_CHECK_ACTIVE: 'true',
			QUEUE_HEALTH_CHECK_PORT: String(port),
			N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
			// What a worker held that was killed is noticed after seconds, not minutes.
			QUEUE_WORKER_LOCK_DURATION: '10000',
			QUEUE_WORKER_LOCK_RENEW_TIME: '2000',
			QUEUE_WORKER_STALLED_INTERVAL: '5000',
		};
	}
}
