import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { REPOSITORY, type N8nRest, type SavedWorkflow, type Workflow } from './lib';

/** The example workflows that the demo imports. The ids are the demo's own: by them it knows its workflows again. */
export const DEMO_WORKFLOWS = {
	caseToWorkitem: { id: 'genesysDemoCase1', file: 'salesforce-case-to-workitem.json' },
	mailFollowUp: { id: 'genesysDemoMail1', file: 'secure-mail-follow-up.json' },
	mailDigest: { id: 'genesysDemoList1', file: 'unread-secure-mail-digest.json' },
	queueAlert: { id: 'genesysDemoWait1', file: 'queue-wait-alert.json' },
	wallboard: { id: 'genesysDemoWall1', file: 'agent-wallboard-snapshot.json' },
} as const;

export type DemoWorkflows = Record<keyof typeof DEMO_WORKFLOWS, SavedWorkflow>;

export const SALESFORCE_PATH = 'salesforce-case';
const INTERACTIONS_TRIGGER = 'n8n-nodes-genesys.genesysInteractionsTrigger';

/**
 * Imports and activates the workflows that are not there yet. One that is there is left as it is,
 * edited, renamed or inactive: it is the user's.
 */
export async function ensureWorkflows(rest: N8nRest): Promise<DemoWorkflows> {
	const workflows: Partial<DemoWorkflows> = {};
	const known = new Set((await rest.listWorkflows()).map(({ id }) => id));
	for (const [key, { id, file }] of Object.entries(DEMO_WORKFLOWS)) {
		if (!known.has(id)) {
			const text = await readFile(join(REPOSITORY, 'examples', file), 'utf8');
			await rest.activate(await rest.importWorkflow({ ...(JSON.parse(text) as Workflow), id }));
		}
		workflows[key as keyof DemoWorkflows] = await rest.getWorkflow(id);
	}
	return workflows as DemoWorkflows;
}

/**
 * Path of the Interactions Trigger below `/webhook/`; undefined when the workflow is not active or
 * the user took the trigger out.
 */
export function interactionsPath({ active, nodes }: SavedWorkflow): string | undefined {
	const trigger = nodes.find(({ type }) => type === INTERACTIONS_TRIGGER);
	return active && trigger?.webhookId ? `${trigger.webhookId}/interactions` : undefined;
}
