import { fork } from 'node:child_process';
import { join } from 'node:path';
import { startSimulator } from '../../../simulator';
import * as creds from '../../harness/genesysCredentials';
import { openTalk } from './talk';
import type { Measured } from './process';
async function main() {
	const sim = await startSimulator({ samples: false, record: false, statistics: { tickMs: 0 }, exports: { auto: false, runMs: 1000, bytesPerFile: 500 }, webServices: { delayMs: 0, queues: [], cometd: { timeoutMs: 1000 } }, cometd: { timeoutMs: 1000 } });
	sim.control.webServices.set({ channel: '/v2/me/interactions', csrf: false, csrfOnNotifications: false });
	const child = fork(join(__dirname, 'process.ts'), [], { execArgv: ['--expose-gc', '--import', 'tsx'] });
	const ask = openTalk(child as never, (question, given) => {
		const path = question.split('.');
		const name = path.pop() as string;
		const owner = path.reduce<any>((at, key) => at[key], sim.control);
		return owner[name](...given);
	});
	const credentials = { key: creds.keyCredential(sim), signedIn: creds.signedInCredential(sim), webServices: creds.webServicesCredential(sim), channel: creds.channelCredential(sim), cloud: creds.cloudCredential(sim) };
	for (const name of process.argv.slice(2)) {
		const t = Date.now();
		const m = await ask<Measured>(name, !!process.env.LONG, { url: sim.url, credentials });
		console.log(name, Date.now() - t, 'ms', m.units, m.said, 'sim sockets', process.getActiveResourcesInfo().filter((x) => /TCP/.test(x)).length);
		console.log(m.samples.map((s) => Math.round(s.heap / 1024)).join(' '), m.samples.map((s) => s.listeners).join(' '));
		console.log([...new Set(m.samples.map((s) => JSON.stringify(s.resources)))].join('\n'));
		const a = m.held.before, b = m.held.after;
		console.log(Object.keys(b).length, Object.keys(b).filter((k) => a[k] !== b[k]).map((k) => [k, a[k], b[k]]));
	}
	child.disconnect();
	await sim.close();
}
void main();
