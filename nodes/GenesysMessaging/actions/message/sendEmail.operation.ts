import { UserError } from 'n8n-workflow';
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
		{
			displayName: 'From Email',
			name: 'fromId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. consumer@example.com',
			description: 'Address of the consumer who writes',
		},
		{
			displayName: 'To Email',
			name: 'toId',
			type: 'string',
			commaSeparated: true,
			required: true,
			default: '',
			placeholder: 'e.g. support@example.com',
			description: 'Address of your company that the consumer writes to; several with commas',
		},
		{
			displayName: 'Subject',
			name: 'subject',
			type: 'string',
			default: '',
			description: 'Subject of the email',
		},
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
		{
			displayName: 'Text',
			name: 'text',
			type: 'string',
			typeOptions: { rows: 5 },
			displayOptions: { show: { emailType: ['text', 'both'] } },
			default: '',
			description: 'Plain text of the body',
		},
		{
			displayName: 'HTML',
			name: 'html',
			type: 'string',
			typeOptions: { rows: 5 },
			displayOptions: { show: { emailType: ['html', 'both'] } },
			default: '',
			description: 'HTML of the body',
		},
	],
	options: [
		{
			displayName: 'From Name',
			name: 'fromName',
			type: 'string',
			default: '',
			description: 'Name of the consumer',
		},
		{
			displayName: 'Reply To Email',
			name: 'replyTo',
			type: 'string',
			default: '',
			placeholder: 'e.g. consumer@example.com',
			description: 'Address that answers go to, if not that of the consumer',
		},
		{
			displayName: 'Reply To Name',
			name: 'replyToName',
			type: 'string',
			default: '',
			description: 'Name that belongs to the address that answers go to',
		},
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
