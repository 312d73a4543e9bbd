import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
	type Execution,
	type N8nRest,
	type SavedCredential,
	type SavedWorkflow,
	type WorkflowNode,
} from '../../../tools/n8n';
import type { Simulator } from '../../../simulator';
import { NewExecutions } from './newExecutions';
import { post, signatureOf, type Answer } from './trigger';
import { node, PACKAGE, saveChain, saveCredential } from './workflows';

export const TRIGGER = 'Messages';
/** The node after the trigger: that it ran shows that the trigger let something through. */
export const AFTER = 'After';
export const SMS = 'sms-channel';
export const EMAIL = 'email-channel';
/** Secret of the SMS channel of the simulator. */
export const SECRET = 'demo-channel-secret';
export const CCID = 'demo-ccid';

/** The fields of a credential for the SMS channel of the simulator. */
export const channelData = ({ url }: Simulator, changes: Record<string, string> = {}) => ({
	...{ baseUrl: url, apiKey: '', contactCenterId: CCID, channelId: SMS },
	...{ channelSecret: SECRET, previousChannelSecret: '' },
	...changes,
});

export const channelCredential = async (
	rest: N8nRest,
	simulator: Simulator,
	changes: Record<string, string> = {},
): Promise<SavedCredential> =>
	await saveCredential(rest, 'genesysMessagingChannelApi', channelData(simulator, changes));

/** A Genesys Messaging node. */
export const messagingNode = (
	name: string,
	resource: 'message' | 'media',
	operation: string,
	parameters: Record<string, unknown>,
	credential: SavedCredential,
): WorkflowNode =>
	node(
		name,
		`${PACKAGE}.genesysMessaging`,
		{ resource, operation, ...parameters },
		{
			credential,
		},
	);

/** The header that Genesys sends with these bytes, worked out by OpenSSL. */
export function signatureByOpenssl(body: Buffer, secret = SECRET): string {
	const output = execFileSync('openssl', ['dgst', '-sha1', '-hmac', secret], { input: body });
	return `sha1=${output.toString().trim().split(' ').at(-1)}`;
}

/** The same, worked out by Python. */
export function signatureByPython(body: Buffer, secret = SECRET): string {
	const script =
		'import hmac, sys; print("sha1=" + hmac.new(sys.argv[1].encode(), sys.stdin.buffer.read(), "sha1").hexdigest())';
	return execFileSync('python3', ['-c', script, secret], { input: body }).toString().trim();
}

/** An SMS of an agent as the samples of Genesys show it. */
export const smsOf = (messageId: string, text = messageId): string =>
	JSON.stringify({
		channel: { id: SMS, type: 'sms', from: { id: SMS }, to: { id: '16504661149' }, messageId },
		type: 'Text',
		text,
	});

/** An active workflow with the Genesys Messaging Trigger, and what its deliveries start. */
export class LiveChannel {
	private constructor(
		private readonly rest: N8nRest,
		readonly workflow: SavedWorkflow,
		/** The production URL. */
		readonly url: string,
		private readonly executions = new NewExecutions(rest, workflow.id),
	) {}

	/** Saves and activates the workflow, and waits until its URL is served. @param after what follows the trigger */
	static async start(
		rest: N8nRest,
		credential: SavedCredential,
		parameters: Record<string, unknown> = {},
		after: WorkflowNode[] = [node(AFTER, 'n8n-nodes-base.noOp')],
	): Promise<LiveChannel> {
		const type = `${PACKAGE}.genesysMessagingTrigger`;
		const trigger = node(TRIGGER, type, parameters, { typeVersion: 1.1, credential });
		const workflow = await saveChain(rest, 'Messages', [trigger, ...after]);
		await rest.activate(workflow);
		const url = await rest.waitForWebhook(`${trigger.webhookId}/messaging`);
		return new LiveChannel(rest, workflow, url);
	}

	/** The same workflow through another client, after a restart of n8n. */
	reconnected(rest: N8nRest): LiveChannel {
		return new LiveChannel(rest, this.workflow, this.url, this.executions.reconnected(rest));
	}

	/** Posts these bytes, signed. */
	async deliver(body: string | Buffer, headers: Record<string, string> = {}): Promise<Answer> {
		return await post(this.url, body, {
			'X-Hub-Signature': signatureOf(body, SECRET),
			...headers,
		});
	}

	/** The executions that have not been asked for, running or not, oldest first. */
	async current(): Promise<Execution[]> {
		return await this.executions.current();
	}

	/**
	 * The executions that were started since the last call, oldest first, when all of them have ended. To know that
	 * nothing more comes, it sends a message of its own and waits for the execution of that.
	 */
	async started(): Promise<Execution[]> {
		const marker = `marker-${randomUUID()}`;
		const { status } = await this.deliver(smsOf(marker));
		if (status !== 200) throw new Error(`The marker was answered ${status}`);
		const isMarker = ({ data }: Execution) => JSON.stringify(data).includes(marker);
		return await this.executions.untilMarker(isMarker, 60_000);
	}

	async stop(): Promise<void> {
		await this.rest.deactivate(this.workflow.id);
	}
}
