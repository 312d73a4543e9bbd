import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import { collection, flag, text } from '../../shared/descriptions/fields';
import { mailbox, mailboxes, type Mailbox } from '../../shared/descriptions/mailbox';
import { defineProperty, type ValueOf } from '../../shared/descriptions/property';
import type { Send } from '../../shared/transport/api';
import { compact, isObject } from '../../shared/transport/body';
import { path } from '../../shared/transport/path';
import { bodyOf } from '../../shared/descriptions/bodyFields';

/** What Reply and Update Draft write: an email by its parts, over the draft that Genesys keeps. */

export const draftType = defineProperty({
	displayName: 'Draft Type',
	name: 'draftType',
	type: 'options',
	options: [
		{ name: 'Forward', value: 'Forward' },
		{ name: 'Reply', value: 'Reply' },
		{ name: 'Reply All', value: 'ReplyAll' },
	],
	default: 'Reply',
	description: 'What kind of email it is, which decides about the prefix of the subject',
});

export const textBody = text(
	'textBody',
	'Text',
	'The email as plain text, e.g. Your order is on its way. Left empty, it is that of the draft. Without HTML beside it, the email is plain text.',
	{ typeOptions: { rows: 5 } },
);

const people = { commaSeparated: true, placeholder: 'e.g. Kim Doe <kim@example.com>' } as const;

export const emailFields = collection(
	'additionalFields',
	'Additional Fields',
	'field',
	[
		defineProperty({
			displayName: 'Attachments (JSON)',
			name: 'attachments',
			type: 'json',
			shape: 'list',
			default: '[]',
			description:
				'A JSON list in place of the attachments of the draft, each as Genesys lists it, e.g. [{"attachmentId": "4711"}]',
		}),
		text('bcc', 'BCC', 'Comma-separated addresses that get a hidden copy', people),
		text('cc', 'CC', 'Comma-separated addresses that get a copy', people),
		draftType,
		text('from', 'From', 'Address that the email comes from, with or without a name', {
			placeholder: 'e.g. Support <support@example.com>',
		}),
		flag(
			'historyIncluded',
			'History Included',
			'Whether the text and the HTML quote the earlier emails',
		),
		text('htmlBody', 'HTML', 'The email as HTML, besides its text, e.g. &lt;b&gt;Hello&lt;/b&gt;', {
			typeOptions: { rows: 5 },
		}),
		text('replyTo', 'Reply To', 'Address that answers go to, with or without a name', {
			placeholder: 'e.g. Support <support@example.com>',
		}),
		text('subject', 'Subject', 'Subject of the email', { placeholder: 'e.g. RE: Your order' }),
		text('to', 'To', 'Comma-separated addresses that the email goes to', people),
	],
	{ description: 'What is not added here stays as it is in the draft' },
);

/** Of conversations that began elsewhere. */
export const externalProvider = {
	'email.error.external.provider': {
		message: 'Genesys does not send the emails of this conversation',
		description:
			'It came from another system, which sends them itself. Genesys sends in conversations whose emails it receives, and in outbound ones that Create began.',
	},
};

/** What of a draft is written; the rest is for Genesys to say. */
const WRITTEN = [
	...['to', 'cc', 'bcc', 'from', 'replyTo', 'subject', 'attachments'],
	...['textBody', 'htmlBody', 'historyIncluded', 'draftType'],
];

interface Given {
	textBody: string;
	additionalFields: ValueOf<typeof emailFields>;
	options: { bodyJson?: IDataObject };
}

const addressOf = ({ address, name }: Mailbox) => ({ email: address, ...(name ? { name } : {}) });

/** The fields of an email that the user set, as Genesys has them. @throws UserError when an address is none */
export function givenFields({ textBody: plain, additionalFields, options }: Given): IDataObject {
	const { to = [], cc = [], bcc = [], from, replyTo, attachments, ...rest } = additionalFields;
	const list = (written: readonly string[]) =>
		written.length > 0 ? mailboxes(written).map(addressOf) : undefined;
	return bodyOf(
		{
			...rest,
			textBody: plain,
			to: list(to),
			cc: list(cc),
			bcc: list(bcc),
			from: from ? addressOf(mailbox(from)) : undefined,
			replyTo: replyTo ? addressOf(mailbox(replyTo)) : undefined,
			attachments,
		},
		options,
	);
}

/** The path of the draft that a conversation has. */
export const draftPath = (conversationId: string) =>
	path`/conversations/emails/${conversationId}/messages/draft`;

/**
 * The draft of a conversation with the fields that the user set over its own. A new text comes without the HTML and the
 * quotes of the old one: mail programs would show those instead.
 */
export async function overDraft(
	send: Send,
	conversationId: string,
	given: IDataObject,
): Promise<{ body: IDataObject; hadHtml: boolean }> {
	const response = await send({ method: 'GET', path: draftPath(conversationId) });
	const draft = response.thing();
	const kept = compact(Object.fromEntries(WRITTEN.map((name) => [name, draft[name]])));
	const hadHtml = kept.htmlBody !== undefined;
	if (given.textBody !== undefined) {
		delete kept.htmlBody;
		if (kept.historyIncluded !== undefined) kept.historyIncluded = false;
	}
	return { body: { ...kept, ...given }, hadHtml };
}

/** @throws UserError when an email has nobody who sends it, nobody who gets it, or no text */
export function checkComplete({ to, from, textBody: plain }: IDataObject): void {
	const missing = [
		...(isObject(from) && from.email ? [] : ['From']),
		...([to].flat().some((one) => isObject(one) && one.email) ? [] : ['To']),
		...(typeof plain === 'string' && plain.trim() !== '' ? [] : ['Text']),
	];
	if (missing.length === 0) return;
	throw new UserError(`The email has no ${missing.join(', no ')}`, {
		description:
			'The draft that Genesys keeps in the conversation does not have it either. Fill it in.',
	});
}
