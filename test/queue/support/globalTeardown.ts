import { rmSync } from 'node:fs';
import { folder, stack } from './stack';

/** Ends what runs; data and logs stay only when a test failed (see logReporter.js). */
export default async function globalTeardown(): Promise<void> {
	await stack().end();
	if (process.env.N8N_TEST_KEEP_FOLDER) return;
	rmSync(folder(), { recursive: true, force: true, maxRetries: 3 });
}
