import { UserError } from 'n8n-workflow';
import { collection, text } from '../../../shared/descriptions/fields';
import { defineOperation } from '../../../shared/engine/operation';
import { compact } from '../../../shared/transport/body';
import { bodyOf, bodyOption } from '../../../shared/descriptions/bodyFields';
import { UUID } from '../../ids';
import { clientNotice } from '../../notices';

const fields = collection('additionalFields', 'Additional Fields', 'field', [
	text(
		'conversationId',
		'Conversation ID',
		'ID of the email conversation that the email goes into',
		UUID,
	),
	text('fromName', 'From Name', 'Name that the customer sees as sender', {
		placeholder: 'e.g. Customer Service',
	}),
	text('replyToEmail', 'Reply-To Email', 'Where answers go, when not to the sender', {
		trim: true,
		placeholder: 'e.g. answers@example.com',
	}),
	text('replyToName', 'Reply-To Name', 'Name of whom answers go to, e.g. Customer Service'),
	text('toName', 'To Name', 'Name of the customer', { placeholder: 'e.g. Kim Doe' }),
]);

/** An address with its name; undefined when it has neither. */
function party(email?: string, name?: string) {
	const known = compact({ email, name });
	return Object.keys(known).length > 0 ? known : undefined;
}

/** @throws UserError when it is more than one address: Genesys takes one recipient. */
function checkOne(address: string): void {
	if (!/[,;]/.test(address)) return;
	throw new UserError('An agentless email goes to one recipient only', {
		description: 'Use an item for each recipient.',
	});
}

/** @throws UserError when there is nothing to read: an expression that gives nothing would send an empty email. */
function checkContent({ subject, textBody, htmlBody }: ReturnType<typeof bodyOf>): void {
	if ((subject ?? textBody ?? htmlBody) !== undefined) return;
	throw new UserError('The email has nothing in it', {
		description: 'Fill in Subject, Text or HTML.',
	});
}

/** `POST /conversations/emails/agentless` */
export const sendEmail = defineOperation({
	kind: 'action',
	value: 'sendEmail',
	name: 'Send Email',
	action: 'Send email to customer on behalf of organization without any agent',
	description: 'Send an email to a customer, without an agent. Needs client credentials.',
	properties: [
		clientNotice,
		text('fromEmail', 'From Email', 'Address of your organization that the email comes from', {
			required: true,
			trim: true,
			placeholder: 'e.g. service@example.com',
		}),
		text('toEmail', 'To Email', 'Address of the customer: one', {
			required: true,
			trim: true,
			placeholder: 'e.g. kim@example.com',
		}),
		text('subject', 'Subject', 'Subject of the email', { placeholder: 'e.g. Your order' }),
		text('textBody', 'Text', 'The email as plain text, e.g. Your order is on its way', {
			typeOptions: { rows: 4 },
		}),
		text(
			'htmlBody',
			'HTML',
			'The email as HTML, e.g. &lt;b&gt;Hello&lt;/b&gt;; links, images and styles are allowed',
			{
				typeOptions: { rows: 4 },
			},
		),
		fields,
	],
	options: [bodyOption],
	request: ({ fromEmail, toEmail, subject, textBody, htmlBody, additionalFields, options }) => {
		const { conversationId, fromName, replyToEmail, replyToName, toName } = additionalFields;
		checkOne(toEmail);
		const body = bodyOf(
			{
				senderType: 'Outbound',
				conversationId,
				fromAddress: party(fromEmail, fromName),
				toAddresses: [party(toEmail, toName)],
				replyToAddress: party(replyToEmail, replyToName),
				subject,
				textBody,
				htmlBody,
			},
			options,
		);
		checkContent(body);
		return { method: 'POST', path: '/conversations/emails/agentless', body };
	},
});
