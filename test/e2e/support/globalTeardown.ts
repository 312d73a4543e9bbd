import { rmSync } from 'node:fs';
import { instance, stopInstance } from './instance';

/** Stops n8n; its data and log stay only when a test failed (see logReporter.js). */
export default async function globalTeardown(): Promise<void> {
	const { userFolder } = instance();
	await stopInstance();
	if (process.env.N8N_TEST_KEEP_FOLDER) return;
	rmSync(userFolder, { recursive: true, force: true, maxRetries: 3 });
}
