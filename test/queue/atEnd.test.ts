import { setTimeout as sleep } from 'node:timers/promises';
import { waitFor } from '../../tools/n8n';
import { withRecordedChannel, type Webhook } from './support/burst';
import { stack } from './support/stack';

const done = (messageId: string) => ({ status: 200, body: { messageId } });
const failed = { status: 500, body: { error: 'The workflow did not succeed' } };

/** A webhook process waits for the worker that executes, and says how the workflow ended. */
describe('in queue mode, when the answer waits for the end of the workflow', () => {
	/** What the workflow meets: the status of the answer to its request. */
	let outside: () => number | Promise<number>;
	const live = withRecordedChannel({ responseMode: 'lastNode' }, () => outside());

	beforeEach(() => (outside = () => 200));

	const passed = (messageId: string) =>
		live.recorder.names().filter((name) => name === messageId).length;
	const deliver = async (messageId: string, webhook: Webhook) =>
		await live.channel.deliverOnce(messageId, webhook);

	test('it succeeds after two seconds: 200 then, and at once to a copy', async () => {
		outside = async () => await sleep(2_000, 200);
		const began = Date.now();
		expect(await deliver('slow', 'webhook1')).toMatchObject(done('slow'));
		expect(Date.now() - began).toBeGreaterThanOrEqual(2_000);
		expect(await deliver('slow', 'webhook1')).toMatchObject(done('slow'));
		expect(passed('slow')).toBe(1);
	});

	test('it fails: 500, and the next delivery passes again, at either webhook process', async () => {
		outside = () => 400;
		for (const webhook of ['webhook1', 'webhook2', 'webhook1'] as const) {
			expect(await deliver('failing', webhook)).toMatchObject(failed);
		}
		outside = () => 200;
		expect(await deliver('failing', 'webhook2')).toMatchObject(done('failing'));
		expect(passed('failing')).toBe(4);
	});

	test('what one webhook process knows to be done, the other starts again', async () => {
		expect(await deliver('twice', 'webhook1')).toMatchObject(done('twice'));
		expect(await deliver('twice', 'webhook2')).toMatchObject(done('twice'));
		expect(passed('twice')).toBe(2);
	});

	test('a webhook process is killed meanwhile: the other starts it again', async () => {
		outside = async () => await sleep(3_000, 200);
		const answer = deliver('killed', 'webhook1').catch(() => 'none');
		await waitFor('the workflow to run', async () => passed('killed') || undefined);
		await stack().kill('webhook1');
		expect(await answer).toBe('none');
		expect(await deliver('killed', 'webhook2')).toMatchObject(done('killed'));
		expect(passed('killed')).toBe(2);
		await stack().start('webhook1');
	});
});
