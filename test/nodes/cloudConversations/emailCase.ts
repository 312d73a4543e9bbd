import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Simulator } from '../../../simulator';
import type { NodeRun } from '../../harness/runNode';
import { byId, runnerOf } from './parts';

export { byId };

/** What the tests of emails begin with. */

/** Runs an operation of the node, as the agent unless a client is said. */
export const operate = async (
	sim: Simulator,
	resource: string,
	operation: string,
	parameters: INodeParameters,
	more: Partial<NodeRun> & { caller?: 'user' | 'client' } = {},
) => await runnerOf(sim)(`${resource}.${operation}`, parameters, more);

/** An email conversation that a customer began by another system, with the agent. */
export async function emailConversation(sim: Simulator, more: IDataObject = {}) {
	const { items } = await operate(sim, 'email', 'create', {
		direction: 'INBOUND',
		provider: 'CRM',
		fromAddress: 'Kim Doe <kim@example.com>',
		toAddress: 'help@example.com',
		subject: 'Refund',
		textBody: 'Please',
		queue: queueOf(sim),
		...more,
	} as INodeParameters);
	const id = String(items[0]?.json.id);
	sim.control.requests.clear();
	return id;
}

/** A locator of the first queue. */
export const queueOf = (sim: Simulator) => byId(sim.control.cloud.directory().queues[0].id);

/** Requests as `GET /path`, without what stands before the path of the conversations. */
export const asked = (sim: Simulator) =>
	sim.control.requests
		.list()
		.map(({ method, url }) => `${method} ${url.replace('/api/v2/conversations', '')}`);

/** The body of the last request. */
export const lastBody = (sim: Simulator): IDataObject =>
	JSON.parse(sim.control.requests.list().at(-1)?.body ?? '{}') as IDataObject;
