import fc from 'fast-check';
import { withLiar } from '../harness/liar';
import { initDeduplication } from '../harness/triggerHost';
import { restoreClock } from './polling/clock';
import { commands, starts } from './polling/commands';
import { counts, World } from './polling/world';

/**
 * The Export Trigger as a state machine: whatever happens to the history, to n8n and to what is set, in any order, each export that
 * ends while the trigger is on starts the workflow once, and none that had ended before. Time is put forward, HTTP is real.
 *
 * Short: `npx jest test/campaigns/polling`. Long: `RUNS=5000`, ended after `LIMIT=600000` milliseconds. Another seed: `SEED=7`. A failure prints its seed, its path and the
 * replayPath of its steps: `SEED=… AT=… REPLAY=…` repeats it alone.
 */
const { RUNS = '60', SEED = '20261128', AT, REPLAY, LIMIT } = process.env;

const liar = withLiar();
let deduplication: Awaited<ReturnType<typeof initDeduplication>>;
beforeAll(async () => {
	deduplication = await initDeduplication();
});

afterAll(restoreClock);

test('each export starts the workflow once, and never an old one', async () => {
	const end = performance.now() + Number(LIMIT ?? Infinity);
	const property = fc.asyncProperty(starts, commands(REPLAY), async (start, steps) => {
		// By the clock of the machine: that of the runs is put forward.
		if (performance.now() > end) return;
		counts.runs++;
		deduplication.clear();
		const world = new World(start, liar);
		try {
			await world.begin();
			await fc.asyncModelRun(() => ({ model: {}, real: world }), steps);
			await world.settle();
		} finally {
			world.close();
		}
	});
	const result = await fc.check(property, {
		numRuns: Number(RUNS),
		seed: Number(SEED),
		path: AT,
	});
	process.stdout.write(`Polling: SEED=${SEED}, ${JSON.stringify(counts)}\n`);
	if (result.failed) throw new Error(await fc.asyncDefaultReportMessage(result));
	expect(counts.once).toBeGreaterThan(0);
}, 3_600_000);
