import type { IPollFunctions } from 'n8n-workflow';
import type { Trigger } from './settings';

/** What n8n keeps for the node. It is saved together with the start of an execution. */
export interface State {
	/** What the rest is about: the API, the account and the filters. */
	about?: string;
	/** Creation time of the newest record, milliseconds since 1970. */
	newest?: number;
	/** The highest id of a record. */
	highest?: number;
	/** Ids of the newest records: what is not among them is new. */
	seen?: string[];
	/** Exports that were not finished, by their id: since when, and when they were last asked for on their own. */
	open?: Record<string, { since: number; asked: number }>;
	/** Ids that the last execution was started for. */
	last?: string[];
}

/** The state of the node; an empty one when the user has changed what it is about. */
export function stateOf(context: IPollFunctions, { api, filter, credential }: Trigger): State {
	const state = context.getWorkflowStaticData('node') as State;
	const about = JSON.stringify([api.choice.value, credential, filter]);
	if (state.about !== about) {
		for (const name of Object.keys(state) as Array<keyof State>) delete state[name];
		state.about = about;
	}
	return state;
}

/** Nodes for which this process has polled with success. */
const polled = new Set<string>();

const keyOf = (context: IPollFunctions) => `${context.getWorkflow().id} ${context.getNode().id}`;

/** Whether this process has polled the node with success. */
export const hasPolled = (context: IPollFunctions) => polled.has(keyOf(context));

/** Takes note of a successful poll. */
export const notePoll = (context: IPollFunctions) => polled.add(keyOf(context));
