import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import type { Party } from '../../../shared/apis/messaging';
import { mailbox, mailboxes, type Mailbox } from '../../../shared/descriptions/mailbox';
import { compact } from '../../../shared/transport/body';
import { channelOf } from './addressing';

/** An email of a consumer. */
interface Email {
	from: Party;
	to: Party[];
	replyTo?: Party;
	messageId?: string;
	subject?: string;
	text?: string;
	html?: string;
	/** Content parts of uploaded files. */
	files?: IDataObject[];
}

/**
 * A message of type Email. The only sample of that type is the email that Genesys sends (outgoing data flow), which this
 * mirrors: recipients are always a list, and the content has parts of text and HTML. Files are in no sample.
 *
 * @throws UserError when it has no recipient, or nothing to read
 */
export function emailMessage({
	from,
	to,
	replyTo,
	messageId,
	subject,
	...body
}: Email): IDataObject {
	const { text, html, files = [] } = body;
	if (to.length === 0) {
		throw new UserError('The message has no recipient', {
			description: 'Fill in who it is written to, or check that the expression gives an address.',
		});
	}
	if (!text && !html) {
		throw new UserError('The email has no body', {
			description: 'Fill in Text, HTML, or both, as Email Type says.',
		});
	}
	const parts = [
		...(text ? [{ type: 'text', text }] : []),
		...(html ? [{ type: 'html', text: html }] : []),
	];
	return compact({
		channel: channelOf(from, to, { messageId, replyTo }),
		type: 'Email',
		subject,
		content: [...parts, ...files],
	});
}

/** Who is meant by an address, alone or as `Name <address>`. @throws UserError when it is none */
export const partyAt = (written: string): Party => asParty(mailbox(written));

/** Those who are meant by addresses that were separated at commas. */
export const partiesAt = (written: readonly string[]): Party[] => mailboxes(written).map(asParty);

const asParty = ({ address, ...named }: Mailbox): Party => ({ id: address, ...named });
