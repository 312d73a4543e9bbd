import { setTimeout as sleep } from 'node:timers/promises';
import { waitFor, type N8nRest, type WorkflowNode } from '../../tools/n8n';
import { startSimulator, type Simulator } from '../../simulator';
import { connect, instance, killInstance, startInstance } from './support/instance';
import { AFTER, channelCredential, LiveChannel, SECRET, SMS, smsOf } from './support/messaging';
import { recordNode, startRecorder, type Recorder } from './support/recorder';
import { post, signatureOf } from './support/trigger';
import { node, saveChain } from './support/workflows';

const done = (messageId: string) => ({ status: 200, body: { messageId } });
const failed = { status: 500, body: { error: 'The workflow did not succeed' } };

/** The answer comes when the workflow has finished, and says how. */
describe('a live Genesys Messaging Trigger that answers when the workflow finishes', () => {
	let rest: N8nRest;
	let simulator: Simulator;
	let recorder: Recorder;
	let live: LiveChannel;
	/** What the workflow meets: the status of the answer to its request. */
	let outside: () => number | Promise<number>;

	beforeAll(async () => {
		rest = await connect();
		simulator = await startSimulator({ messaging: { retryDelayMs: 500 } });
		recorder = await startRecorder(() => outside());
	});

	beforeEach(() => (outside = () => 200));

	afterEach(async () => {
		await live.stop();
		await simulator.control.reset();
	});

	afterAll(async () => {
		await simulator?.close();
		await recorder?.close();
	});

	/** Asks the world outside. */
	const record = (): WorkflowNode => recordNode(recorder, 'messageId');
	const start = async (after: WorkflowNode[] = [record()]) => {
		const credential = await channelCredential(rest, simulator);
		live = await LiveChannel.start(rest, credential, { responseMode: 'lastNode' }, after);
		simulator.control.messaging.setChannel(SMS, { webhookUrl: live.url });
	};
	const deliver = async (messageId: string) => {
		const { status, body } = await live.deliver(smsOf(messageId));
		return { status, body };
	};
	const passed = (messageId: string) =>
		recorder.names().filter((name) => name === messageId).length;
	const statuses = async () => (await live.current()).map(({ status }) => status);

	test('it succeeds after three seconds: 200 then, and nothing of the workflow in it', async () => {
		await start();
		outside = async () => await sleep(3_000, 200);
		const began = Date.now();
		expect(await deliver('slow')).toEqual(done('slow'));
		expect(Date.now() - began).toBeGreaterThanOrEqual(3_000);
		expect(await deliver('slow')).toEqual(done('slow'));
		expect(await statuses()).toEqual(['success']);
	});

	test('it fails twice: 500, delivered again by Genesys each time, until it has succeeded', async () => {
		await start();
		const answers = [400, 400, 200];
		outside = () => answers.shift() ?? 200;
		const messageId = 'failing';
		const { state, attempts } = await simulator.control.messaging.sendFromAgent({ messageId });
		expect(state).toBe('delivered');
		const answered = attempts.map(({ status, answer }) => ({
			status,
			body: JSON.parse(answer ?? ''),
		}));
		expect(answered).toEqual([failed, failed, done(messageId)]);
		expect((await statuses()).sort()).toEqual(['error', 'error', 'success']);
		expect(passed(messageId)).toBe(3);
	});

	test('copies at once wait for its end: one execution', async () => {
		await start();
		outside = async () => await sleep(1_000, 200);
		const copies = await Promise.all(
			Array.from({ length: 5 }, async () => await deliver('copies')),
		);
		expect(copies).toEqual(copies.map(() => done('copies')));
		expect(await statuses()).toEqual(['success']);
	});

	test('it takes longer than Genesys waits: started once, and 200 to the copy that comes after its end', async () => {
		await start();
		outside = async () => await sleep(4_000, 200);
		simulator.control.messaging.set({ timeoutMs: 1_500, maxAttempts: 10, retryDelayMs: 200 });
		const messageId = 'long';
		const { state, attempts } = await simulator.control.messaging.sendFromAgent({ messageId });
		expect(state).toBe('delivered');
		expect(attempts[0].status).toBeNull();
		expect(passed(messageId)).toBe(1);
	});

	test('its last node gives no items: 200', async () => {
		const none = { jsCode: 'return []' };
		await start([node('None', 'n8n-nodes-base.code', none, { typeVersion: 2 }), record()]);
		expect(await deliver('none')).toEqual(done('none'));
		expect(passed('none')).toBe(0);
	});

	test('it begins to wait in n8n’s database: 200 then', async () => {
		const wait = { resume: 'timeInterval', amount: 2, unit: 'minutes' };
		await start([node('Wait', 'n8n-nodes-base.wait', wait, { typeVersion: 1.1 }), record()]);
		expect(await deliver('waiting')).toEqual(done('waiting'));
		const [{ id, status }] = await live.current();
		expect(status).toBe('waiting');
		await rest.call('POST', `/executions/${id}/stop`);
	});

	test('a person stops it: 500, and the next delivery starts it again', async () => {
		await start();
		outside = async () => await sleep(20_000, 200);
		const answer = deliver('stopped');
		await waitFor('the workflow to run', async () => passed('stopped') || undefined);
		const [{ id }] = await live.current();
		await rest.call('POST', `/executions/${id}/stop`);
		expect(await answer).toEqual(failed);
		outside = () => 200;
		expect(await deliver('stopped')).toEqual(done('stopped'));
	});

	test('it fails and has an error workflow: 500, and that runs', async () => {
		const errors = await saveChain(rest, 'Errors', [
			node('Error', 'n8n-nodes-base.errorTrigger'),
			node(AFTER, 'n8n-nodes-base.noOp'),
		]);
		await rest.activate(errors);
		await start();
		const saved = await rest.getWorkflow(live.workflow.id);
		await rest.call('PATCH', `/workflows/${saved.id}`, {
			...{ versionId: saved.versionId, settings: { errorWorkflow: errors.id } },
		});
		await rest.activate(await rest.getWorkflow(saved.id));
		outside = () => 400;
		expect(await deliver('error-workflow')).toEqual(failed);
		expect(await rest.waitForExecutions(errors.id, 1)).toMatchObject([{ status: 'success' }]);
	});

	test('a test in the editor is answered by its end as well', async () => {
		await start();
		await live.stop();
		const saved = await rest.getWorkflow(live.workflow.id);
		const body = smsOf('tested');
		for (const [status, answer] of [
			[200, done('tested')],
			[400, failed],
			[200, done('tested')],
		] as const) {
			outside = () => status;
			await rest.call('POST', `/workflows/${saved.id}/run`, {
				...{ workflowData: saved, triggerToStartFrom: { name: 'Messages' } },
			});
			const headers = { 'X-Hub-Signature': signatureOf(body, SECRET) };
			expect(
				await post(live.url.replace('/webhook/', '/webhook-test/'), body, headers),
			).toMatchObject(answer);
		}
	});

	// Last, since it starts another n8n.
	test('n8n is killed meanwhile: no answer, and the next delivery after the start passes', async () => {
		await start();
		outside = async () => await sleep(20_000, 200);
		const answer = deliver('killed').catch(() => 'none');
		await waitFor('the workflow to run', async () => passed('killed') || undefined);
		const { port } = instance();
		await killInstance();
		expect(await answer).toBe('none');
		outside = () => 200;
		await startInstance({ port });
		rest = await connect();
		live = live.reconnected(rest);
		const again = async () => (await deliver('killed').catch(() => undefined))?.status === 200;
		await waitFor('the workflow to be served', async () => (await again()) || undefined);
		expect(passed('killed')).toBe(2);
	});
});
