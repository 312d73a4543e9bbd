import { startSimulator, type Simulator } from '../../simulator';
import { startRecorder, type Recorder } from '../e2e/support/recorder';
import { each, numbered, RecordedChannel, whileWorkersStall } from './support/burst';
import { stack } from './support/stack';

/** `LONG=1` for the numbers of docs/scaling.md; else a third of them. */
const share = (count: number) => (process.env.LONG ? count : Math.ceil(count / 3));

/** Copies of a message arrive at two processes that share nothing but the database. */
describe('a message is passed on once', () => {
	let simulator: Simulator;
	let recorder: Recorder;
	let channel: RecordedChannel;

	beforeAll(async () => {
		simulator = await startSimulator();
		recorder = await startRecorder();
		channel = await RecordedChannel.start(await stack().connect(), simulator, recorder);
	});

	afterAll(async () => {
		await simulator?.close();
		await recorder?.close();
	});

	afterEach(async () => {
		const ofNode = `FROM processed_data WHERE "workflowId" = '${channel.workflow.id}'`;
		const [[rows, held]] = await stack().query(
			`SELECT count(*), count(*) FILTER (WHERE context LIKE '%held') ${ofNode}`,
		);
		expect(Number(rows)).toBeLessThanOrEqual(257);
		expect(held).toBe('0');
	});

	const once = (ids: string[]) => ids.map(() => 1);

	test('when both webhook processes get a copy at the same moment', async () => {
		const ids = numbered('pair', share(100));
		await each(ids, 4, async (id) => await channel.deliverPair(id));
		expect(await channel.passed(ids)).toEqual(once(ids));
	});

	test('when workers stall meanwhile', async () => {
		const ids = numbered('stalled', share(60));
		const work = async () => {
			await each(ids, 4, async (id) => await channel.deliverPair(id));
			return await channel.passed(ids);
		};
		expect(await whileWorkersStall(work())).toEqual(once(ids));
	});

	test('when four copies of each come, all at once', async () => {
		const ids = numbered('copies', share(50));
		const twice = [...ids, ...ids];
		await each(twice, twice.length, async (id) => await channel.deliverPair(id));
		expect(await channel.passed(ids)).toEqual(once(ids));
	});

	test.each([4, 20])(
		'and not forgotten: of many, %d at once, none passes again',
		async (atOnce) => {
			const ids = numbered(`distinct-${atOnce}`, share(200));
			await each(ids, atOnce, async (id) => await channel.deliver(id, 'webhook1'));
			expect(await channel.passed(ids)).toEqual(once(ids));
			await each(ids, atOnce, async (id) => await channel.deliver(id, 'webhook2'));
			expect(await channel.passed(ids)).toEqual(once(ids));
		},
	);
});
