import { rmSync } from 'node:fs';
import { runningDemo, testFolder } from './demo';

/** Stops the demo; its data and log stay only when a test failed (see logReporter.js). */
export default async function globalTeardown(): Promise<void> {
	await runningDemo().stop();
	if (process.env.N8N_TEST_KEEP_FOLDER) return;
	rmSync(testFolder(), { recursive: true, force: true, maxRetries: 3 });
}
