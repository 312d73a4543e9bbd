import { UserError } from 'n8n-workflow';
import { defineOperation } from '../../../shared/engine/operation';
import { channelOf, party, traceIdOption } from './fields';
import { receiptStatuses, reasonCodes } from './receipts';
import { sendMessages } from './send';

/** `POST /channels/{channelId}/messages`, type Receipt */
export const sendReceipt = defineOperation({
	value: 'sendReceipt',
	name: 'Send Receipt',
	action: 'Send delivery receipt',
	description: 'Tell Genesys what became of a message of an agent',
	properties: [
		{
			displayName: 'Message ID',
			name: 'messageId',
			type: 'string',
			required: true,
			default: '',
			description: 'The messageId that the Genesys Messaging Trigger gave for the message',
		},
		{
			displayName: 'From ID',
			name: 'fromId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. +15559990000',
			description: 'Sender of the message that the receipt is about: your company',
		},
		{
			displayName: 'To ID',
			name: 'toId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. +15551230001',
			description:
				'Recipient of the message that the receipt is about. For an email with several, send a receipt for each.',
		},
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
			options: reasonCodes,
			displayOptions: { show: { status: ['Failed'] } },
			default: 500,
			description: 'Why it was not delivered',
		},
		{
			displayName: 'Reason Message',
			name: 'reasonMessage',
			type: 'string',
			displayOptions: { show: { status: ['Failed'] } },
			default: '',
			description: 'More about the reason, in your own words',
		},
	],
	options: [traceIdOption],
	target: ({ messageId }) => String(messageId),
	group: {
		size: 1,
		execute: async (values, items, run) =>
			await sendMessages(
				values,
				items,
				run,
				({ messageId, status, reasonCode, reasonMessage, ...values }) => {
					if (!receiptStatuses.some(({ value }) => value === status)) {
						throw new UserError(`"${status}" is not a status of a receipt`, {
							description: `Use one of: ${receiptStatuses.map(({ value }) => value).join(', ')}.`,
						});
					}
					const reason = reasonCodes.find(({ value }) => value === Number(reasonCode));
					if (status === 'Failed' && !reason) {
						throw new UserError(`"${reasonCode}" is not a reason code of Genesys`, {
							description: `Use one of: ${reasonCodes.map(({ value }) => value).join(', ')}.`,
						});
					}
					return {
						channel: channelOf(party(values.fromId), party(values.toId), {
							messageId: String(messageId),
						}),
						type: 'Receipt',
						status,
						...(status === 'Failed' && reason
							? {
									reasons: [
										{
											code: reason.value,
											...(reasonMessage ? { message: String(reasonMessage) } : {}),
										},
									],
								}
							: {}),
					};
				},
			),
	},
});
