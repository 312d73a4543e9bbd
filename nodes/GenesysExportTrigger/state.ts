import type { IPollFunctions } from 'n8n-workflow';
import { isObject } from '../shared/transport/body';
import { BoundedMap } from '../shared/transport/boundedMap';
import type { Trigger } from './settings';

/** An export that was not finished, in milliseconds since 1970. */
export interface Open {
	/** When it was first met. */
	since: number;
	/** When it was last asked for on its own. */
	asked: number;
	/** Since when Genesys does not know it. */
	gone?: number;
}

/** What n8n keeps for the node. It is saved together with the start of an execution. */
export interface State {
	/** What the rest is about: whose exports, and the filters. */
	about?: string;
	/** Creation time of the newest record, milliseconds since 1970; none when no record had a date that can be read. */
	newest?: number;
	/** The highest ID of a record, in digits; none when no ID was a number. */
	highest?: string;
	/** Whether the first poll read the history to its end. */
	whole?: boolean;
	/** Records that were seen, by their ID: when they were created, milliseconds since 1970, 0 when not known. */
	seen?: Record<string, number>;
	/** Exports that were not finished, by their ID. */
	open?: Record<string, Open>;
	/** IDs that the last execution was started for. */
	last?: string[];
}

const isNumber = (value: unknown) => typeof value === 'number' && Number.isFinite(value);
const isSet = (value: unknown, check: (inner: unknown) => boolean) =>
	value === undefined || check(value);
const isOf = (check: (inner: unknown) => boolean) => (value: unknown) =>
	isObject(value) && Object.values(value).every(check);

/** Whether it is what this node has saved, and was not changed by anything else. */
const isSound = ({ newest, highest, seen, open, last }: Record<keyof State, unknown>): boolean =>
	isSet(newest, isNumber) &&
	isSet(highest, (value) => typeof value === 'string' && /^\d+$/.test(value)) &&
	isSet(seen, isOf(isNumber)) &&
	isSet(
		open,
		isOf((one) => isObject(one) && isNumber(one.since) && isNumber(one.asked)),
	) &&
	isSet(last, (value) => Array.isArray(value) && value.every((id) => typeof id === 'string'));

/** The state of the node; an empty one when the user has changed what it is about, or what was saved is of no use. */
export function stateOf(context: IPollFunctions, { account, filter }: Trigger): State {
	const state = context.getWorkflowStaticData('node') as State;
	const about = JSON.stringify([account, filter]);
	if (state.about !== about || !isSound(state as Record<keyof State, unknown>)) {
		for (const name of Object.keys(state) as Array<keyof State>) delete state[name];
		state.about = about;
	}
	return state;
}

/** So many nodes, more than an n8n has: one that is forgotten has its last exports offered once more, and starts nothing with them. */
const NODES = 10_000;

/** Nodes for which this process has polled with success. */
const polled = new BoundedMap<string, true>(NODES);

const keyOf = (context: IPollFunctions) => `${context.getWorkflow().id} ${context.getNode().id}`;

/** Whether this process has polled the node with success. */
export const hasPolled = (context: IPollFunctions) => polled.has(keyOf(context));

/** Takes note of a successful poll. */
export const notePoll = (context: IPollFunctions) => polled.set(keyOf(context), true);
