import type { NotifiedState, OperationName, State } from './model';

/** What may be done in which state. */
const ALLOWED: Partial<Record<State, OperationName[]>> = {
	Invited: ['Accept', 'Reject'],
	Accepted: ['Reply', 'ReplyAll', 'Transfer', 'Complete', 'PlaceInQueue'],
	ReplyCreated: ['Send', 'Cancel', 'Transfer', 'PlaceInQueue'],
};

/**
 * As documented for a reply. It names three operations that are described nowhere, and leaves out two that the table of
 * operations has for whatever an agent works on.
 */
const DRAFT_CAPABILITIES = [
	'Cancel',
	'Send',
	'PlaceInWorkbin',
	'UpdateProperties',
	'LinkAttachment',
];

/** The operations that are carried out in this state. */
export function allowedIn(state: State): OperationName[] {
	return ALLOWED[state] ?? [];
}

/** What a notification names as possible from now on. */
export function capabilitiesIn(state: NotifiedState | State): string[] {
	if (state === 'ReplyCreated') return [...DRAFT_CAPABILITIES];
	return [...(ALLOWED[state as State] ?? [])];
}

/** Whether an agent has it: it is one of the open interactions. */
export function isOpen(state: State): boolean {
	return allowedIn(state).length > 0;
}
