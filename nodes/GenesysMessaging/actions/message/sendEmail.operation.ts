import { notice, text } from '../../../shared/descriptions/fields';
import { defineOperation } from '../../../shared/engine/operation';
import { attachmentsOption, partsOf, uploadFiles } from '../media/uploadFile';
import { sendOptions } from './addressing';
import { emailMessage, partiesAt, partyAt } from './email';
import { conversation, sendMessages } from './send';

/** The documents show an email in the other direction only, which this mirrors. */
export const sendEmail = defineOperation({
	kind: 'batch',
	value: 'sendEmail',
	name: 'Send Email',
	action: 'Bring consumer email to agent as message that consumer sent by your channel',
	description: 'Bring the email of a consumer to an agent',
	properties: [
		notice(
			'emailNotice',
			'Genesys documents the emails that it sends, not those that it takes: the node sends them in the same form. That of attachments is a guess. Ask Genesys what your channel takes; Send Custom JSON sends any form.',
		),
		text('fromId', 'From Email', 'Address of the consumer who writes, with or without a name', {
			required: true,
			placeholder: 'e.g. Ann Smith <ann@example.com>',
		}),
		text(
			'toId',
			'To Email',
			'Address of your company that the consumer writes to, with or without a name; several with commas',
			{
				commaSeparated: true,
				required: true,
				placeholder: 'e.g. Support <support@example.com>',
			},
		),
		text('subject', 'Subject', 'Subject of the email, e.g. My order'),
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
		text('text', 'Text', 'Plain text of the body, e.g. Where is my order?', {
			typeOptions: { rows: 5 },
			displayOptions: { show: { emailType: ['text', 'both'] } },
		}),
		text('html', 'HTML', 'HTML of the body, e.g. &lt;b&gt;Hello&lt;/b&gt;', {
			typeOptions: { rows: 5 },
			displayOptions: { show: { emailType: ['html', 'both'] } },
		}),
	],
	options: [
		attachmentsOption,
		text(
			'replyTo',
			'Reply To Email',
			'Address that answers go to, if not that of the consumer, with or without a name',
			{ placeholder: 'e.g. Ann Smith <ann@example.com>' },
		),
		...sendOptions,
	],
	target: conversation,
	batchSize: 1,
	execute: sendMessages(async ({ fromId, toId, emailType, options, ...values }, context) => {
		const { attachments = [], replyTo, messageId } = options;
		const email = {
			from: partyAt(fromId),
			to: partiesAt(toId),
			replyTo: replyTo ? partyAt(replyTo) : undefined,
			messageId,
			subject: values.subject,
			text: emailType === 'html' ? '' : values.text,
			html: emailType === 'text' ? '' : values.html,
		};
		// Checked before anything is uploaded.
		emailMessage(email);
		return emailMessage({ ...email, files: partsOf(await uploadFiles(attachments, context)) });
	}),
});
