import type { Simulator } from '../simulator';
import type { N8nRest, SavedWorkflow } from '../tools/n8n';
import { GATEWAY_NUMBER, RESPONDER_NUMBER, type StandIns } from './standIns';
import { messagingPath, webhookPath, type DemoWorkflows } from './workflows';

type PathOf = (workflow: SavedWorkflow) => string | undefined;

/**
 * Connects both ways of messages: those of agents go from the simulator's channels to the triggers, those of customers
 * from the SMS provider to the webhooks. A workflow that the user deactivated gets none.
 */
export async function connectMessaging(
	rest: N8nRest,
	parts: { simulator: Simulator; standIns: StandIns; workflows: DemoWorkflows },
): Promise<void> {
	const { simulator, standIns, workflows } = parts;
	const { smsGateway, emailOut, firstResponder } = workflows;
	const { messaging } = simulator.control;
	const urlOf = async (pathOf: PathOf, workflow: SavedWorkflow) => {
		const path = pathOf(workflow);
		return path ? await rest.waitForWebhook(path) : '';
	};
	const webhookUrls: Record<string, string> = {
		sms: await urlOf(messagingPath, smsGateway),
		email: await urlOf(messagingPath, emailOut),
	};
	for (const { id, type } of messaging.channels()) {
		messaging.setChannel(id, { webhookUrl: webhookUrls[type] ?? '' });
	}
	standIns.setReceiver(GATEWAY_NUMBER, await urlOf(webhookPath, smsGateway));
	standIns.setReceiver(RESPONDER_NUMBER, await urlOf(webhookPath, firstResponder));
}
