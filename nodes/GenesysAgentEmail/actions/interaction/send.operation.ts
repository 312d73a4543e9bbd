import { collection, flag, text } from '../../../shared/descriptions/fields';
import { above, checkHas, emailOf, readDraft } from '../../draft';
import { interactionOperation } from './perform';

const ADDRESSES = {
	trim: true,
	separator: ', ',
	placeholder: 'e.g. ann@example.com, bob@example.com',
} as const;

export const send = interactionOperation({
	operationName: 'Send',
	value: 'send',
	name: 'Send',
	action: 'Send draft of agent to its recipients with text that replaces its own',
	description: 'Send the email that the agent has a draft of',
	properties: [
		text(
			'toAddress',
			'To',
			'Addresses of the recipients, separated by commas. Left empty: as in the draft.',
			ADDRESSES,
		),
		text(
			'subject',
			'Subject',
			'Subject of the email, e.g. Your order. Left empty: as in the draft.',
			{
				trim: true,
			},
		),
		text(
			'text',
			'Text',
			'Text of the email, in place of that of the draft, e.g. Thank you for your email',
			{
				required: true,
				typeOptions: { rows: 5 },
			},
		),
		collection('emailFields', 'Email Fields', 'field', [
			flag(
				'appendDraftText',
				'Append Draft Text',
				'Whether the text of the draft, such as the quoted original, follows the text of this email',
			),
			text('bccAddress', 'BCC', 'Addresses of blind copies, separated by commas', ADDRESSES),
			text(
				'ccAddress',
				'CC',
				'Addresses of copies, separated by commas. Left out: as in the draft; added and left empty: none.',
				ADDRESSES,
			),
			text('fromAddress', 'From', 'Address of the sender. Left out: as in the draft.', {
				trim: true,
				placeholder: 'e.g. support@example.com',
			}),
			text(
				'queueName',
				'Queue Name',
				'Name of the queue that the interaction is placed in. Genesys does not say that it may be left out.',
				{ trim: true, placeholder: 'e.g. email-drafts' },
			),
		]),
	],
	async body({ interactionId, toAddress, subject, text: written, emailFields }, context) {
		const { appendDraftText, queueName, ...fields } = emailFields;
		const isWhole = toAddress && subject && fields.fromAddress && fields.ccAddress !== undefined;
		const draft =
			isWhole && !appendDraftText ? undefined : await readDraft(context.send, interactionId);
		const text = appendDraftText ? above(written, draft) : written;
		const email = emailOf({ toAddress, subject, text, ...fields }, draft);
		checkHas(email, 'toAddress', 'fromAddress', 'subject');
		return { queueName, email_object: email };
	},
});
