import { setTimeout as sleep } from 'node:timers/promises';
import { freePort, waitFor, type Execution, type N8nRest } from '../../tools/n8n';
import { startSimulator, type AgentMessage, type Simulator } from '../../simulator';
import { connect, instance, killInstance, startInstance } from './support/instance';
import { channelCredential, LiveChannel, SMS } from './support/messaging';
import { recordNode, startRecorder, type Recorder } from './support/recorder';

/** Kills of n8n, and how many messages arrive around each. */
const ROUNDS = 2;
const MESSAGES = 60;
/** Messages that arrive at once. */
const BURST = 20;

/** n8n is killed while messages arrive. */
describe('the Genesys Messaging Trigger, when n8n is killed under load', () => {
	let rest: N8nRest;
	let simulator: Simulator;
	let recorder: Recorder;
	let live: LiveChannel;
	let messages: AgentMessage[];
	let executions: Execution[];

	beforeAll(async () => {
		rest = await connect();
		simulator = await startSimulator({ messaging: { retryDelayMs: 300, maxAttempts: 1000 } });
		recorder = await startRecorder();
		const credential = await channelCredential(rest, simulator);
		live = await LiveChannel.start(rest, credential, {}, [recordNode(recorder, 'messageId')]);
		simulator.control.messaging.setChannel(SMS, { webhookUrl: live.url });
	});

	afterAll(async () => {
		await simulator?.close();
		await recorder?.close();
		await live?.stop();
	});

	const acknowledged = () =>
		simulator.control.messaging.messages().filter(({ state }) => state === 'delivered').length;

	test('every message is acknowledged in the end', async () => {
		for (let round = 0; round < ROUNDS; round++) {
			const before = acknowledged();
			const load = (async () => {
				for (let count = 0; count < MESSAGES; count++) {
					await simulator.control.messaging.sendFromAgent({ text: 'Load', background: true });
					await sleep(40);
				}
			})();
			await waitFor(
				'a third to be acknowledged',
				async () => acknowledged() - before > MESSAGES / 3 || undefined,
			);
			const { port } = instance();
			await killInstance();
			// While n8n starts, it answers everything with 200 itself for a moment, see triggerRestart.test.ts.
			const webhookUrl = `http://127.0.0.1:${await freePort()}/`;
			simulator.control.messaging.setChannel(SMS, { webhookUrl });
			await load;
			await startInstance({ port });
			simulator.control.messaging.setChannel(SMS, { webhookUrl: live.url });
			await simulator.control.messaging.settled();
		}
		rest = await connect();
		live = live.reconnected(rest);
		executions = await live.started();
		messages = simulator.control.messaging.messages();
		expect(messages).toHaveLength(ROUNDS * MESSAGES);
		expect(new Set(messages.map(({ state }) => state))).toEqual(new Set(['delivered']));
	});

	/** The executions of a message; of a crashed one, n8n keeps what it was started with. */
	const executionsOf = ({ messageId }: AgentMessage) =>
		executions.filter(({ data }) => JSON.stringify(data).includes(messageId));
	const passedOn = ({ messageId }: AgentMessage) =>
		recorder.names().filter((name) => name === messageId).length;

	const twice = () => messages.filter((one) => passedOn(one) > 1).map(({ messageId }) => messageId);

	test('no message that was acknowledged is without an execution', () => {
		const known = messages.filter((message) => executionsOf(message).length > 0);
		expect(known).toHaveLength(messages.length);
	});

	test('n8n was killed while it worked', () => {
		expect(executions.some(({ status }) => status === 'crashed')).toBe(true);
		const cut = messages.filter(({ attempts }) =>
			attempts.some(({ error }) => /hang up|ECONNRESET/.test(error ?? '')),
		);
		expect(cut.length).toBeGreaterThan(0);
	});

	test('no message was passed on twice', () => {
		expect(twice()).toEqual([]);
	});

	test('what was not passed on has a crashed execution that shows it', () => {
		const missing = messages.filter((message) => passedOn(message) === 0);
		const shown = missing.filter((message) =>
			executionsOf(message).some(({ status }) => status === 'crashed'),
		);
		expect(shown).toHaveLength(missing.length);
	});

	test('after another kill, what was passed on is not passed on again, also of many at once', async () => {
		const { control } = simulator;
		const burst = await Promise.all(
			Array.from({ length: BURST }, () => control.messaging.sendFromAgent({ text: 'Burst' })),
		);
		await live.started();
		expect(burst.map(passedOn)).toEqual(burst.map(() => 1));
		const { port } = instance();
		await killInstance();
		await startInstance({ port });
		rest = await connect();
		live = live.reconnected(rest);
		for (const { messageId } of [...burst, ...messages]) {
			const [{ status }] = await control.messaging.redeliver(messageId);
			expect(status).toBe(200);
		}
		await live.started();
		messages.push(...burst);
		expect(twice()).toEqual([]);
	});
});
