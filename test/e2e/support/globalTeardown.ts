import { rmSync } from 'node:fs';
import type { Config } from '@jest/types';
import { EXCEPTIONS } from '../../campaigns/secrets/exceptions';
import { clearNotes } from '../../campaigns/secrets/registry';
import { searchAll, told } from '../../campaigns/secrets/search';
import { instance, stopInstance } from './instance';

/**
 * Stops n8n, and searches what it leaves behind for secrets; its data and log stay only when a test failed (see logReporter.js) or one was found.
 *
 * @throws when there is a secret, or when all tests were run and an exception was of no use
 */
export default async function globalTeardown(config: Config.GlobalConfig): Promise<void> {
	const { userFolder } = instance();
	await stopInstance();
	const { findings, used, summary } = searchAll(userFolder);
	process.stderr.write(`${summary}\n`);
	if (findings.length > 0) {
		const text = told(findings).slice(0, 50).join('\n');
		throw new Error(`There are secrets in what n8n left in ${userFolder}:\n${text}`);
	}
	if (process.env.N8N_TEST_KEEP_FOLDER) return;
	rmSync(userFolder, { recursive: true, force: true, maxRetries: 3 });
	clearNotes();
	const isWhole = !config.testPathPattern && !config.testNamePattern;
	const unused = EXCEPTIONS.filter((one) => isWhole && !used.has(one));
	if (unused.length > 0) {
		throw new Error(`No longer needed: ${unused.map(({ reason }) => reason).join(' ')}`);
	}
}
