import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import {
	delivery,
	event,
	host,
	NODE,
	post,
	sign,
	start,
	stop,
} from '../../harness/interactionsTrigger';
import { runNode } from '../../harness/runNode';
import { initDeduplication } from '../../harness/triggerHost';
import { until } from '../../harness/until';

afterAll(stop);

describe('a delivery that comes again', () => {
	const body = delivery('op-1', event('STARTED', 'a'));

	beforeEach(async () => await start());

	test('five times one after another starts one execution, and is answered alike', async () => {
		const answers = [];
		for (let i = 0; i < 5; i++) answers.push(await post(body, { 'x-b3-traceid': `trace-${i}` }));
		expect(
			new Set(answers.map(({ status, data }) => `${status} ${JSON.stringify(data)}`)).size,
		).toBe(1);
		expect(host.executions).toHaveLength(1);
	});

	test('five times at once starts one execution, and all wait until it is registered', async () => {
		let registered = false;
		host.onRegister = async () => {
			await until(() => host.received === 5);
			registered = true;
		};
		const answers = await Promise.all(
			Array.from({ length: 5 }, async () => ({ ...(await post(body)), registered })),
		);
		expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
		expect(answers.every((answer) => answer.registered)).toBe(true);
		expect(host.executions).toHaveLength(1);
	});

	test('is taken when n8n could not take it the first time', async () => {
		host.onRegister = async () => await Promise.reject(new Error('database is down'));
		expect((await post(body)).status).toBe(500);
		host.onRegister = async () => {};
		expect((await post(body)).status).toBe(200);
		expect(host.executions).toHaveLength(1);
	});

	test('"will try to redeliver the webhook": a copy that waited for 8 seconds is answered 503, and may come again', async () => {
		let release = () => {};
		host.onRegister = async () => await new Promise((resolve) => (release = resolve));
		const first = post(body);
		await until(() => host.received === 1);
		const copy = post(body);
		await until(() => host.received === 2);
		await sleep(100);
		const now = Date.now.bind(Date);
		const clock = jest.spyOn(Date, 'now').mockImplementation(() => now() + 8_000);
		const { status } = await copy.finally(() => clock.mockRestore());
		release();
		expect([status, (await first).status, (await post(body)).status]).toEqual([503, 200, 200]);
		expect(host.executions).toHaveLength(1);
	});

	test('is taken again when the sender hung up before the answer', async () => {
		let release = () => {};
		const held = new Promise<void>((resolve) => (release = resolve));
		host.onRegister = async () => await held;
		const socket = connect(Number(new URL(host.url).port), '127.0.0.1');
		socket.write(
			`POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nX-Hub-Signature: ${sign(body)}\r\n` +
				`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
		);
		await until(() => host.received === 1);
		socket.destroy();
		host.onRegister = async () => {};
		expect((await post(body)).status).toBe(200);
		release();
	});

	test('with another operation id or other events is another delivery', async () => {
		await post(body);
		await post(delivery('op-2', event('STARTED', 'a')));
		await post(delivery('op-1', event('FINISHED', 'a')));
		await post(delivery('op-1', event('STARTED', 'b')));
		expect(host.executions).toHaveLength(4);
	});

	test('is known by its operation id and events, even when it is written differently', async () => {
		await post(body);
		await post(JSON.stringify(JSON.parse(body), null, 2));
		expect(host.executions).toHaveLength(1);
	});

	test('without an operation id is known by its bytes', async () => {
		const nameless = delivery(undefined, event('STARTED', 'a'));
		await post(nameless);
		await post(nameless);
		await post(delivery(undefined, event('STARTED', 'b')));
		expect(host.executions).toHaveLength(2);
	});

	test('starts the workflow again when the user wants that', async () => {
		await start({ options: { ignoreRedeliveries: false } });
		await post(body);
		await post(body);
		expect(host.executions).toHaveLength(2);
	});

	test('starts the workflow again while the user tests it', async () => {
		await start({}, { mode: 'manual' });
		await post(body);
		await post(body);
		expect(host.executions).toHaveLength(2);
	});
});

describe('in the execution, n8n’s database', () => {
	let database: Awaited<ReturnType<typeof initDeduplication>>;
	beforeAll(async () => (database = await initDeduplication()));
	beforeEach(() => {
		database.clear();
		database.failures = 0;
	});

	const run = async (deliveryId: string, executionId: string, options = {}) =>
		(
			await runNode({
				node: NODE,
				typeVersion: 1.1,
				parameters: { options },
				executionId,
				credentials: {},
				items: [
					{ deliveryId, id: 'a' },
					{ deliveryId, id: 'b' },
				],
			})
		).items.map(({ json }) => json.id);

	test('lets all items of a new delivery pass', async () => {
		expect(await run('d-1', '1')).toEqual(['a', 'b']);
		expect(await run('d-2', '2')).toEqual(['a', 'b']);
	});

	test('stops a delivery that another execution has taken', async () => {
		await run('d-1', '1');
		expect(await run('d-1', '2')).toEqual([]);
	});

	test('lets it pass again when n8n runs the same execution once more', async () => {
		await run('d-1', '1');
		expect(await run('d-1', '1')).toEqual(['a', 'b']);
	});

	test('is asked again when it refuses once', async () => {
		database.failures = 1;
		expect(await run('d-1', '1')).toEqual(['a', 'b']);
		expect(await run('d-1', '2')).toEqual([]);
	});

	test('that does not answer at all loses no delivery', async () => {
		database.failures = Infinity;
		expect(await run('d-1', '1')).toEqual(['a', 'b']);
	});

	test('is not asked when the user wants redeliveries to start the workflow', async () => {
		await run('d-1', '1');
		expect(await run('d-1', '2', { ignoreRedeliveries: false })).toEqual(['a', 'b']);
	});
});
