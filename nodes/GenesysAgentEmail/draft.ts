import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import type { Send } from '../shared/transport/api';
import { compact, isObject, textOf } from '../shared/transport/body';
import { path } from '../shared/transport/path';
import { possibleOn, stateOf } from './possible';

/** What an email cannot be sent without, as the node shows it. */
const NEEDED = { toAddress: 'To', fromAddress: 'From', subject: 'Subject' };

/** An email as it stands in its draft; what the draft does not say is `''`. */
export interface Draft {
	toAddress: string;
	ccAddress: string;
	fromAddress: string;
	subject: string;
	/** Plain text. */
	text: string;
}

const UNREADABLE = {
	message: 'The draft of the email could not be read',
	description:
		'Check the ID, and that the agent of the credential has the draft. Genesys does not document how a draft is read: where your server cannot do that, fill in To, Subject, From and CC (which may stay empty), so that nothing is taken from the draft.',
};

/**
 * Reads what an agent is writing.
 *
 * @throws NodeApiError when the server does not give it
 * @throws UserError when it is nothing that can be sent: the addresses of an email that came in are the other way round
 */
export async function readDraft(send: Send, interactionId: string): Promise<Draft> {
	const response = await send({
		method: 'GET',
		path: path`/me/interactions/${interactionId}`,
		explanations: { '404': UNREADABLE, '405': UNREADABLE, soft: UNREADABLE },
	});
	const interaction = response.thing();
	if (possibleOn(interaction)?.includes('Send') === false) {
		throw new UserError('This interaction is no email that can be sent', {
			description: `It is ${stateOf(interaction)}. Reply to an email first, or create one, and send the draft.`,
		});
	}
	return draftOf(interaction);
}

/** The email of an interaction, by the names that Send has for its fields. */
export function draftOf({ email_object }: IDataObject): Draft {
	const email = isObject(email_object) ? email_object : {};
	const field = (name: string) => textOf(email[name]) ?? '';
	return {
		toAddress: field('ToAddress'),
		ccAddress: field('CCAddresses'),
		fromAddress: field('FromAddress'),
		subject: field('Subject'),
		text: field('Text'),
	};
}

/**
 * The `email_object` of Send. A field that is missing, or empty where an email must have it, is as in the draft.
 *
 * @param given by the names that Send has for the fields; addresses with commas
 * @throws UserError when the draft does not have such a field either
 */
export function emailOf(
	given: Partial<Draft> & { bccAddress?: string },
	draft?: Draft,
): IDataObject {
	const email = { ...draft, ...given };
	for (const [name, shown] of Object.entries(NEEDED) as Array<[keyof typeof NEEDED, string]>) {
		email[name] = given[name]?.trim() || draft?.[name].trim();
		if (email[name]) continue;
		throw new UserError(`The email has no value for ${shown}`, {
			description: `The draft has none either. Fill in ${shown}: nothing was sent, and the draft is as it was.`,
		});
	}
	return compact(email);
}
