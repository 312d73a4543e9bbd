import { UserError } from 'n8n-workflow';
import { text } from '../../../shared/descriptions/fields';
import { defineOperation } from '../../../shared/engine/operation';
import { compact } from '../../../shared/transport/body';
import { channelOf, party, recipients, sendOptions } from './addressing';
import { conversation, sendMessages } from './send';

/** The documents show an email in the other direction only, which this mirrors. */
export const sendEmail = defineOperation({
	kind: 'batch',
	value: 'sendEmail',
	name: 'Send Email',
	action: 'Send email message',
	description: 'Bring the email of a consumer to an agent',
	properties: [
		text('fromId', 'From Email', 'Address of the consumer who writes', {
			required: true,
			placeholder: 'e.g. consumer@example.com',
		}),
		text(
			'toId',
			'To Email',
			'Address of your company that the consumer writes to; several with commas',
			{ commaSeparated: true, required: true, placeholder: 'e.g. support@example.com' },
		),
		text('subject', 'Subject', 'Subject of the email'),
		{
			displayName: 'Email Type',
			name: 'emailType',
			type: 'options',
			options: [
				{ name: 'Both', value: 'both', description: 'Plain text and HTML' },
				{ name: 'HTML', value: 'html' },
				{ name: 'Text', value: 'text' },
			],
			default: 'text',
			description: 'Which form the body has',
		},
		text('text', 'Text', 'Plain text of the body', {
			typeOptions: { rows: 5 },
			displayOptions: { show: { emailType: ['text', 'both'] } },
		}),
		text('html', 'HTML', 'HTML of the body', {
			typeOptions: { rows: 5 },
			displayOptions: { show: { emailType: ['html', 'both'] } },
		}),
	],
	options: [
		text('fromName', 'From Name', 'Name of the consumer'),
		text('replyTo', 'Reply To Email', 'Address that answers go to, if not that of the consumer', {
			placeholder: 'e.g. consumer@example.com',
		}),
		text('replyToName', 'Reply To Name', 'Name that belongs to the address that answers go to'),
		...sendOptions,
	],
	target: conversation,
	batchSize: 1,
	execute: sendMessages(({ emailType, text, html, subject, options, ...values }) => {
		const { fromName, replyTo, replyToName, messageId } = options;
		const content = [
			...(emailType !== 'html' && text ? [{ type: 'text', text }] : []),
			...(emailType !== 'text' && html ? [{ type: 'html', text: html }] : []),
		];
		if (content.length === 0) {
			throw new UserError('The email has no body', {
				description: 'Fill in Text, HTML, or both, as Email Type says.',
			});
		}
		return compact({
			channel: channelOf(party(values.fromId, fromName), recipients(values.toId), {
				messageId,
				replyTo: replyTo ? party(replyTo, replyToName) : undefined,
			}),
			type: 'Email',
			subject,
			content,
		});
	}),
});
