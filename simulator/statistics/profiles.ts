import {
	AGENT_STATES,
	type Agent,
	type AgentState,
	type Queue,
	type StatObject,
} from './contactCenter';
import type { Notification, StatDefinition, StatValue } from './model';

/** A statistic that exists under a name. */
export interface Profile extends Notification {
	name: string;
	objectType: StatObject['objectType'];
	read: (object: StatObject) => StatValue;
}

const IMMEDIATE: Notification = {
	notificationMode: 'Immediate',
	notificationFrequency: 0,
	insensitivity: 1,
};
/** For values that grow over time. */
const EVERY_5_SECONDS: Notification = {
	notificationMode: 'Periodical',
	notificationFrequency: 5,
	insensitivity: 1,
};

const number = (value: number): StatValue => ({ intValue: value, stringValue: String(value) });
const ratio = (part: number, all: number, ifNone: number) =>
	all === 0 ? ifNone : Math.round(part / all);
const seconds = (agent: Agent, states: readonly AgentState[]) =>
	states.reduce((sum, state) => sum + agent.secondsIn[state], 0);
const handling = (agent: Agent) => seconds(agent, ['CallInbound', 'AfterCallWork']);

function agentState(agent: Agent): StatValue {
	const { id, state } = agent;
	return {
		stateValue: { agentId: id, loginId: id, placeId: `place_${id}`, status: state },
		stringValue: state,
	};
}

function agents(
	name: string,
	read: (agent: Agent) => StatValue,
	notification = IMMEDIATE,
): Profile {
	return { name, objectType: 'Agent', read: (object) => read(object as Agent), ...notification };
}

function queues(name: string, read: (queue: Queue) => number, notification = IMMEDIATE): Profile {
	const value = (object: StatObject) => number(read(object as Queue));
	return { name, objectType: 'Queue', read: value, ...notification };
}

/** The pre-configured statistics. */
export const PROFILES: Profile[] = [
	agents('CurrentAgentState', agentState),
	agents('TimeInCurrentState', (agent) => number(agent.inState), EVERY_5_SECONDS),
	agents('AverageHandlingTime', (agent) => number(ratio(handling(agent), agent.handled, 0))),
	agents('TotalCallsHandled', (agent) => number(agent.handled)),
	agents('TotalLoginTime', (agent) => number(seconds(agent, AGENT_STATES)), EVERY_5_SECONDS),
	queues('TotalCallsInQueue', ({ waiting }) => waiting.length),
	queues('MaxCallWaitingTime', ({ waiting }) => waiting[0] ?? 0, EVERY_5_SECONDS),
	queues('AverageWaitingTime', ({ waited, answered }) => ratio(waited, answered, 0)),
	queues('TotalCallsAbandoned', ({ abandoned }) => abandoned),
	queues('ServiceLevel', ({ answeredInTime, answered }) =>
		ratio(answeredInTime * 100, answered, 100),
	),
];

/** The pre-configured statistic of this name, if there is one. */
export function profileOf(name: string, objectType: string): Profile | undefined {
	return PROFILES.find((profile) => profile.name === name && profile.objectType === objectType);
}

/**
 * What a definition stands for, as close as this contact center comes: a category with "State" is the
 * state, one with "Time" the seconds in the states of the main mask, any other one a number of calls.
 */
export function profileFor(definition: StatDefinition, objectType: string): Profile | undefined {
	const { category, mainMask = '' } = definition;
	const notification: Notification = {
		notificationMode: definition.notificationMode ?? 'Immediate',
		notificationFrequency: definition.notificationFrequency ?? 0,
		insensitivity: definition.insensitivity ?? 1,
	};
	const found = profileOf(nearestName(category, objectType), objectType);
	if (!found) return undefined;
	const states = AGENT_STATES.filter((state) => mainMask.split(/[\s,]+/).includes(state));
	if (objectType === 'Agent' && /time/i.test(category) && states.length > 0) {
		return agents(category, (agent) => number(seconds(agent, states)), notification);
	}
	return { ...found, name: category, ...notification };
}

function nearestName(category: string, objectType: string): string {
	if (objectType === 'Queue')
		return /time/i.test(category) ? 'MaxCallWaitingTime' : 'TotalCallsInQueue';
	if (/state/i.test(category)) return 'CurrentAgentState';
	return /time/i.test(category) ? 'TotalLoginTime' : 'TotalCallsHandled';
}
