import { setTimeout as sleep } from 'node:timers/promises';
import { waitFor, type N8nRest } from '../../tools/n8n';
import { startSimulator, type Simulator } from '../../simulator';
import { startRecorder, type Recorder } from '../e2e/support/recorder';
import { RecordedChannel } from './support/burst';
import { stack } from './support/stack';

const log = (...all: unknown[]) =>
	process.stderr.write(`XX ${all.map((a) => JSON.stringify(a)).join(' ')}\n`);

describe('explore', () => {
	let rest: N8nRest;
	let simulator: Simulator;
	let recorder: Recorder;
	let channel: RecordedChannel;
	let answer: () => Promise<number>;

	beforeAll(async () => {
		simulator = await startSimulator();
		rest = await stack().connect();
		recorder = await startRecorder(async () => await answer());
		channel = await RecordedChannel.start(rest, simulator, recorder, { responseMode: 'lastNode' });
	});

	afterAll(async () => {
		await simulator?.close();
		await recorder?.close();
	});
	const timed = async (what: string, id: string, webhook: 'webhook1' | 'webhook2') => {
		const t = Date.now();
		const a = await Promise.race([
			channel.deliverOnce(id, webhook).catch((e) => String(e)),
			sleep(90_000),
		]);
		log(what, a, Date.now() - t);
	};
	test('all', async () => {
		answer = async () => {
			await sleep(2000);
			return 200;
		};
		await timed('slow', 'slow', 'webhook1');
		await timed('slow again 1', 'slow', 'webhook1');
		answer = async () => 400;
		await timed('fail', 'fail', 'webhook1');
		await timed('fail 2', 'fail', 'webhook2');
		answer = async () => 200;
		await timed('good 1', 'fail', 'webhook1');
		await timed('good 1 again', 'fail', 'webhook1');
		await timed('good 2', 'fail', 'webhook2');
		log(recorder.names());
	});
	test('cancel', async () => {
		answer = async () => {
			await sleep(20_000);
			return 200;
		};
		const p = timed('cancel', 'cancel', 'webhook1');
		await waitFor('it', async () => recorder.names().includes('cancel') || undefined);
		const [{ id }] = await rest.listExecutions(channel.workflow.id);
		log('stop', await rest.call('POST', `/executions/${id}/stop`));
		await p;
		answer = async () => 200;
		await timed('cancel again', 'cancel', 'webhook1');
		await timed('cancel again', 'cancel', 'webhook2');
	});
	test('worker killed', async () => {
		answer = async () => {
			await sleep(5_000);
			return 200;
		};
		const other = stack().stall('worker2');
		const p = timed('killed', 'killed', 'webhook1');
		await waitFor('it', async () => recorder.names().includes('killed') || undefined);
		await stack().kill('worker1');
		other();
		answer = async () => 200;
		await p;
		await stack().start('worker1');
		await timed('killed again', 'killed', 'webhook1');
		log(recorder.names());
		log(
			await stack().query(
				`SELECT id, status FROM execution_entity WHERE "workflowId" = '${channel.workflow.id}' ORDER BY id`,
			),
		);
	});
});
