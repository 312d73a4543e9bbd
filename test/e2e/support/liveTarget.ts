import { choiceOf, draftOf } from '../../campaigns/webhooks/draft';
import type { Target } from '../../campaigns/webhooks/target';
import { idText } from '../../campaigns/webhooks/judge';
import { piecesOf, send } from '../../campaigns/webhooks/wire';
import type { Execution, N8nRest, SavedCredential, SavedWorkflow } from '../../../tools/n8n';
import { instance } from './instance';
import { NewExecutions } from './newExecutions';
import { node, PACKAGE, saveChain, saveCredential } from './workflows';

const AFTER = 'After';

/** What passed a trigger in one execution. */
export interface Passed {
	/** That of the delivery; see `Draft.mark`. */
	mark: string;
	/** What its items name. */
	ids: string[];
}

/** An active workflow with one of the triggers of the campaign. */
export class LiveTarget {
	private markers = 0;

	private constructor(
		private readonly rest: N8nRest,
		private readonly workflow: SavedWorkflow,
		readonly target: Target,
		readonly credential: SavedCredential,
		/** Of the production URL. */
		readonly path: string,
		private readonly executions = new NewExecutions(rest, workflow.id),
	) {}

	static async start(rest: N8nRest, target: Target): Promise<LiveTarget> {
		const { product, secret, previous = '', parameters } = target;
		const credential = await saveCredential(rest, product.credential, {
			...(product.path === 'messaging'
				? { baseUrl: 'http://127.0.0.1:9', contactCenterId: 'ccid', channelId: 'sms-channel' }
				: {}),
			[product.fields.current]: secret,
			[product.fields.previous]: previous,
		});
		const type = `${PACKAGE}.${product.node}`;
		const trigger = node('Trigger', type, parameters, { typeVersion: 1.1, credential });
		const after = node(AFTER, 'n8n-nodes-base.noOp');
		const workflow = await saveChain(rest, target.name, [trigger, after]);
		await rest.activate(workflow);
		const url = await rest.waitForWebhook(`${trigger.webhookId}/${product.path}`);
		return new LiveTarget(rest, workflow, target, credential, new URL(url).pathname);
	}

	/**
	 * What passed the trigger since the last call, and which executions failed, when all have ended.
	 *
	 * @param timeoutMs in ms
	 */
	async passed(timeoutMs: number): Promise<{ passed: Passed[]; failed: string[] }> {
		const marker = `marker-${++this.markers}-${this.workflow.id}`;
		const draft = draftOf(this.target, choiceOf(Math.random), marker);
		const { status } = await send(instance().port, piecesOf(draft, this.path));
		if (status !== 200) throw new Error(`The marker was answered ${status}`);
		const isMarker = ({ output }: Execution) => output(AFTER)[0]?.traceId === marker;
		const executions = await this.executions.untilMarker(isMarker, timeoutMs);
		const failed = executions
			.filter(({ status }) => status !== 'success')
			.map(({ id, data }) => `execution ${id}: ${JSON.stringify(data.resultData).slice(0, 1_000)}`);
		const passed = executions.flatMap(({ output }) => {
			const items = output(AFTER);
			if (items.length === 0) return [];
			const ids = items.flatMap((item) => this.target.product.idsOf(item)).map(idText);
			return [{ mark: String(items[0].traceId), ids }];
		});
		return { passed, failed };
	}

	async stop(): Promise<void> {
		await this.rest.deactivate(this.workflow.id);
	}
}
