import { rmSync } from 'node:fs';
import { forgetInstance, instance, stopInstance } from './instance';

/** Stops n8n; its data and log stay only when a test failed (see logReporter.js). */
export default async function globalTeardown(): Promise<void> {
	const { userFolder } = instance();
	await stopInstance();
	forgetInstance();
	if (process.env.E2E_KEEP_FOLDER) return;
	rmSync(userFolder, { recursive: true, force: true, maxRetries: 3 });
}
