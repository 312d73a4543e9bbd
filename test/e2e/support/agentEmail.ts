import type { Simulator } from '../../../simulator';
import {
	waitFor,
	type N8nRest,
	type SavedCredential,
	type SavedWorkflow,
	type WorkflowNode,
} from '../../../tools/n8n';
import { AGENT } from './signIn';
import { node, PACKAGE, saveChain } from './workflows';

/** The interaction of an expression, as the node's locator holds it. */
export const byId = (value: string) => ({ __rl: true, mode: 'id', value });

/** The agent of the simulator. */
export const agentCredential = async (
	rest: N8nRest,
	{ url: baseUrl }: Simulator,
): Promise<SavedCredential> =>
	await rest.createCredential({
		name: 'Genesys Web Services API',
		type: 'genesysWebServicesApi',
		data: { baseUrl, apiPath: '/api/v2', user: AGENT.userName, password: AGENT.password },
	});

/** A Genesys Agent Email node. @param parameters with `operation`, and `resource` unless it is the interaction */
export const agentEmailNode = (
	name: string,
	parameters: Record<string, unknown>,
	more: { credential: SavedCredential; onError?: string },
): WorkflowNode =>
	node(
		name,
		`${PACKAGE}.genesysAgentEmail`,
		{ authentication: 'webServices', resource: 'interaction', ...parameters },
		more,
	);

export const INVITATION = 'Invitation';

/** An active workflow that begins with an invitation to an email of a customer, and listens. */
export async function startOnInvitation(
	rest: N8nRest,
	{ control }: Simulator,
	credential: SavedCredential,
	after: WorkflowNode[],
): Promise<SavedWorkflow> {
	const filters = { states: ['Invited'], subtypes: ['InboundNew'] };
	const parameters = { authentication: 'webServices', filters };
	const type = `${PACKAGE}.genesysAgentEmailTrigger`;
	const workflow = await saveChain(rest, 'Agent email', [
		node(INVITATION, type, parameters, { credential }),
		...after,
	]);
	await rest.activate(workflow);
	await waitFor('the trigger to listen', async () =>
		control.webServices.cometd.sessions().find(({ held }) => held),
	);
	return workflow;
}
