import { startSimulator, type Simulator, type SimulatorOptions } from '../../simulator';

/**
 * A simulator for the tests of a file or `describe`: started before them, as at its start before each, and closed after them. The
 * answer can be used from `beforeAll` on.
 */
export function withSimulator(options: SimulatorOptions = {}): Simulator {
	const simulator = {} as Simulator;
	beforeAll(async () => void Object.assign(simulator, await startSimulator(options)));
	beforeEach(async () => await simulator.control.reset());
	afterAll(async () => await simulator.close());
	return simulator;
}
