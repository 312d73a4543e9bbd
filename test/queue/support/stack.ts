import { QueueStack } from '../../../tools/n8n';

/** The temporary folder that globalSetup made. */
export function folder(): string {
	const path = process.env.N8N_TEST_FOLDER;
	if (!path) throw new Error('N8N_TEST_FOLDER is not set: use test/queue/jest.config.js');
	return path;
}

/** n8n in queue mode, as globalSetup started it. */
export const stack = (): QueueStack => QueueStack.at(folder());
