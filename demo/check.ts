import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { checkCases } from './checks/cases';
import { checkCredentials } from './checks/credentials';
import { checkDigest } from './checks/digest';
import { checkEmailOut } from './checks/emailOut';
import { checkExportLoad } from './checks/exportLoad';
import { checkFirstResponder } from './checks/firstResponder';
import { checkMails } from './checks/mails';
import { checkNightlyExport } from './checks/nightlyExport';
import { checkQueueAlert } from './checks/queueAlert';
import { checkRestart } from './checks/restart';
import { checkSmsGateway } from './checks/smsGateway';
import { checkWallboard } from './checks/wallboard';
import { startDemo, type Demo } from './demo';
import { ensureHost, type Log } from '../tools/n8n';
import { Checklist } from '../tools/n8n/checklist';

async function answers(url: string): Promise<boolean> {
	return await fetch(url).then(
		() => true,
		() => false,
	);
}

/**
 * Starts the whole demo in a temporary folder, uses the workflows, and compares what the simulator
 * and n8n recorded with what should have happened. Everything is stopped at the end; the folder
 * stays when something failed, for its log.
 *
 * @returns how many checks failed
 * @throws when n8n cannot be installed or started
 */
export async function runCheck(options: {
	n8n?: string;
	log: Log;
	signal?: AbortSignal;
}): Promise<number> {
	const { log, signal } = options;
	const list = new Checklist(log, signal);
	const host = await ensureHost(options);
	const userFolder = await mkdtemp(join(tmpdir(), 'n8n-nodes-genesys-check-'));
	let demo: Demo | undefined;
	try {
		log('Starting');
		demo = await startDemo({ host, userFolder, seed: 1, tickMs: 0, log, signal });
		list.passed++;
		log('  ok      n8n runs with the packed package, credentials and active workflows');
		log('Checking');
		await checkCredentials({ demo, list });
		await checkCases({ demo, list });
		const delivery = await checkMails({ demo, list });
		await checkDigest({ demo, list });
		await checkQueueAlert({ demo, list });
		await checkWallboard({ demo, list });
		await checkExportLoad({ demo, list }, await checkNightlyExport({ demo, list }));
		const sms = await checkSmsGateway({ demo, list });
		await checkEmailOut({ demo, list });
		await checkFirstResponder({ demo, list });
		log('Restarting n8n on the same data');
		demo = await checkRestart({ demo, list }, { host, delivery, sms, log, signal });
	} finally {
		await demo?.stop();
		if (signal?.aborted) await rm(userFolder, { recursive: true, force: true, maxRetries: 3 });
	}
	const { n8n, simulator, standIns } = demo;
	await list.check('everything is stopped', async () => {
		const urls = [n8n.url, simulator.url, standIns.url];
		assert.deepEqual(await Promise.all(urls.map(answers)), [false, false, false]);
	});
	if (list.failed === 0) await rm(userFolder, { recursive: true, force: true, maxRetries: 3 });
	else log(`n8n's data and log are kept in ${userFolder}`);
	log(`${list.passed} ok, ${list.failed} failed`);
	return list.failed;
}
