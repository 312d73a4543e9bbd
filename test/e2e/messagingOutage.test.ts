import { randomUUID } from 'node:crypto';
import { waitFor, type Execution, type N8nRest } from '../../tools/n8n';
import { startSimulator, type Simulator } from '../../simulator';
import { breakDatabase } from './support/database';
import { connect, instance } from './support/instance';
import { AFTER, channelCredential, LiveChannel, SMS } from './support/messaging';

describe('the Genesys Messaging Trigger, while n8n can take no execution', () => {
	let rest: N8nRest;
	let simulator: Simulator;
	let live: LiveChannel;

	beforeAll(async () => {
		rest = await connect();
		simulator = await startSimulator({ messaging: { retryDelayMs: 500, maxAttempts: 100 } });
		live = await LiveChannel.start(rest, await channelCredential(rest, simulator));
		simulator.control.messaging.setChannel(SMS, { webhookUrl: live.url });
	});

	afterAll(async () => {
		await live?.stop();
		await simulator?.close();
	});

	/** Sends a message in the background. */
	const send = async (copies = 1) =>
		await simulator.control.messaging.sendFromAgent({
			messageId: randomUUID(),
			copies,
			background: true,
		});
	const attempts = (messageId: string) =>
		simulator.control.messaging.messages().find((message) => message.messageId === messageId)!
			.attempts;
	/** The attempts that are not under way. */
	const ended = (messageId: string) =>
		attempts(messageId).filter(({ status, error }) => status !== null || error !== null);
	/** Waits for so many attempts that came to an end. */
	const tried = async (messageId: string, count: number) =>
		await waitFor(`${count} attempts`, async () => {
			return ended(messageId).length >= count || undefined;
		});
	const statuses = (messageId: string) => [
		...new Set(ended(messageId).map(({ status }) => status)),
	];
	const passedOn = (executions: Execution[]) =>
		executions.flatMap(({ output }) => output(AFTER)).map(({ messageId }) => messageId);

	test.each([
		['refuses', 1],
		['refuses', 5],
		['locked', 2],
	] as const)(
		'a database that %s, copies at once: %i: 5XX, then delivered again and executed once',
		async (how, copies) => {
			const mend = await breakDatabase(how);
			let messageId: string;
			try {
				({ messageId } = await send(copies));
				await tried(messageId, 2 * copies);
				for (const status of statuses(messageId)) {
					expect(status).toBeGreaterThanOrEqual(500);
					expect(status).toBeLessThan(600);
				}
				expect(await live.current()).toEqual([]);
			} finally {
				await mend();
			}
			await simulator.control.messaging.settled();
			const answered = attempts(messageId).filter(({ status }) => status === 200);
			expect(answered).toHaveLength(copies);
			for (const { answer } of answered) expect(JSON.parse(answer ?? '')).toEqual({ messageId });
			expect(passedOn(await live.started())).toEqual([messageId]);
		},
	);

	test('an n8n that stands still gives no answer; then delivered again and executed once', async () => {
		const { pid } = instance();
		simulator.control.messaging.set({ timeoutMs: 1000 });
		process.kill(pid, 'SIGSTOP');
		let messageId: string;
		try {
			({ messageId } = await send());
			await tried(messageId, 3);
			expect(statuses(messageId)).toEqual([null]);
		} finally {
			process.kill(pid, 'SIGCONT');
		}
		await simulator.control.messaging.settled();
		expect(attempts(messageId).at(-1)).toMatchObject({
			status: 200,
			answer: JSON.stringify({ messageId }),
		});
		const executions = await live.started();
		expect(passedOn(executions)).toEqual([messageId]);
	});
});
