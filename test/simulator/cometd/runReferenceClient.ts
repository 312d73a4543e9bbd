import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { until } from '../helper';

interface ClientEvent<Data> {
	event: 'handshake' | 'subscribed' | 'message' | 'disconnected';
	successful?: boolean;
	channel?: string;
	data?: Data;
}

const children: ChildProcess[] = [];
afterAll(() => children.forEach((child) => child.kill('SIGKILL')));

/** Starts the reference client; `heard` waits until there are so many events that fit. */
export function runReferenceClient<Data>(
	url: string,
	headers: Record<string, string>,
	channels: string[],
) {
	const script = join(__dirname, 'referenceClient.ts');
	const args = ['--import', 'tsx', script, url, JSON.stringify(headers), JSON.stringify(channels)];
	const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
	children.push(child);
	const events: Array<ClientEvent<Data>> = [];
	const ended = new Promise((resolve) => child.on('close', resolve));
	createInterface({ input: child.stdout }).on('line', (line) => {
		if (line.startsWith('{')) events.push(JSON.parse(line));
	});
	const heard = async (times: number, fits: Partial<ClientEvent<Data>>) => {
		const keys = Object.keys(fits) as Array<keyof ClientEvent<Data>>;
		const found = () => events.filter((event) => keys.every((key) => event[key] === fits[key]));
		await until(() => found().length >= times || child.exitCode !== null);
		if (found().length < times) throw new Error(`Ended after ${JSON.stringify(events)}`);
		return found();
	};
	return { child, heard, ended };
}
