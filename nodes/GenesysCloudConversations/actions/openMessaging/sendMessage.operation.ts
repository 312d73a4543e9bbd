import { UserError } from 'n8n-workflow';
import { collection, flag, text } from '../../../shared/descriptions/fields';
import { defineProperty } from '../../../shared/descriptions/property';
import { defineOperation } from '../../../shared/engine/operation';
import { path } from '../../../shared/transport/path';
import { bodyOf, bodyOption } from '../../../shared/descriptions/bodyFields';
import { clientNotice } from '../../notices';
import { integration } from '../../directory';
import { attachments, contentOf } from './attachments';
import {
	about,
	channelOf,
	fromId,
	fromIdType,
	messageIdOfPlatform,
	sameCustomer,
	time,
} from './customer';

const metadata = defineProperty({
	displayName: 'Metadata (JSON)',
	name: 'metadata',
	type: 'json',
	shape: 'object',
	default: '{}',
	description:
		'One JSON object of texts that go with the message and that flows can read, e.g. {"order": "4711"}',
});

const fields = collection('additionalFields', 'Additional Fields', 'field', [
	about.email,
	about.firstName,
	about.image,
	about.lastName,
	about.nickname,
	messageIdOfPlatform,
	metadata,
	time,
]);

/** `POST …/inbound/open/message` */
export const sendMessage = defineOperation({
	kind: 'action',
	value: 'sendMessage',
	name: 'Send Message',
	action: 'Bring customer text to agents as open message and begin conversation if none',
	description:
		'Bring what a customer wrote to agents: it goes into the conversation with the customer, or begins one. Needs client credentials.',
	properties: [
		clientNotice,
		integration,
		fromId,
		fromIdType,
		text(
			'text',
			'Text',
			'What the customer wrote, e.g. Hello. It may be empty when there is an attachment.',
			{
				typeOptions: { rows: 3 },
			},
		),
		attachments,
		flag(
			'prefetchConversationId',
			'Return Conversation ID',
			'Whether the answer waits for the conversation and has its ID',
			{ default: true },
		),
		fields,
	],
	options: [bodyOption],
	target: sameCustomer,
	request: ({ prefetchConversationId, additionalFields, options, ...values }) => {
		const { metadata: more } = additionalFields;
		const body = bodyOf(
			{
				channel: channelOf({ ...values, additionalFields }),
				text: values.text,
				content: contentOf(values.attachments),
				metadata: more,
			},
			options,
		);
		if (body.text === undefined && body.content === undefined) {
			throw new UserError('The message has neither text nor attachments', {
				description: 'Fill in Text, or add one of Attachments.',
			});
		}
		return {
			method: 'POST',
			path: path`/conversations/messages/${values.integration}/inbound/open/message`,
			query: { prefetchConversationId },
			body,
		};
	},
});
