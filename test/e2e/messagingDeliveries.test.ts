import { waitFor, type N8nRest } from '../../tools/n8n';
import { startSimulator, type DeliveryAttempt, type Simulator } from '../../simulator';
import { connect } from './support/instance';
import { AFTER, channelCredential, EMAIL, LiveChannel, SMS, TRIGGER } from './support/messaging';
import { node } from './support/workflows';

/** How long the slow workflow runs, in seconds: longer than Genesys waits for an answer. */
const SLOW = 15;
const TEN = Array.from({ length: 10 });

const answersOf = (attempts: DeliveryAttempt[]) =>
	attempts.map(({ status, answer }) => ({ status, answer }));

describe('deliveries to a live Genesys Messaging Trigger', () => {
	let rest: N8nRest;
	let simulator: Simulator;
	const triggers: LiveChannel[] = [];

	/** A live trigger that the channel delivers to. */
	const start = async (
		parameters: Record<string, unknown> = {},
		{ channel = SMS, credential = {}, after }: StartOptions = {},
	) => {
		const saved = await channelCredential(rest, simulator, { channelId: channel, ...credential });
		const live = await LiveChannel.start(rest, saved, parameters, after);
		triggers.push(live);
		simulator.control.messaging.setChannel(channel, { webhookUrl: live.url });
		return live;
	};

	interface StartOptions {
		channel?: string;
		credential?: Record<string, string>;
		after?: Parameters<typeof LiveChannel.start>[3];
	}

	beforeAll(async () => {
		rest = await connect();
		simulator = await startSimulator();
	});

	afterEach(async () => {
		for (const live of triggers.splice(0)) await live.stop();
		await simulator.control.reset();
	});

	afterAll(async () => await simulator?.close());

	test('ten times one after another: ten equal answers, one execution', async () => {
		const live = await start();
		const first = await simulator.control.messaging.sendFromAgent({ text: 'In turn' });
		const { messageId } = first;
		const again = await simulator.control.messaging.redeliver(messageId, { times: 9 });
		const answer = JSON.stringify({ messageId });
		expect(answersOf([...first.attempts, ...again])).toEqual(
			TEN.map(() => ({ status: 200, answer })),
		);
		const [execution, ...more] = await live.started();
		expect(more).toEqual([]);
		expect(execution).toMatchObject({ status: 'success', mode: 'webhook' });
		expect(execution.output(AFTER)).toMatchObject([{ messageId, text: 'In turn' }]);
	});

	test.each(['with the id of Genesys', 'without an id'])(
		'ten times at once, %s: ten equal answers, one execution',
		async (title) => {
			const live = await start();
			const { attempts } = await simulator.control.messaging.sendFromAgent({
				text: 'At once',
				copies: 10,
				idPlace: title === 'without an id' ? 'absent' : 'inside',
			});
			const answers = answersOf(attempts);
			expect(answers).toEqual(TEN.map(() => ({ status: 200, answer: answers[0].answer })));
			const { messageId } = JSON.parse(answers[0].answer ?? '') as { messageId: string };
			expect(messageId).toMatch(/./);
			const executions = await live.started();
			expect(executions.map(({ output }) => output(AFTER))).toMatchObject([[{ messageId }]]);
		},
	);

	test('ten messages at once: ten executions, each with its own', async () => {
		const live = await start();
		const messages = await Promise.all(
			TEN.map((_, index) =>
				simulator.control.messaging.sendFromAgent({ text: `Message ${index}` }),
			),
		);
		expect(messages.map(({ state }) => state)).toEqual(TEN.map(() => 'delivered'));
		const executions = await live.started();
		expect(executions.map(({ output }) => output(AFTER)[0].messageId).sort()).toEqual(
			messages.map(({ messageId }) => messageId).sort(),
		);
	});

	test('a workflow that runs on is answered in under 1 s, and started once', async () => {
		const live = await start(
			{},
			{
				after: [
					node(
						'Slow',
						'n8n-nodes-base.wait',
						{ amount: SLOW, unit: 'seconds' },
						{ typeVersion: 1.1 },
					),
					node(AFTER, 'n8n-nodes-base.noOp'),
				],
			},
		);
		const { attempts, messageId } = await simulator.control.messaging.sendFromAgent({});
		const again = await simulator.control.messaging.redeliver(messageId, {
			times: 3,
			atOnce: true,
		});
		const running = (await live.current()).map(({ status }) => status);
		const all = [...attempts, ...again];
		expect(all.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
		for (const { durationMs } of all) expect(durationMs).toBeLessThan(1000);
		expect(running).toEqual(['running']);

		const [{ status, startedAt, stoppedAt, output }, ...more] = await live.started();
		expect(more).toEqual([]);
		expect(status).toBe('success');
		expect(Date.parse(stoppedAt ?? '') - Date.parse(startedAt)).toBeGreaterThanOrEqual(SLOW * 1000);
		expect(output(AFTER)).toMatchObject([{ messageId }]);
	});

	describe('with Send Receipt', () => {
		const parameters = { options: { sendReceipt: true } };
		const messages = () => simulator.control.messaging.messages();

		test('an SMS is reported as delivered, once for all its copies', async () => {
			const live = await start(parameters);
			const { messageId } = await simulator.control.messaging.sendFromAgent({ copies: 3 });
			const [execution, ...more] = await live.started();
			expect(more).toEqual([]);
			expect(execution.output(AFTER)).toMatchObject([
				{ messageId, receipt: { status: 'Delivered' } },
			]);
			expect(messages()).toMatchObject([{ messageId, status: 'Delivered' }]);
			const receipts = simulator.control.messaging.receipts();
			expect(receipts.filter((receipt) => receipt.messageId === messageId)).toMatchObject([
				{ status: 'Delivered', to: '16504661149', known: true },
			]);
		});

		test('an email is reported as delivered to each of its recipients', async () => {
			const secret = simulator.control.messaging.channels().find(({ id }) => id === EMAIL)?.secret;
			await start(parameters, { channel: EMAIL, credential: { channelSecret: secret ?? '' } });
			const to = ['one@example.com', 'two@example.com'].map((id) => ({ id }));
			await simulator.control.messaging.sendFromAgent({ channelId: EMAIL, to });
			await waitFor(
				'two receipts',
				async () => simulator.control.messaging.receipts().length === 2 || undefined,
			);
			expect(messages()).toMatchObject([
				{ recipients: { 'one@example.com': 'Delivered', 'two@example.com': 'Delivered' } },
			]);
		});

		test.each([
			['refused', { credential: { contactCenterId: 'another' } }],
			['not answered at all', { credential: { baseUrl: 'http://127.0.0.1:9' } }],
		])(
			'a receipt that is %s is told on the item, and the workflow goes on',
			async (_title, options) => {
				const live = await start(parameters, options);
				const { state, messageId } = await simulator.control.messaging.sendFromAgent({});
				expect(state).toBe('delivered');
				const [execution] = await live.started();
				expect(execution.status).toBe('success');
				expect(execution.output(TRIGGER)).toEqual(execution.output(AFTER));
				expect(execution.output(AFTER)).toMatchObject([
					{ messageId, receipt: { error: expect.stringMatching(/./) } },
				]);
				expect(messages()).toMatchObject([{ messageId, status: null }]);
			},
		);
	});
});
