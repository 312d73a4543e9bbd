import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import type { Send } from '../shared/transport/api';
import { isObject, textOf } from '../shared/transport/body';
import { path } from '../shared/transport/path';
import { possibleOn, stateOf } from './possible';

/** An email as it stands in its draft; what the draft does not say is `''`. */
export interface Draft {
	toAddress: string;
	ccAddress: string;
	fromAddress: string;
	subject: string;
	/** Plain text. */
	text: string;
}

/** What is given of an email, by the names that Send has for its fields; several addresses with commas. */
export type Given = Partial<Draft> & { bccAddress?: string };

/** The fields that an email may have to have, as the node shows them. */
const NEEDED = { toAddress: 'To', fromAddress: 'From', subject: 'Subject' };

const UNREADABLE = {
	message: 'The draft of the email could not be read',
	description:
		'Check the ID, and that the agent of the credential has the draft. Genesys does not document how a draft is read: where your server cannot do that, fill in To, Subject, From and CC (which may stay empty), so that nothing is taken from the draft.',
};

/**
 * Reads what an agent is writing.
 *
 * @throws NodeApiError when the server does not give it
 * @throws UserError when it is nothing that can be sent
 */
export async function readDraft(send: Send, interactionId: string): Promise<Draft> {
	const response = await send({
		method: 'GET',
		path: path`/me/interactions/${interactionId}`,
		explanations: { '404': UNREADABLE, '405': UNREADABLE, soft: UNREADABLE },
	});
	const interaction = response.thing();
	checkSendable(interaction);
	return draftOf(interaction);
}

/** @throws UserError when it is known that it cannot be sent: the addresses of an email that came in are the other way round */
export function checkSendable(interaction: IDataObject): void {
	if (possibleOn(interaction)?.includes('Send') !== false) return;
	throw new UserError('This interaction is no email that can be sent', {
		description: `It is ${stateOf(interaction)}. What can be sent is the draft of a reply, or of a new email.`,
	});
}

/** The email of an interaction, by the names that Send has for its fields. */
export function draftOf({ email_object }: IDataObject): Draft {
	const email = isObject(email_object) ? email_object : {};
	const field = (name: string) => textOf(email[name]) ?? '';
	return {
		toAddress: field('ToAddress').trim(),
		ccAddress: field('CCAddresses').trim(),
		fromAddress: field('FromAddress').trim(),
		subject: field('Subject').trim(),
		text: field('Text'),
	};
}

/**
 * The `email_object` of Send. What is not given, or is empty but may not be, is as in the draft; an empty CC means none, and is
 * sent so, because one that is left out may stay as it is.
 */
export const emailOf = (given: Given, draft?: Draft) => ({
	toAddress: given.toAddress || draft?.toAddress,
	subject: given.subject || (draft?.subject ?? ''),
	text: given.text,
	fromAddress: given.fromAddress || draft?.fromAddress,
	ccAddress: given.ccAddress ?? (draft?.ccAddress || undefined),
	bccAddress: given.bccAddress || undefined,
});

/** @throws UserError when an email lacks one of these fields, which its draft has not either */
export function checkHas(email: Given, ...names: Array<keyof typeof NEEDED>): void {
	const lacking = names.find((name) => !email[name]);
	if (!lacking) return;
	throw new UserError(`The email has no value for ${NEEDED[lacking]}`, {
		description:
			'The draft has none either. Fill it in; the draft of a reply has it from the original.',
	});
}

/** A text, and below it that of the draft, such as the quoted original. */
export const above = (text: string, draft?: Draft) =>
	[text, draft?.text].filter(Boolean).join('\n\n');
