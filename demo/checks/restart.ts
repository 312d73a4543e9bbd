import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Delivery } from '../../simulator';
import { setUp, startDemoN8n, type Demo } from '../demo';
import type { Log, N8nHost } from '../../tools/n8n';
import { startStandIns } from '../standIns';
import type { CheckContext } from './context';
import { checkLoadGoesOn, exportMeanwhile } from './exportLoad';
import { checkAlertGoesOn } from './queueAlert';
import { checkGatewayGoesOn } from './smsGateway';

const RENAMED = 'My own digest';

/**
 * Stops n8n and starts it again on the same data, as a second `npm run demo` does.
 *
 * @returns the demo with the n8n that runs now
 */
export async function checkRestart(
	{ demo, list }: CheckContext,
	options: { host: N8nHost; delivery?: Delivery; sms?: string; log: Log; signal?: AbortSignal },
): Promise<Demo> {
	const { simulator, n8n: first, workflows } = demo;
	const { id } = workflows.mailDigest;
	await first.rest.call('PATCH', `/workflows/${id}`, { name: RENAMED });
	await first.stop();
	const meanwhile = exportMeanwhile(simulator);

	const n8n = await startDemoN8n({ ...options, userFolder: first.userFolder });
	const standIns = await startStandIns();
	await demo.standIns.close();
	const stop = async () => {
		await n8n.stop();
		await simulator.close();
		await standIns.close();
	};
	const places = await setUp(n8n, simulator, standIns).catch(async (error) => {
		await stop();
		throw error;
	});
	const again: Demo = { simulator, standIns, n8n, ...places, stop };

	await list.check('a second start doubles nothing and keeps what the user changed', async () => {
		const names = (await n8n.rest.listWorkflows()).map(({ name }) => name).sort();
		const expected = Object.values(workflows).map((one) => (one.id === id ? RENAMED : one.name));
		assert.deepEqual(names, expected.sort());
		assert.equal((await n8n.rest.listCredentials()).length, 7);
	});
	await checkLoadGoesOn({ demo: again, list }, meanwhile);
	const { delivery, sms } = options;
	if (sms !== undefined) await checkGatewayGoesOn({ demo: again, list }, sms);
	if (delivery) {
		await list.check('a delivery from before the restart opens no second workitem', async () => {
			const before = simulator.control.workitems.list().length;
			simulator.control.requests.clear();
			const [attempt] = await simulator.control.webhook.redeliver(delivery.operationId);
			assert.equal(attempt.status, 200);
			await sleep(2_000);
			assert.equal(simulator.control.workitems.list().length, before);
			// The statistics trigger goes on asking for updates meanwhile.
			assert.deepEqual(simulator.control.requests.list({ path: '/nexus/v3' }), []);
		});
	}
	await checkAlertGoesOn({ demo: again, list });
	return again;
}
