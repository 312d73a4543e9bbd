import { setTimeout as sleep } from 'node:timers/promises';
import { each, numbered, withRecordedChannel } from './support/burst';
import { stack } from './support/stack';

const MESSAGES = 40;
/** Milliseconds without a database. */
const AWAY = 5_000;
/** Milliseconds for which a webhook process remembers what it was delivered. */
const REMEMBERED = 60_000;

/** n8n loses what waits in its queue when a worker takes it while PostgreSQL is away. */
describe('when n8n loses executions that it has acknowledged', () => {
	const live = withRecordedChannel();
	let acknowledged: number;
	const ids = numbered('lost', MESSAGES);
	const counts = async () => await live.channel.passed(ids);

	test('some were lost', async () => {
		const goOn = (['worker1', 'worker2'] as const).map((worker) => stack().stall(worker));
		try {
			await each(ids, 4, async (id) => await live.channel.deliver(id, 'webhook1'));
			acknowledged = Date.now();
			await stack().kill('postgres');
		} finally {
			for (const letGo of goOn) letGo();
		}
		await sleep(AWAY);
		await stack().start('postgres');
		const passed = await counts();
		const lost = passed.filter((count) => count === 0).length;
		process.stderr.write(`${lost} of ${MESSAGES} acknowledged were lost\n`);
		expect(lost).toBeGreaterThan(0);
		expect(Math.max(...passed)).toBeLessThanOrEqual(1);
	});

	test('they pass when they are delivered again after a minute, and none passes twice', async () => {
		await sleep(Math.max(0, acknowledged + REMEMBERED + 1_000 - Date.now()));
		await each(ids, 4, async (id) => await live.channel.deliver(id, 'webhook1'));
		expect(await counts()).toEqual(ids.map(() => 1));
		await each(ids, 4, async (id) => await live.channel.deliver(id, 'webhook2'));
		expect(await counts()).toEqual(ids.map(() => 1));
	});
});
