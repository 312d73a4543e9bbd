import type { IDataObject } from 'n8n-workflow';
import { workspace } from '../shared/apis/workspace';
import { firstOf } from '../shared/descriptions/choices';
import { inOnePart, listSearch, locator } from '../shared/descriptions/locator';
import { isObject } from '../shared/transport/body';
import { isOfDraft, possibleOn, stateName, statesOf } from './possible';

/** What an operation of the node needs, where that is not an operation of Web Services of the same name. */
const NEEDS: Record<string, string> = {
	delete: 'Send',
	replyAndSend: 'Reply',
	upload: 'Send',
};

/** What can be done in any state. */
const ANY_STATE = ['download', 'get'];

/** The open interactions of the agent; those come first that allow what the node is set to. */
const search = listSearch([workspace], {
	path: '/me/interactions',
	query: () => ({}),
	paging: inOnePart,
	filtersHere: true,
	comesLast: (row, set) => !isPossible(row, set('operation')),
	choice(row, set) {
		const id = firstOf(row, 'id');
		const email = isObject(row.email_object) ? row.email_object : {};
		const title = [firstOf(email, 'Subject') || id, partyIn(row, email)].filter(Boolean).join(', ');
		const note = isPossible(row, set('operation')) ? '' : ': not possible now';
		return { name: `${title} (${stateName(row) || 'unknown'}${note})`, value: id };
	},
});

/** The customer: an email of the agent names the agent's own mailbox as sender. */
function partyIn({ interactionSubType }: IDataObject, email: IDataObject): string {
	if (!/^outbound/i.test(String(interactionSubType))) return firstOf(email, 'FromAddress');
	const to = firstOf(email, 'ToAddress');
	return to && `to ${to}`;
}

/** As far as that is known: what is not known is not said to be impossible. */
function isPossible(row: IDataObject, operation: unknown): boolean {
	const name = String(operation ?? '');
	if (name === '' || ANY_STATE.includes(name)) return true;
	const needed = NEEDS[name] ?? name[0].toUpperCase() + name.slice(1);
	return possibleOn(row)?.includes(needed) ?? true;
}

const named = locator('interactionId', 'Interaction ID', {
	list: { search, by: 'subject, address or state' },
	id: { placeholder: 'e.g. 00009aBHC5KC00WQ' },
});

const ID_OF_EMAIL =
	'The Genesys Agent Email Trigger and the operation Get Many of the resource Interaction have it.';
const ID_OF_DRAFT =
	'The operations that begin a draft and the operation Get Many of the resource Interaction give it.';

/** The interaction that is worked on, in any state. */
export const interactionField = {
	...named,
	description: `ID of the email. ${ID_OF_EMAIL}`,
} as const;

/**
 * The interaction that an operation is done to, by the name that Web Services has for it. n8n shows no hint of a field that has
 * an expression, so the description says the state as well.
 */
export function interactionFor(operationName: string) {
	const states = statesOf(operationName);
	const description = isOfDraft(operationName)
		? `ID of the draft, in state ${states}, not of the email that it answers. ${ID_OF_DRAFT}`
		: `ID of the email, in state ${states}. ${ID_OF_EMAIL}`;
	return { ...named, hint: `Possible in state ${states}`, description };
}
