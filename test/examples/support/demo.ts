import { join } from 'node:path';
import type { Demo } from '../../../demo/demo';
import type { Log } from '../../../tools/n8n';

/** Where globalSetup.ts leaves the demo; environment.ts hands it on to the test files. */
export const shared = globalThis as { exampleDemo?: Demo };

/** The demo that all test files use: n8n, the simulator and the stand-ins. */
export function runningDemo(): Demo {
	const { exampleDemo } = shared;
	if (!exampleDemo) {
		throw new Error('No demo runs here: use test/examples/jest.config.js, with one worker');
	}
	return exampleDemo;
}

/** The temporary folder of this test run, which the shared n8n works on. */
export function testFolder(): string {
	const folder = process.env.N8N_TEST_FOLDER;
	if (!folder) throw new Error('N8N_TEST_FOLDER is not set: use test/examples/jest.config.js');
	return folder;
}

/** What restart.test.ts works on, which restarts a demo of its own. */
export const restartFolder = (): string => join(testFolder(), 'restart');

/** Not on stdout, where jest may write its report. */
export const log: Log = (line) => process.stderr.write(`${line}\n`);
