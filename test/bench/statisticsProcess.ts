/**
 * The Statistics Trigger of the built package in a process of its own, in n8n's engine but without
 * n8n. Started with `fork`: runs what a `Command` says, one at a time, and sends what it measured.
 */
process.env.N8N_LOG_LEVEL = 'silent';

import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Credentials } from '../harness/additionalData';
import { runNode } from '../harness/runNode';
import { startTrigger, type RunningTrigger } from '../harness/runTrigger';

/** Where the simulator is, and what to do with it. */
export type Command = { url: string; apiKey: string } & (
	| { do: 'idle'; seconds: number }
	/** Starts the trigger; `published` says when the publishing begins, `stop` how much it was. */
	| { do: 'watch'; statistics: number }
	| { do: 'measure'; seconds: number; expected: number }
	| { do: 'close' }
	| { do: 'getMany'; items: number }
);

/** How busy the process was while it was measured. */
export interface Load {
	/** Milliseconds between two turns of a timer of 1 ms. */
	delay: { p50: number; p99: number; max: number };
	/** Part of the time in which the event loop was not waiting, 0 to 1. */
	busy: number;
	/** CPU time of all threads by the time that passed: 1 is a core. */
	cpu: number;
}

export interface Measured {
	load?: Load;
	/** The counting values of the updates that were emitted, in order. */
	values?: number[];
	/** Items of Get Many. */
	items?: number;
}

/** After the last update was published, for what is still under way; not part of the measured time. */
const LATE_MS = 3_000;

let trigger: RunningTrigger | undefined;

async function measureLoad(seconds: number): Promise<Load> {
	const histogram = monitorEventLoopDelay({ resolution: 1 });
	const loop = performance.eventLoopUtilization();
	const cpu = process.cpuUsage();
	const started = performance.now();
	histogram.enable();
	await sleep(seconds * 1_000);
	histogram.disable();
	const { user, system } = process.cpuUsage(cpu);
	const milliseconds = (nanoseconds: number) => nanoseconds / 1e6;
	return {
		delay: {
			p50: milliseconds(histogram.percentile(50)),
			p99: milliseconds(histogram.percentile(99)),
			max: milliseconds(histogram.max),
		},
		busy: performance.eventLoopUtilization(loop).utilization,
		cpu: (user + system) / 1_000 / (performance.now() - started),
	};
}

/** Every update becomes an item: no throttle, no change filter, and no values that are not updates. */
async function watch(credentials: Credentials, count: number): Promise<RunningTrigger> {
	const statistics = Array.from({ length: count }, (_, index) => ({
		statisticId: `handled-${index + 1}`,
		name: 'TotalCallsHandled',
		objectType: 'Agent',
		objectId: `agent${index + 1}`,
	}));
	return await startTrigger(
		'genesysStatisticsTrigger',
		{
			authentication: 'apiKey',
			statisticsMode: 'json',
			statisticsJson: JSON.stringify(statistics),
			output: 'update',
			options: { initialValues: false },
		},
		credentials,
	);
}

async function measureTrigger(seconds: number, expected: number): Promise<Measured> {
	if (!trigger) throw new Error('The trigger was not started');
	const { emitted, errors } = trigger;
	emitted.length = 0;
	const load = await measureLoad(seconds);
	const count = () => emitted.reduce((sum, items) => sum + items.length, 0);
	for (const end = Date.now() + LATE_MS; count() < expected && Date.now() < end;) await sleep(50);
	await sleep(200); // one that comes twice may come after the last
	if (errors.length > 0) throw errors[0];
	const values = emitted.flat().map(({ value }) => (value as { intValue: number }).intValue);
	return { load, values };
}

async function getMany(credentials: Credentials, count: number): Promise<Measured> {
	const names = ['TimeInCurrentState', 'AverageHandlingTime', 'TotalCallsHandled'];
	names.push('CurrentAgentState', 'TotalLoginTime');
	const items = Array.from({ length: count }, (_, index) => ({
		statistic: names[index % names.length],
		agent: `agent${Math.floor(index / names.length) + 1}`,
	}));
	const result = await runNode({
		node: 'genesysStatistics',
		parameters: {
			...{ authentication: 'apiKey', resource: 'statistic', operation: 'getAll', options: {} },
			statisticName: '={{ $json.statistic }}',
			objectType: 'Agent',
			objectId: '={{ $json.agent }}',
		},
		credentials,
		items,
	});
	if (result.error) throw result.error;
	return { items: result.items.filter(({ json }) => json.value !== undefined).length };
}

async function run(command: Command): Promise<Measured> {
	const { url, apiKey } = command;
	const credentials = { genesysApi: { baseUrl: url, apiKey } };
	switch (command.do) {
		case 'idle':
			return { load: await measureLoad(command.seconds) };
		case 'watch':
			trigger = await watch(credentials, command.statistics);
			return {};
		case 'measure':
			return await measureTrigger(command.seconds, command.expected);
		case 'close':
			await trigger?.close();
			return {};
		case 'getMany':
			return await getMany(credentials, command.items);
	}
}

// Ctrl+C reaches this process as well; the parent decides when to end.
process.on('SIGINT', () => {});
process.once('disconnect', () => process.exit());
process.on('message', (command: Command) => {
	run(command).then(
		(measured) => process.send?.(measured),
		(error: Error) => {
			console.error(error.message);
			process.exit(1);
		},
	);
});
