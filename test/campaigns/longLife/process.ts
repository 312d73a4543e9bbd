/**
 * The nodes in a process of their own, so that nothing else is in its memory. Started with `fork`: runs the scenario that it is
 * asked for, and answers what it measured.
 */
process.env.N8N_LOG_LEVEL = 'silent';

import { loadPackage } from '../../harness/package';
import { initDeduplication } from '../../harness/triggerHost';
import { installClock } from './clock';
import { findCollections } from './collections';
import { sample, settle, SOCKETS, type Sample } from './measure';
import type { Amount, Running, Stage } from './scenario';
import { scenarios } from './scenarios';
import { openTalk } from './talk';

/** An even number: halves are compared. */
const SAMPLES = 6;

/** What came of a scenario. */
export interface Measured {
	samples: Sample[];
	/** Entries of what the modules of the package hold, by name: once it was warm, and at the end. */
	held: Record<'before' | 'after', Record<string, number>>;
	units: number;
	said: Record<string, number>;
}

async function work({ unit }: Running, from: number, count: number, atOnce: number): Promise<void> {
	const end = from + count;
	let next = from;
	const worker = async () => {
		while (next < end) await unit(next++);
	};
	await Promise.all(Array.from({ length: atOnce }, worker));
}

async function run(name: string, long: boolean, stage: Stage): Promise<Measured> {
	const scenario = scenarios.find((one) => one.name === name);
	if (!scenario) throw new Error(`There is no scenario "${name}"`);
	const amount: Amount = long ? scenario.long : scenario.short;
	const { warmUp, measured, atOnce } = amount;
	const running = await scenario.open(stage, amount);
	const samples: Sample[] = [];
	let done = 0;
	let timers = 0;
	const block = async (count: number) => {
		await work(running, done, count, atOnce);
		done += count;
		await running.rest?.();
		stage.forgetProcessed();
		await settle(timers);
		const taken = await sample();
		timers = taken.resources.Timeout ?? 0;
		taken.resources[SOCKETS] = await stage.ask<number>('sockets');
		return taken;
	};
	try {
		// The measuring itself has to be warm too.
		await block(warmUp);
		const collections = await found;
		const before = collections();
		for (let n = 0; n < SAMPLES; n++) samples.push(await block(Math.ceil(measured / SAMPLES)));
		const held = { before, after: collections() };
		return { samples, held, units: done, said: running.said?.() ?? {} };
	} finally {
		await running.close?.();
	}
}

installClock();
const found = loadPackage().then(findCollections);
const deduplication = initDeduplication();
const ask = openTalk(process, async (question, given) => {
	const [long, stage] = given as [boolean, Pick<Stage, 'url' | 'credentials'>];
	const { clear } = await deduplication;
	return await run(question, long, { ...stage, ask, forgetProcessed: clear });
});
process.once('disconnect', () => process.exit());
