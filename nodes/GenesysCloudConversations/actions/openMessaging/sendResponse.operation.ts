import { collection, text } from '../../../shared/descriptions/fields';
import { defineProperty } from '../../../shared/descriptions/property';
import { defineOperation } from '../../../shared/engine/operation';
import { compact } from '../../../shared/transport/body';
import { path } from '../../../shared/transport/path';
import { bodyOf, bodyOption } from '../../../shared/descriptions/bodyFields';
import { UUID } from '../../ids';
import { clientNotice } from '../../notices';
import { integration } from '../../directory';
import {
	about,
	channelOf,
	fromId,
	fromIdType,
	messageIdOfPlatform,
	sameCustomer,
	time,
} from './customer';

const fields = collection('additionalFields', 'Additional Fields', 'field', [
	text('buttonId', 'Button ID', 'ID of the button, e.g. button-1'),
	about.email,
	about.firstName,
	about.image,
	about.lastName,
	about.nickname,
	messageIdOfPlatform,
	time,
]);

/** `POST …/inbound/open/structured/response` */
export const sendResponse = defineOperation({
	kind: 'action',
	value: 'sendResponse',
	name: 'Send Button Response',
	action: 'Bring customer choice of button or quick reply to agents as open message',
	description:
		'Bring the choice of a customer to agents: which button, quick reply or date of a message was taken. Needs client credentials.',
	properties: [
		clientNotice,
		integration,
		fromId,
		fromIdType,
		text(
			'originatingMessageId',
			'Original Message ID',
			'ID of the message with the buttons: messageId in the output of the Genesys Cloud Messaging Trigger',
			{ required: true, ...UUID },
		),
		defineProperty({
			displayName: 'Button Type',
			name: 'buttonType',
			type: 'options',
			options: [
				{ name: 'Button', value: 'Button' },
				{ name: 'Date Picker', value: 'DatePicker' },
				{ name: 'Quick Reply', value: 'QuickReply' },
			],
			default: 'QuickReply',
			description: 'What the customer chose by',
		}),
		text('buttonText', 'Button Text', 'What stands on the button, as agents see it', {
			required: true,
			placeholder: 'e.g. Yes, please',
		}),
		text(
			'payload',
			'Payload',
			'What the button stands for, as the message with the buttons has it',
			{
				required: true,
				placeholder: 'e.g. yes',
			},
		),
		fields,
	],
	options: [bodyOption],
	target: sameCustomer,
	request: ({ options, ...values }) => {
		const { buttonType: type, buttonText, payload, originatingMessageId } = values;
		const { buttonId: id } = values.additionalFields;
		return {
			method: 'POST',
			path: path`/conversations/messages/${values.integration}/inbound/open/structured/response`,
			body: bodyOf(
				{
					channel: channelOf(values),
					buttonResponse: compact({ id, type, text: buttonText, payload }),
					originatingMessageId,
				},
				options,
			),
		};
	},
});
