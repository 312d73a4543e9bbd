import { setTimeout as sleep } from 'node:timers/promises';
import type { N8nRest, SavedWorkflow } from '../../../tools/n8n';
import { startSimulator, type Simulator } from '../../../simulator';
import { channelCredential, smsOf, SECRET, TRIGGER } from '../../e2e/support/messaging';
import { recordNode, startRecorder, type Recorder } from '../../e2e/support/recorder';
import { post, signatureOf, type Answer } from '../../e2e/support/trigger';
import { node, PACKAGE, saveChain } from '../../e2e/support/workflows';
import { settled } from './executions';
import { stack } from './stack';

export type Webhook = 'webhook1' | 'webhook2';

/** A published workflow that records each message that its trigger lets pass. */
export class RecordedChannel {
	/** What was answered 200. A copy that comes to the same webhook process again has no execution of its own. */
	readonly accepted = new Set<string>();

	private constructor(
		readonly workflow: SavedWorkflow,
		private readonly path: string,
		private readonly recorder: Recorder,
	) {}

	/** @param parameters of the trigger */
	static async start(
		rest: N8nRest,
		simulator: Simulator,
		recorder: Recorder,
		parameters: Record<string, unknown> = {},
	) {
		const type = `${PACKAGE}.genesysMessagingTrigger`;
		const credential = await channelCredential(rest, simulator);
		const trigger = node(TRIGGER, type, parameters, { typeVersion: 1.1, credential });
		const workflow = await saveChain(rest, 'Recorded', [
			trigger,
			recordNode(recorder, 'messageId'),
		]);
		await rest.activate(workflow);
		const path = `${trigger.webhookId}/messaging`;
		await rest.waitForWebhook(path);
		return new RecordedChannel(workflow, path, recorder);
	}

	urlAt(webhook: Webhook): string {
		return `${stack().url(webhook)}/webhook/${this.path}`;
	}

	/** Delivers one copy of a message to a webhook process. */
	async deliverOnce(messageId: string, webhook: Webhook): Promise<Answer> {
		const body = smsOf(messageId);
		const headers = { 'X-Hub-Signature': signatureOf(body, SECRET) };
		return await post(this.urlAt(webhook), body, headers);
	}

	/**
	 * Delivers one copy of a message to a webhook process, as Genesys does: again, until it is accepted; and only when the process
	 * is ready, as the proxy before it does: one that starts answers 200 to everything.
	 */
	async deliver(messageId: string, webhook: Webhook): Promise<void> {
		const accepted = async () => {
			const { ok } = await fetch(`${stack().url(webhook)}/healthz/readiness`);
			return ok && (await this.deliverOnce(messageId, webhook)).status === 200;
		};
		while (!(await accepted().catch(() => false))) await sleep(300);
		this.accepted.add(`${messageId} ${webhook}`);
	}

	/** One copy at each webhook process at the same moment. */
	async deliverPair(messageId: string): Promise<void> {
		await Promise.all([this.deliver(messageId, 'webhook1'), this.deliver(messageId, 'webhook2')]);
	}

	/** Waits until everything that was accepted has been executed. @returns how often each message passed the trigger */
	async passed(messageIds: readonly string[]): Promise<number[]> {
		await settled(this.workflow, this.accepted.size);
		const count = new Map<string, number>();
		for (const name of this.recorder.names()) count.set(name, (count.get(name) ?? 0) + 1);
		return messageIds.map((id) => count.get(id) ?? 0);
	}
}

/** What the tests of a file have, once they run. */
interface Recorded {
	rest: N8nRest;
	recorder: Recorder;
	channel: RecordedChannel;
}

/**
 * A channel for the tests of a file.
 *
 * @param parameters of the trigger
 * @param answer see `startRecorder`
 */
export function withRecordedChannel(
	parameters: Record<string, unknown> = {},
	answer?: Parameters<typeof startRecorder>[0],
): Recorded {
	const live = {} as Recorded;
	let simulator: Simulator | undefined;
	beforeAll(async () => {
		simulator = await startSimulator();
		live.rest = await stack().connect();
		live.recorder = await startRecorder(answer);
		live.channel = await RecordedChannel.start(live.rest, simulator, live.recorder, parameters);
	});
	afterAll(async () => {
		await simulator?.close();
		await live.recorder?.close();
	});
	return live;
}

/** Runs work over a list, so many of them at once. */
export async function each<T>(
	list: readonly T[],
	atOnce: number,
	work: (one: T) => Promise<void>,
): Promise<void> {
	const left = [...list];
	const worker = async () => {
		for (let one = left.shift(); one !== undefined; one = left.shift()) await work(one);
	};
	await Promise.all(Array.from({ length: atOnce }, worker));
}

/** Lets both workers stand still in turn, again and again, until the work is done. */
export async function whileWorkersStall<T>(work: Promise<T>): Promise<T> {
	let done = false;
	const ended = work.finally(() => (done = true));
	const stall = async () => {
		for (let turn = 0; !done; turn++) {
			const goOn = stack().stall(turn % 2 === 0 ? 'worker1' : 'worker2');
			await sleep(1_500);
			goOn();
		}
	};
	await Promise.all([ended, stall()]);
	return await ended;
}

export const numbered = (name: string, count: number): string[] =>
	Array.from({ length: count }, (_, n) => `${name}-${n}`);
