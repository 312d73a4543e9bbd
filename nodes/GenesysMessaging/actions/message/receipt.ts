import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import { compact } from '../../../shared/transport/body';

/** What became of a message, as Third-Party Messaging lists it. */
export const receiptStatuses = [
	{ name: 'Delivered', value: 'Delivered', description: 'It reached the recipient' },
	{ name: 'Failed', value: 'Failed', description: 'It could not be delivered' },
	{ name: 'Removed', value: 'Removed', description: 'It was published, and removed later' },
] as const;

/** Why a message was not delivered, with the codes of Third-Party Messaging. */
export const reasonCodes = [
	{
		name: '305 Message Expired',
		value: 305,
		description: 'It could not be delivered within the time in which it is good',
	},
	{
		name: '310 Rate Limit Reached',
		value: 310,
		description: 'More messages were sent than the provider allows',
	},
	{
		name: '350 Message Not Allowed',
		value: 350,
		description: 'The sender may not send it, as when the account is suspended',
	},
	{ name: '500 General Error', value: 500, description: 'Anything that no other code names' },
	{
		name: '510 Unsupported Message',
		value: 510,
		description: 'The provider has no such kind of message',
	},
	{ name: '512 Unknown Message', value: 512, description: 'The provider does not know it' },
	{
		name: '520 Invalid Message Structure',
		value: 520,
		description: 'The message is not built as the provider wants it',
	},
	{
		name: '530 Invalid Destination',
		value: 530,
		description: 'The recipient does not exist, or cannot be written to',
	},
] as const;

/**
 * The reasons of a receipt; undefined when it gives none.
 *
 * @throws UserError when there are words without a code, which are not documented
 */
export function reasonsOf(code: number | '', message: string): IDataObject[] | undefined {
	if (code !== '') return [compact({ code, message })];
	if (!message) return undefined;
	throw new UserError('The receipt has a Reason Message without a Reason', {
		description:
			'Genesys takes words beside a code only. Choose a Reason, such as 500 General Error.',
	});
}
