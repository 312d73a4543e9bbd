import axios from 'axios';
import { setUp, startDemo, startDemoN8n, type Demo } from '../../demo/demo';
import { secureMail } from '../../demo/samples';
import { startStandIns } from '../../demo/standIns';
import type { JobInfo } from '../../simulator';
import { ensureHost } from '../../tools/n8n';
import { log, restartFolder } from './support/demo';
import { executionsOf, settle } from './support/executions';
import { expectLoaded, exportNightly, lookNow } from './support/exports';
import { agentSends, messageOf, receiptsOf } from './support/messaging';
import { alert, alertExecution, notified } from './support/statistics';

const RENAMED = 'My own digest';
const CUSTOMER = '+15551230001';
const WAIT = 80;

/** A demo of its own is used, stopped, and started again on the same data, as a second `npm run demo` does. */
describe('After a restart of n8n', () => {
	const userFolder = restartFolder();
	const stops: Array<() => Promise<void>> = [];
	let first: Demo;
	let demo: Demo;
	let sent: string;
	let meanwhile: JobInfo | undefined;

	beforeAll(async () => {
		const host = await ensureHost({ log });
		first = await startDemo({ host, userFolder, seed: 2, tickMs: 0, log });
		stops.push(first.stop);
		const { simulator, n8n, workflows } = first;
		await use();
		await n8n.rest.call('PATCH', `/workflows/${workflows.mailDigest.id}`, { name: RENAMED });
		await n8n.stop();
		const { exports } = simulator.control;
		exports.addJob(exports.jobs()[0].definition);
		exports.advance(exports.settings().runMs);
		meanwhile = exports.history().at(-1);

		// The stand-ins get another address.
		const standIns = await startStandIns();
		stops.push(standIns.close);
		await first.standIns.close();
		const again = await startDemoN8n({ host, userFolder, log });
		stops.push(again.stop);
		const places = await setUp(again, simulator, standIns);
		demo = { ...first, ...places, standIns, n8n: again };
	}, 600_000);

	const stopAll = async () => {
		for (const stop of stops.splice(0)) await stop();
	};
	afterAll(stopAll);

	/** Before the restart: a mail arrives, an export is made and loaded, an agent sends an SMS. */
	async function use(): Promise<void> {
		const { simulator, standIns, n8n, workflows } = first;
		await executionsOf(n8n.rest, workflows.mailFollowUp, 1, async () => {
			await axios.post(`${simulator.url}/nexus/v3/securemail`, secureMail(), {
				headers: { 'x-api-key': simulator.apiKey },
				proxy: false,
			});
			await simulator.control.webhook.settled();
		});
		const { files } = await exportNightly(first);
		await lookNow(first);
		await expectLoaded(first, files, 1);
		await executionsOf(n8n.rest, workflows.smsGateway, 1, async () => {
			sent = await agentSends(simulator, { to: CUSTOMER, text: 'Before' });
		});
		expect(standIns.sms()).toHaveLength(1);
	}

	test('nothing is doubled, and what the user changed is kept', async () => {
		const { rest } = demo.n8n;
		const { id } = first.workflows.mailDigest;
		const names = (await rest.listWorkflows()).map(({ name }) => name).sort();
		const expected = Object.values(first.workflows).map((one) =>
			one.id === id ? RENAMED : one.name,
		);
		expect(names).toEqual(expected.sort());
		const credentials = (await rest.listCredentials()).map(({ name }) => name);
		expect(credentials).toEqual([...new Set(credentials)]);
	});

	test('the export that finished meanwhile is loaded, and no other', async () => {
		expect(meanwhile?.status).toBe('COMPLETED');
		const files = demo.simulator.control.exports.files();
		await expectLoaded(
			demo,
			files.filter(({ historyId }) => historyId === meanwhile?.id),
			2,
		);
	});

	test('an SMS from before is not sent again', async () => {
		const { simulator, standIns, n8n, workflows } = demo;
		// n8n knows only by its database that the message was taken: the execution ends at the trigger.
		const [{ runData, output }] = await executionsOf(
			n8n.rest,
			workflows.smsGateway,
			1,
			async () => {
				const [{ status, answer }] = await simulator.control.messaging.redeliver(sent);
				expect([status, JSON.parse(answer ?? '')]).toEqual([200, { messageId: sent }]);
			},
		);
		expect(Object.keys(runData)).toEqual(['Agent Sends SMS']);
		expect(output('Agent Sends SMS')).toEqual([]);
		expect(standIns.sms()).toEqual([]);
		expect(receiptsOf(simulator, sent)).toEqual([[CUSTOMER, 'Delivered']]);
	});

	test('a new SMS goes to the provider, which has another address now', async () => {
		const { simulator, standIns, n8n, workflows } = demo;
		let id = '';
		await executionsOf(n8n.rest, workflows.smsGateway, 1, async () => {
			id = await agentSends(simulator, { to: CUSTOMER, text: 'After' });
		});
		expect(standIns.sms().map(({ to, text, reference }) => [to, text, reference])).toEqual([
			[CUSTOMER, 'After', id],
		]);
		expect(messageOf(simulator, id).status).toBe('Delivered');
	});

	test('a delivery from before opens no second workitem', async () => {
		const { webhook, workitems, requests } = demo.simulator.control;
		const [{ operationId }] = webhook.deliveries();
		const before = workitems.list().length;
		requests.clear();
		const [{ status }] = await webhook.redeliver(operationId);
		expect(status).toBe(200);
		await settle();
		expect(workitems.list()).toHaveLength(before);
		// The statistics trigger goes on asking for updates meanwhile.
		expect(requests.list({ path: '/nexus/v3' })).toEqual([]);
	});

	test('the statistics trigger watches again, with one subscription', async () => {
		const execution = await alertExecution(demo, { queue1: WAIT });
		expect(notified(execution)).toEqual([alert('queue1', WAIT)]);
		expect(demo.simulator.control.statistics.listSubscriptions()).toHaveLength(1);
	});

	test('a demo that is stopped leaves nothing behind', async () => {
		const { n8n, simulator, standIns } = demo;
		await stopAll();
		for (const { url } of [n8n, simulator, standIns]) {
			await expect(axios.get(url, { proxy: false })).rejects.toMatchObject({
				code: 'ECONNREFUSED',
			});
		}
	});
});
