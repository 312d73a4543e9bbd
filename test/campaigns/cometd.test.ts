/** @jest-environment node */
import fc from 'fast-check';
import { commands, type Model } from './cometd/commands';
import { startReference } from './cometd/reference';
import { count, World, type Setup } from './cometd/world';
import { chance } from './servers/chance';

/**
 * The Statistics Trigger and the Agent Email Trigger, with all that is below them, as state machines: commands by chance to a
 * Genesys that loses sessions and breaks connections, and to n8n that closes, kills and opens them. After each command, what
 * they passed on has to be what they were told, as docs/reliability.md promises. Time is simulated.
 *
 * Short: `npx jest test/campaigns/cometd`. Long: `RUNS=5000`. Another seed: `SEED=7`. A failure prints its seed and the path to
 * the shortest commands that show it, to be repeated by `SEED=… REPEAT=<path>`.
 */
const { REPEAT } = process.env;
const RUNS = Number(process.env.RUNS ?? 300);
const SEED = Number(process.env.SEED ?? 20_261_128);
/** One run in so many is against the reference server. */
const REFERENCE = 4;

const setups: fc.Arbitrary<Setup> = fc.record({
	kind: fc.constantFrom('statistics', 'agentEmail'),
	manual: fc.boolean(),
	catchUp: fc.boolean(),
	initialValues: fc.boolean(),
	serviceState: fc.boolean(),
	openAtStart: fc.boolean(),
	acknowledges: fc.boolean(),
	numbered: fc.boolean(),
	reference: fc.nat(REFERENCE - 1).map((n) => n === 0),
});

afterEach(() => {
	jest.restoreAllMocks();
	jest.useRealTimers();
});

test('triggers that are told by CometD keep their promises, whatever happens', async () => {
	const property = fc.asyncProperty(setups, commands, async (setup, happens) => {
		jest.useFakeTimers({ now: 1_000_000, doNotFake: ['nextTick', 'setImmediate', 'performance'] });
		// How long is waited depends on it.
		jest.spyOn(Math, 'random').mockImplementation(chance(SEED));
		count.runs++;
		if (setup.reference) count.onReference++;
		const world = new World(setup, startReference);
		try {
			await world.open();
			const model: Model = { isOpen: true };
			await fc.asyncModelRun(() => ({ model, real: world }), happens);
			await world.settle();
		} finally {
			jest.clearAllTimers();
			jest.useRealTimers();
		}
	});
	const repeat = REPEAT ? { path: REPEAT } : {};
	await fc.assert(property, { numRuns: RUNS, seed: SEED, ...repeat });
	console.log(JSON.stringify({ seed: SEED, ...count, hours: Math.round(count.hours) }));
}, 3_600_000);
