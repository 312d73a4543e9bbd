import type { IDataObject } from 'n8n-workflow';
import { STATES } from '../shared/agentEmail/interaction';
import { textOf } from '../shared/transport/body';

/** Operations on an interaction by the names of Web Services, as the node shows them. */
const NAMES: Record<string, string> = {
	Accept: 'Accept',
	Cancel: 'Cancel',
	Complete: 'Complete',
	PlaceInQueue: 'Place in Queue',
	Reject: 'Reject',
	Reply: 'Reply',
	ReplyAll: 'Reply All',
	Send: 'Send',
	Transfer: 'Transfer',
};

/** The state of a draft, the only one that Genesys documents. */
const DOCUMENTED = 'ReplyCreated';

/** What the documented capabilities of a draft leave out, and the table of operations allows for all that an agent works on. */
const UNLISTED = ['PlaceInQueue', 'Transfer'];

/**
 * The operations that an interaction allows now, by the names of Web Services: those that the server names as capabilities, or
 * those of its state when it names none that is known here; undefined when neither says anything.
 */
export function possibleOn({ state, capabilities }: IDataObject): string[] | undefined {
	const told = Array.isArray(capabilities) ? capabilities.map(String) : [];
	const named = told.filter((name) => Object.hasOwn(NAMES, name));
	if (named.length === 0) return STATES.find(({ value }) => value === state)?.allows.slice();
	return [...new Set([...named, ...(state === DOCUMENTED ? UNLISTED : [])])];
}

/** The state of an interaction as the node shows it; as the server names it when it is not known here, `''` when there is none. */
export const stateName = ({ state }: IDataObject) =>
	STATES.find(({ value }) => value === state)?.name ?? textOf(state) ?? '';

/** "in state Reply Created, which allows: Cancel, Send", for an error. */
export function stateOf(interaction: IDataObject): string {
	const shown = stateName(interaction) || 'unknown';
	const possible = possibleOn(interaction);
	if (!possible) return `in state ${shown}`;
	const names = possible.map((name) => NAMES[name]).join(', ');
	return `in state ${shown}, which allows: ${names || 'nothing'}`;
}

/** In which states an operation is possible, as "Accepted or Reply Created": the documents say it in other words. */
export const statesOf = (operationName: string) =>
	statesFor(operationName)
		.map(({ name }) => name)
		.join(' or ');

/** Whether an operation is done to what the agent writes, and to nothing else. */
export const isOfDraft = (operationName: string) =>
	statesFor(operationName).every(({ value }) => value === DOCUMENTED);

const statesFor = (operationName: string) =>
	STATES.filter(({ allows }) => (allows as readonly string[]).includes(operationName));
