import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { REPOSITORY, type N8nRest, type SavedWorkflow, type Workflow } from '../tools/n8n';
import { STAND_IN_PATH } from './standIns';

/** The example workflows that the demo imports. The IDs are the demo's own, by which it recognises its workflows. */
export const DEMO_WORKFLOWS = {
	caseToWorkitem: { id: 'genesysDemoCase1', file: 'salesforce-case-to-workitem.json' },
	mailFollowUp: { id: 'genesysDemoMail1', file: 'secure-mail-follow-up.json' },
	mailFiles: { id: 'genesysDemoSave1', file: 'secure-mail-attachments-to-files.json' },
	mailDigest: { id: 'genesysDemoList1', file: 'unread-secure-mail-digest.json' },
	queueAlert: { id: 'genesysDemoWait1', file: 'queue-wait-alert.json' },
	wallboard: { id: 'genesysDemoWall1', file: 'agent-wallboard-snapshot.json' },
	nightlyExport: { id: 'genesysDemoFile1', file: 'nightly-export-to-files.json' },
	yesterdaysExports: { id: 'genesysDemoDays1', file: 'exports-of-yesterday-to-files.json' },
	exportLoad: { id: 'genesysDemoLoad1', file: 'export-finished-load-it.json' },
	smsGateway: { id: 'genesysDemoText1', file: 'sms-gateway-both-ways.json' },
	emailOut: { id: 'genesysDemoSend1', file: 'email-out-with-receipts.json' },
	smsCampaign: { id: 'genesysDemoMany1', file: 'agentless-sms-campaign.json' },
	messageTicket: { id: 'genesysDemoOpen1', file: 'inbound-open-message-to-ticket.json' },
	firstResponder: { id: 'genesysDemoTalk1', file: 'ai-first-responder.json' },
	acknowledge: { id: 'genesysDemoDesk1', file: 'auto-acknowledge-and-route.json' },
	crmOutcome: { id: 'genesysDemoWrap1', file: 'wrap-up-from-crm-outcome.json' },
	mcpServer: { id: 'genesysDemoTool1', file: 'mcp-server-for-genesys.json' },
	mcpServerEngage: { id: 'genesysDemoTool2', file: 'mcp-server-for-multicloud-cx.json' },
	mcpServerReadOnly: { id: 'genesysDemoTool3', file: 'mcp-server-read-only.json' },
	aiAgentWithApproval: { id: 'genesysDemoChat2', file: 'ai-agent-with-approval.json' },
	aiAgent: { id: 'genesysDemoChat1', file: 'ai-agent-for-genesys-cloud.json' },
	whereIsMyOrder: { id: 'genesysDemoShop1', file: 'ai-agent-where-is-my-order.json' },
} as const;

export type DemoWorkflows = Record<keyof typeof DEMO_WORKFLOWS, SavedWorkflow>;

export const SALESFORCE_PATH = 'salesforce-case';
const INTERACTIONS_TRIGGER = 'n8n-nodes-genesys.genesysInteractionsTrigger';
const MESSAGING_TRIGGER = 'n8n-nodes-genesys.genesysMessagingTrigger';
const WEBHOOK = 'n8n-nodes-base.webhook';

/** The beginning of an address of the stand-ins, which can have another port at each start. */
const STAND_IN_ADDRESS = new RegExp(`http://127\\.0\\.0\\.1:\\d+(?=${STAND_IN_PATH})`, 'g');

const pointedAt = <T extends Workflow>(workflow: T, standInsUrl: string): T => ({
	...workflow,
	nodes: JSON.parse(JSON.stringify(workflow.nodes).replace(STAND_IN_ADDRESS, standInsUrl)),
});

/** Lets a workflow of an earlier start find the stand-ins where they are now. */
async function repoint(rest: N8nRest, id: string, standInsUrl: string): Promise<void> {
	const workflow = await rest.getWorkflow(id);
	const { nodes } = pointedAt(workflow, standInsUrl);
	if (JSON.stringify(nodes) === JSON.stringify(workflow.nodes)) return;
	const { connections, versionId, active } = workflow;
	const saved = await rest.call<SavedWorkflow>('PATCH', `/workflows/${id}`, {
		...{ nodes, connections, versionId },
	});
	if (active) await rest.activate(saved);
}

/**
 * Imports and activates the workflows that are not there yet. One that is there is the user's and stays as it is,
 * edited, renamed or inactive; only the addresses of the stand-ins in it are brought up to date.
 */
export async function ensureWorkflows(rest: N8nRest, standInsUrl: string): Promise<DemoWorkflows> {
	const workflows: Partial<DemoWorkflows> = {};
	const known = new Set((await rest.listWorkflows()).map(({ id }) => id));
	for (const [key, { id, file }] of Object.entries(DEMO_WORKFLOWS)) {
		if (known.has(id)) {
			await repoint(rest, id, standInsUrl);
		} else {
			const text = await readFile(join(REPOSITORY, 'examples', file), 'utf8');
			const workflow = pointedAt(JSON.parse(text) as Workflow, standInsUrl);
			await rest.activate(await rest.importWorkflow({ ...workflow, id }));
		}
		workflows[key as keyof DemoWorkflows] = await rest.getWorkflow(id);
	}
	return workflows as DemoWorkflows;
}

/**
 * Path below `/webhook/` of a Genesys trigger; undefined when the workflow is not active or
 * the user has taken the trigger out.
 */
function triggerPath({ active, nodes }: SavedWorkflow, triggerType: string, path: string) {
	const trigger = nodes.find(({ type }) => type === triggerType);
	return active && trigger?.webhookId ? `${trigger.webhookId}/${path}` : undefined;
}

/** Path of the Genesys Interactions Trigger, see triggerPath. */
export const interactionsPath = (workflow: SavedWorkflow) =>
	triggerPath(workflow, INTERACTIONS_TRIGGER, 'interactions');

/** Path of the Genesys Messaging Trigger. */
export const messagingPath = (workflow: SavedWorkflow) =>
	triggerPath(workflow, MESSAGING_TRIGGER, 'messaging');

/** Path of the Webhook node. */
export function webhookPath({ active, nodes }: SavedWorkflow): string | undefined {
	const webhook = nodes.find(({ type }) => type === WEBHOOK);
	return active && webhook ? String(webhook.parameters.path) : undefined;
}
