import { text } from '../../../shared/descriptions/fields';
import { defineOperation } from '../../../shared/engine/operation';
import { compact } from '../../../shared/transport/body';
import { channelIdOption } from '../channel';
import { channelOf, party, traceIdOption } from './addressing';
import { reasonCodes, reasonsOf, receiptStatuses } from './receipt';
import { sendMessages } from './send';

export const sendReceipt = defineOperation({
	kind: 'batch',
	value: 'sendReceipt',
	name: 'Send Receipt',
	action: 'Report to agent by receipt what became of message to consumer',
	description: 'Tell Genesys what became of a message of an agent',
	properties: [
		text(
			'messageId',
			'Message ID',
			'ID of the message of the agent, e.g. 0b9c4a52: messageId in the output of the Genesys Messaging Trigger',
			{ required: true },
		),
		text('fromId', 'From ID', 'Sender of the message that the receipt is about: your company', {
			required: true,
			placeholder: 'e.g. +15559990000',
		}),
		text(
			'toId',
			'To ID',
			'Recipient of the message that the receipt is about. For an email with several, send a receipt for each.',
			{ required: true, placeholder: 'e.g. +15551230001' },
		),
		{
			displayName: 'Status',
			name: 'status',
			type: 'options',
			options: receiptStatuses,
			default: 'Delivered',
			description: 'What became of the message',
		},
		{
			displayName: 'Reason',
			name: 'reasonCode',
			type: 'options',
			options: [
				...reasonCodes,
				{ name: 'None', value: '', description: 'The receipt gives no reason' },
			],
			displayOptions: { show: { status: ['Failed'] } },
			default: '',
			description: 'Why it was not delivered',
		},
		text(
			'reasonMessage',
			'Reason Message',
			'More about the reason, in your own words, e.g. The number is out of service',
			{
				displayOptions: { show: { status: ['Failed'] } },
			},
		),
	],
	options: [channelIdOption, traceIdOption],
	target: ({ messageId }) => messageId,
	batchSize: 1,
	execute: sendMessages(({ fromId, toId, messageId, status, reasonCode, reasonMessage }) =>
		compact({
			channel: channelOf(party(fromId), party(toId), { messageId }),
			type: 'Receipt',
			status,
			reasons: reasonsOf(reasonCode, reasonMessage),
		}),
	),
});
