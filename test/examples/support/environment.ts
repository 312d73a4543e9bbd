import { TestEnvironment } from 'jest-environment-node';
import { shared } from './demo';

/** Gives each test file the demo itself, for the controls of the simulator, and not a copy. */
export default class DemoEnvironment extends TestEnvironment {
	override async setup(): Promise<void> {
		await super.setup();
		Object.assign(this.global, shared.exampleDemo && { exampleDemo: shared.exampleDemo });
	}
}
