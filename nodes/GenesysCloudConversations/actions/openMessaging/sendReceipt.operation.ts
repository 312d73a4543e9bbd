import { collection, flag, text } from '../../../shared/descriptions/fields';
import { defineProperty } from '../../../shared/descriptions/property';
import { defineOperation } from '../../../shared/engine/operation';
import { compact } from '../../../shared/transport/body';
import { path } from '../../../shared/transport/path';
import { bodyOf, bodyOption } from '../../../shared/descriptions/bodyFields';
import { UUID } from '../../ids';
import { clientNotice } from '../../notices';
import { integration } from '../../directory';
import { email, fromId, time, timeOf } from './customer';

const status = defineProperty({
	displayName: 'Status',
	name: 'status',
	type: 'options',
	options: [
		{ name: 'Delivered', value: 'Delivered', description: 'The customer has the message' },
		{ name: 'Failed', value: 'Failed', description: 'The customer does not get the message' },
		{ name: 'Published', value: 'Published', description: 'The message can be seen by the public' },
		{ name: 'Removed', value: 'Removed', description: 'The message was taken back' },
		{ name: 'Sent', value: 'Sent', description: 'Your platform has taken the message' },
	],
	default: 'Delivered',
	description: 'What became of the message',
});

const REASONS = [
	{ name: 'Data Filtered', value: 'DataFiltered' },
	{ name: 'General Error', value: 'GeneralError' },
	{ name: 'Invalid Destination', value: 'InvalidDestination' },
	{ name: 'Invalid Media Content Length', value: 'InvalidMediaContentLength' },
	{ name: 'Invalid Message Structure', value: 'InvalidMessageStructure' },
	{ name: 'Media Type Not Allowed', value: 'MediaTypeNotAllowed' },
	{ name: 'Message Expired', value: 'MessageExpired' },
	{ name: 'Message Not Allowed', value: 'MessageNotAllowed' },
	{ name: 'Rate Limited', value: 'RateLimited' },
	{ name: 'Recipient Opted Out', value: 'RecipientOptedOut' },
	{ name: 'Server Error', value: 'ServerError' },
	{ name: 'Unknown Message', value: 'UnknownMessage' },
	{ name: 'Unsupported Message', value: 'UnsupportedMessage' },
] as const;

const failed = { displayOptions: { show: { status: ['Failed'] } } };

const reasonCode = defineProperty({
	displayName: 'Reason',
	name: 'reasonCode',
	type: 'options',
	options: REASONS,
	default: 'GeneralError',
	description: 'Why the message failed',
	...failed,
});

const reasonMessage = text(
	'reasonMessage',
	'Reason Message',
	'Why the message failed, in your words; the reason itself when it is empty',
	{ placeholder: 'e.g. The number is out of service', ...failed },
);

const fields = collection('additionalFields', 'Additional Fields', 'field', [
	email,
	flag(
		'isFinalReceipt',
		'Final Receipt',
		'Whether this is the last receipt of the message: no other one follows',
	),
	time,
]);

/** `POST …/inbound/open/receipt`, about a message of an agent. It may be sent twice: it says the same then. */
export const sendReceipt = defineOperation({
	kind: 'action',
	value: 'sendReceipt',
	name: 'Send Receipt',
	action: 'Report to agents by receipt what became of their open message to customer',
	description:
		'Tell Genesys what became of a message that an agent sent to a customer. Needs client credentials.',
	properties: [
		clientNotice,
		integration,
		text(
			'messageId',
			'Message ID',
			'ID of the message of the agent: messageId in the output of the Genesys Cloud Messaging Trigger',
			{ required: true, ...UUID },
		),
		fromId,
		status,
		reasonCode,
		reasonMessage,
		fields,
	],
	options: [bodyOption],
	target: ({ messageId }) => messageId,
	request: ({ additionalFields, options, ...values }) => {
		const { reasonCode: code, reasonMessage: message, status: became } = values;
		const { email: address, isFinalReceipt } = additionalFields;
		const reasons = [{ code, message: message || code }];
		return {
			method: 'POST',
			path: path`/conversations/messages/${values.integration}/inbound/open/receipt`,
			idempotent: true,
			body: bodyOf(
				{
					id: values.messageId,
					channel: {
						to: compact({ id: values.fromId, email: address }),
						time: timeOf(additionalFields),
					},
					status: became,
					reasons: became === 'Failed' ? reasons : undefined,
					isFinalReceipt,
				},
				options,
			),
		};
	},
});
