import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import type { Party } from '../../../shared/apis/messaging';
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

/** An address, alone or as `Name <address>`. @throws UserError when it is none */
export function mailbox(written: string): Party {
	const [, name = '', address = written] = /^([^<]*)<([^<>]*)>$/.exec(written.trim()) ?? [];
	const id = address.trim();
	if (!/^[^@\s]+@[^@\s]+$/.test(id)) {
		throw new UserError(`"${written.trim()}" is no email address`, {
			description:
				'Write the address alone, as ann@example.com, or a name and then the address in angle brackets. A name with a comma needs double quotes around it.',
		});
	}
	const plain = name.trim().replace(/^"(.*)"$/, '$1');
	return plain ? { id, name: plain } : { id };
}

/** Addresses that were separated at each comma, also at those within the quotes of a name. */
export const mailboxes = (written: readonly string[]): Party[] =>
	(written.join(', ').match(/(?:"[^"]*"|[^",])+/g) ?? []).map(mailbox);
