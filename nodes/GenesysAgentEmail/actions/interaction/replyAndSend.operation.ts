import { collection, text } from '../../../shared/descriptions/fields';
import { defineProperty } from '../../../shared/descriptions/property';
import { defineOperation } from '../../../shared/engine/operation';
import { draftOptions, replyFields } from '../../drafts/fields';
import { replyAndSend as carryOut } from '../../drafts/replyAndSend';
import { interactionFor } from '../../interactionField';

const replyTo = defineProperty({
	displayName: 'Reply To',
	name: 'replyTo',
	type: 'options',
	options: [
		{ name: 'Everyone', value: 'everyone' },
		{ name: 'Sender', value: 'sender' },
	],
	default: 'sender',
	description: 'Who gets the reply',
});

const message = defineProperty({
	displayName: 'Text',
	name: 'text',
	type: 'string',
	required: true,
	typeOptions: { rows: 6 },
	default: '',
	description:
		'Text of the reply, e.g. Thank you for your email. The original follows below it when it is quoted.',
});

const attachments = defineProperty({
	displayName: 'Attachments',
	name: 'attachments',
	type: 'string',
	commaSeparated: true,
	takesFiles: true,
	default: '',
	placeholder: 'e.g. data',
	description:
		'Names of the binary fields of the item with the files to attach, separated by commas',
});

const emailFields = collection('emailFields', 'Email Fields', 'field', [
	text('bccAddress', 'BCC', 'Who gets a copy that the others do not see, separated by commas', {
		trim: true,
		separator: ', ',
		placeholder: 'e.g. archive@example.com',
	}),
	text('ccAddress', 'CC', 'Who gets a copy, separated by commas, in place of those of the draft', {
		trim: true,
		separator: ', ',
		placeholder: 'e.g. ann@example.com',
	}),
	text(
		'fromAddress',
		'From',
		'Sender. Left out, it is the address that the original was sent to.',
		{ trim: true, placeholder: 'e.g. support@example.com' },
	),
	text(
		'subject',
		'Subject',
		'Subject of the reply, e.g. Your order. Left out, it is that of the original, behind the Subject Prefix.',
		{
			trim: true,
		},
	),
]);

/** Reply or ReplyAll, the attachments, and Send; see `drafts/replyAndSend.ts`. */
export const replyAndSend = defineOperation({
	kind: 'custom',
	value: 'replyAndSend',
	name: 'Reply and Send',
	action: 'Reply to email with text and attachments and send it at once to customer',
	description:
		'Write a reply, with attachments, and send it. When a step fails, the draft is cancelled.',
	properties: [interactionFor('Reply'), replyTo, message, attachments, replyFields, emailFields],
	options: draftOptions,
	target: ({ interactionId }) => interactionId,
	async execute({ interactionId, attachments: names, options: patience, ...values }, context) {
		// All of them at first: what is missing must be known before there is a draft.
		const files = await Promise.all(names.map(async (name) => await context.file(name)));
		return await carryOut(context, {
			interactionId,
			operationName: values.replyTo === 'everyone' ? 'ReplyAll' : 'Reply',
			replyFields: values.replyFields,
			text: values.text,
			emailFields: values.emailFields,
			files,
			patience,
		});
	},
});
