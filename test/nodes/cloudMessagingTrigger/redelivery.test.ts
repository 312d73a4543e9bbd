import {
	host,
	message,
	NODE,
	post,
	received,
	start,
	stop,
	talk,
} from '../../harness/cloudMessagingTrigger';
import { runNode } from '../../harness/runNode';
import { withSimulator } from '../../harness/simulator';
import { initDeduplication } from '../../harness/triggerHost';
import { until } from '../../harness/until';

let database: Awaited<ReturnType<typeof initDeduplication>>;
beforeAll(async () => (database = await initDeduplication()));
beforeEach(() => database.clear());
afterAll(stop);

const ALL = { types: [] };

describe('a message that comes again', () => {
	test.each(['at once', 'one after another'])(
		'five times %s: one execution, five equal answers',
		async (how) => {
			await start();
			const one = async () => await post(message());
			const answers = [];
			if (how === 'at once') answers.push(...(await Promise.all(Array.from({ length: 5 }, one))));
			else for (let n = 0; n < 5; n++) answers.push(await one());
			expect(answers.map(({ status, data }) => [status, data])).toEqual(
				Array(5).fill([200, { messageId: 'm1' }]),
			);
			expect(received()).toHaveLength(1);
		},
	);

	test('is known by what it says of itself, even when it is written differently', async () => {
		await start();
		await post(message());
		await post(JSON.stringify(message(), null, 2));
		expect(received()).toHaveLength(1);
	});

	test.each([
		['of another ID', { id: 'm2' }, {}],
		['of another time', {}, { time: '2026-01-02T03:04:06.000Z' }],
		['of another integration', {}, { id: 'integration-2' }],
		['that was edited', { text: 'Other words' }, { dateModified: '2026-01-02T03:05:00.000Z' }],
		['that is a receipt of it', { type: 'Receipt', status: 'Published' }, {}],
	])('is not one %s', async (_what, changes, channel) => {
		await start(ALL);
		await post(message());
		await post(message(changes, channel));
		expect(received()).toHaveLength(2);
		expect(new Set(received().map(({ deliveryId }) => deliveryId)).size).toBe(2);
	});

	test('"Message receipts will have the same ID as the message they reference": each status counts', async () => {
		await start(ALL);
		for (const status of ['Sent', 'Delivered', 'Read', 'Read']) {
			await post(message({ type: 'Receipt', status }));
		}
		expect(received().map(({ status }) => status)).toEqual(['Sent', 'Delivered', 'Read']);
	});

	test('starts the workflow again when the user wants that, or tests it', async () => {
		await start({ options: { ignoreRedeliveries: false } });
		await post(message());
		await post(message());
		expect(received()).toHaveLength(2);
		await start({}, { mode: 'manual' });
		await post(message());
		await post(message());
		expect(received()).toHaveLength(2);
	});
});

describe('a message without an ID', () => {
	const nameless = (text: string, channel = {}) =>
		message({ id: undefined, text }, { messageId: '', ...channel });
	afterEach(() => jest.restoreAllMocks());

	test('is known by its bytes', async () => {
		await start();
		const { data } = await post(nameless('one'));
		expect(await post(nameless('one'))).toMatchObject({ status: 200, data });
		expect((await post(nameless('two'))).data).not.toEqual(data);
		expect(received().map(({ text }) => text)).toEqual(['one', 'two']);
	});

	test.each([
		['without a time', 2, { time: undefined }],
		['with its time', 1, {}],
	])(
		'%s, said again after ten minutes: to n8n’s database, messages: %i',
		async (_what, count, channel) => {
			await start();
			await post(nameless('Hello', channel));
			const now = Date.now.bind(Date);
			jest.spyOn(Date, 'now').mockImplementation(() => now() + 600_000);
			await post(nameless('Hello', channel));
			// The memory of the process has ended by then.
			expect(received()).toHaveLength(2);
			expect(new Set(received().map(({ deliveryId }) => deliveryId)).size).toBe(count);
		},
	);
});

describe('"The webhook is required to respond within 10 seconds"', () => {
	const sim = withSimulator({ seed: 1, cloud: { webhookRetryDelayMs: 10 } });

	test('what n8n took too late for that comes again, and passes the trigger once', async () => {
		await start();
		sim.control.cloud.set({ webhookTimeoutMs: 200 });
		const waiting: Array<() => void> = [];
		host.onRegister = async () => await new Promise((resolve) => waiting.push(resolve));
		const { integration } = talk(sim, host.url);
		const delivering = sim.control.cloud.deliver({
			integrationId: integration.id,
			message: message(),
		});
		await until(() => waiting.length === 2);
		for (const register of waiting) register();
		const { state, attempts } = await delivering;
		expect(state).toBe('delivered');
		expect(attempts[0].status).toBeNull();

		// Nobody read the first answer, so the copy was taken as well; n8n's database tells in the execution.
		expect(host.executions).toHaveLength(2);
		const passed = [];
		for (const [index, items] of host.executions.entries()) {
			const { items: output } = await runNode({
				node: NODE,
				typeVersion: 1.1,
				parameters: {},
				executionId: String(index),
				credentials: {},
				items,
			});
			passed.push(output.map(({ json }) => json.messageId));
		}
		expect(passed).toEqual([['m1'], []]);
	});
});

test('in the execution, an item is kept back only if redeliveries are to be ignored', async () => {
	const run = async (executionId: string, parameters = {}) => {
		const setup = { node: NODE, typeVersion: 1.1, executionId, credentials: {} };
		const items = [{ deliveryId: 'd-1' }];
		return (await runNode({ ...setup, parameters, items })).items.length;
	};
	expect(await run('1')).toBe(1);
	expect(await run('2')).toBe(0);
	// n8n runs the first one once more.
	expect(await run('1')).toBe(1);
	expect(await run('3', { options: { ignoreRedeliveries: false } })).toBe(1);
});
