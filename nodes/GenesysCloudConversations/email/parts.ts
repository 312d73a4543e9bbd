import type { IDataObject } from 'n8n-workflow';
import { firstOf } from '../../shared/descriptions/choices';
import { enteredIn } from '../../shared/descriptions/entered';
import { severalFromAccount } from '../../shared/descriptions/fields';
import { locator } from '../../shared/descriptions/locator';
import { isObject } from '../../shared/transport/body';
import { path } from '../../shared/transport/path';
import { searchInConversation } from '../conversation/search';
import { draftPath } from './content';
import { UUID } from '../ids';

/** `GET /conversations/emails/{conversationId}/messages`: all of them, in no pages. */
export const emailsOf = (conversationId: string) => ({
	method: 'GET' as const,
	path: path`/conversations/emails/${conversationId}/messages`,
});

/** The path of one of them. */
export const emailPath = (conversationId: string, emailId: string) =>
	path`/conversations/emails/${conversationId}/messages/${emailId}`;

const searchEmails = searchInConversation(async (send, conversationId) => {
	const response = await send(emailsOf(conversationId));
	return choicesOf(response.rows(), 'id', (email) => {
		const from = isObject(email.from) ? firstOf(email.from, 'name', 'email') : '';
		return [from, firstOf(email, 'time')];
	});
});

const searchDraftAttachments = searchInConversation(async (send, conversationId) => {
	const response = await send({ method: 'GET', path: draftPath(conversationId) });
	return attachmentChoices(response.thing());
});

const searchAttachments = searchInConversation(async (send, conversationId, field) => {
	const response = await send({ method: 'GET', path: emailPath(conversationId, field('emailId')) });
	return attachmentChoices(response.thing());
});

const attachmentChoices = (email: IDataObject) =>
	choicesOf(attachmentsOf(email), 'attachmentId', (one) => [firstOf(one, 'contentType')]);

/** Rows that have an ID, by subject or name with what tells them apart. */
function choicesOf(rows: IDataObject[], id: string, details: (row: IDataObject) => string[]) {
	return rows.filter(isObject).flatMap((row) => {
		const value = firstOf(row, id);
		const more = details(row).filter(Boolean).join(', ');
		const name = `${firstOf(row, 'subject', 'name', id)}${more ? ` (${more})` : ''}`;
		return value ? [{ name, value }] : [];
	});
}

/** The attachments of an email or a draft. */
export const attachmentsOf = ({ attachments }: IDataObject): IDataObject[] =>
	[attachments].flat().filter(isObject);

/** An email of the conversation. */
export const emailId = {
	...locator('emailId', 'Email ID', {
		list: { search: searchEmails, by: 'subject or sender' },
		id: UUID,
	}),
	description:
		'Email of the conversation. The operation Get Messages of the resource Email gives its ID.',
} as const;

/** An attachment of the draft of the conversation. */
export const attachmentId = {
	...locator('attachmentId', 'Attachment ID', {
		list: { search: searchDraftAttachments, by: 'name' },
		id: UUID,
	}),
	description:
		'Attachment of the draft. The operation Get of the resource Email Draft gives its ID.',
} as const;

/** Attachments of the email that is chosen above. */
export const attachmentIds = severalFromAccount(
	'attachmentIds',
	'Attachment',
	'Attachments of the email by their IDs, e.g. bff348eb-dd5f-47d6-bf96-0e75b8ecf7ca, all of them if there is none here',
	async function () {
		// The editor asks as soon as it shows the field: nothing is wrong before anything was entered.
		const field = enteredIn(this);
		if (!field('conversationId') || !field('emailId')) return [];
		const { results } = await searchAttachments.call(this);
		return results;
	},
	{ typeOptions: { loadOptionsDependsOn: ['conversationId', 'emailId.value'] } },
);
