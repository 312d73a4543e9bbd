import { each, numbered, withRecordedChannel, whileWorkersStall } from './support/burst';
import { stack } from './support/stack';

/** So many with `LONG=1`, which are those of docs/scaling.md; else fewer. */
const share = (long: number, usual: number) => (process.env.LONG ? long : usual);

/** Copies of a message arrive at two processes that share nothing but the database. */
describe('a message is passed on once', () => {
	const live = withRecordedChannel();

	afterEach(async () => {
		const ofNode = `FROM processed_data WHERE "workflowId" = '${live.channel.workflow.id}'`;
		const [[rows, held]] = await stack().query(
			`SELECT count(*), count(*) FILTER (WHERE context LIKE '%held') ${ofNode}`,
		);
		expect(Number(rows)).toBeLessThanOrEqual(257);
		expect(held).toBe('0');
	});

	const once = (ids: string[]) => ids.map(() => 1);

	test('when both webhook processes get a copy at the same moment', async () => {
		const ids = numbered('pair', share(1_000, 34));
		await each(ids, 4, async (id) => await live.channel.deliverPair(id));
		expect(await live.channel.passed(ids)).toEqual(once(ids));
	});

	test('when workers stall meanwhile', async () => {
		const ids = numbered('stalled', share(1_000, 20));
		const work = async () => {
			await each(ids, 4, async (id) => await live.channel.deliverPair(id));
			return await live.channel.passed(ids);
		};
		expect(await whileWorkersStall(work())).toEqual(once(ids));
	});

	test('when four copies of each come, all at once', async () => {
		const ids = numbered('copies', share(50, 17));
		const twice = [...ids, ...ids];
		await each(twice, twice.length, async (id) => await live.channel.deliverPair(id));
		expect(await live.channel.passed(ids)).toEqual(once(ids));
	});

	test.each([4, 20])(
		'and not forgotten: of many, %d at once, none passes again',
		async (atOnce) => {
			const ids = numbered(`distinct-${atOnce}`, share(200, 67));
			await each(ids, atOnce, async (id) => await live.channel.deliver(id, 'webhook1'));
			expect(await live.channel.passed(ids)).toEqual(once(ids));
			await each(ids, atOnce, async (id) => await live.channel.deliver(id, 'webhook2'));
			expect(await live.channel.passed(ids)).toEqual(once(ids));
		},
	);
});
