import {
	waitFor,
	type Execution,
	type N8nRest,
	type SavedCredential,
	type SavedWorkflow,
} from '../../../tools/n8n';
import type { Simulator } from '../../../simulator';
import { node, PACKAGE, saveChain } from './workflows';

export const WATCH = 'Statistics';
export const AFTER_WATCH = 'After';
/** The statistics that the workflow watches, which the simulator has. */
export const WATCHED = [
	{ statisticId: 'waiting', objectType: 'Queue', objectId: 'queue1', name: 'TotalCallsInQueue' },
	{ statisticId: 'state', objectType: 'Agent', objectId: 'agent1', name: 'CurrentAgentState' },
];

export async function saveStatisticsTrigger(
	rest: N8nRest,
	credential: SavedCredential,
	parameters: Record<string, unknown> = {},
): Promise<SavedWorkflow> {
	const entries = WATCHED.map((statistic) => ({ ...statistic, source: 'name' }));
	const values = { authentication: 'token', statisticsMode: 'form', statistics: { entries } };
	const type = `${PACKAGE}.genesysStatisticsTrigger`;
	return await saveChain(rest, 'Statistics', [
		node(WATCH, type, { ...values, ...parameters }, { credential }),
		node(AFTER_WATCH, 'n8n-nodes-base.noOp'),
	]);
}

/** What the simulator holds of its clients: their sessions, held connects and subscriptions. */
export const held = ({ control }: Simulator) => ({
	sessions: control.cometd.sessions().length,
	polls: control.cometd.heldPolls(),
	subscriptions: control.statistics.listSubscriptions().length,
});
export const NOTHING = { sessions: 0, polls: 0, subscriptions: 0 };
export const ONE = { sessions: 1, polls: 1, subscriptions: 1 };

/** Waits until one session with a held connect and one subscription are there, other ones than before. */
export async function waitForSession(
	simulator: Simulator,
	before: { clientId?: string; subscriptionId?: string } = {},
	timeoutMs = 60_000,
): Promise<{ clientId: string; subscriptionId: string }> {
	return await waitFor(
		'one session with a subscription',
		async () => {
			const [session] = simulator.control.cometd.sessions();
			const [subscription] = simulator.control.statistics.listSubscriptions();
			const isThere = JSON.stringify(held(simulator)) === JSON.stringify(ONE) && session.held;
			if (!isThere || session.clientId === before.clientId) return undefined;
			const { clientId } = session;
			const { subscriptionId } = subscription;
			return subscriptionId === before.subscriptionId ? undefined : { clientId, subscriptionId };
		},
		timeoutMs,
	);
}

/** Tells the value of the first statistic. */
export function tell(simulator: Simulator, subscriptionId: string, ...values: number[]): void {
	simulator.control.statistics.publishUpdates(
		values.map((value) => ({ subscriptionId, ...waiting(value) })),
	);
}

export const waiting = (value: number) => ({
	statisticId: 'waiting',
	value: { intValue: value, stringValue: String(value) },
});

/** The executions of a workflow from the oldest on, once there are so many and all have ended. */
export async function executionsOf(
	rest: N8nRest,
	{ id }: SavedWorkflow,
	count: number,
): Promise<Execution[]> {
	const list = await rest.waitForExecutions(id, count);
	const executions = await Promise.all(list.map((execution) => rest.getExecution(execution.id)));
	return executions.sort((one, other) => Number(one.id) - Number(other.id));
}
