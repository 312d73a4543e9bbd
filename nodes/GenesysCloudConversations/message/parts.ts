import type { IDataObject } from 'n8n-workflow';
import { flag, text } from '../../shared/descriptions/fields';
import { locator } from '../../shared/descriptions/locator';
import { defineProperty } from '../../shared/descriptions/property';
import type { Send } from '../../shared/transport/api';
import { communicationIn } from '../conversation/parts';
import { message } from '../conversation/media';
import { searchMedia, searchMessages } from './searches';
import { UUID } from '../ids';

/** A message of the conversation that is chosen. */
export const chosenMessage = {
	// Not `messageId`, which is a text in other operations: the editor takes the value along.
	...locator('message', 'Message ID', {
		list: { search: searchMessages, by: 'time or status' },
		id: UUID,
	}),
	description:
		'A message of the conversation. Triggers and the operation Get of the resource Conversation give its ID.',
} as const;

/** A file of a communication. */
export const mediaId = {
	...locator('mediaId', 'Media ID', {
		list: { search: searchMedia, by: 'file name' },
		id: UUID,
	}),
	description:
		'A file of the conversation. The operation Get Many of the resource Message Media gives its ID.',
} as const;

/** What Simplify leaves of a message. */
export const messageFields = [
	...['id', 'conversationId', 'timestamp', 'direction', 'messengerType', 'status'],
	...['fromAddress', 'toAddress', 'textBody', 'media', 'normalizedMessage'],
];

/** A query parameter of what answers with a message. */
export const normalizedOption = flag(
	'useNormalizedMessage',
	'Leave Out Deprecated Fields',
	'Whether the answer comes without what Genesys calls deprecated, such as textBody, which the normalized message in it has as well',
);

export const textBody = text(
	'textBody',
	'Text',
	'What the customer reads, e.g. Your order is on its way. An SMS may have 765 characters, a message of another channel 2,000.',
	{ typeOptions: { rows: 3 } },
);

/** How a customer is written to who has no conversation yet. */
export const messengerType = defineProperty({
	displayName: 'Messenger Type',
	name: 'toAddressMessengerType',
	type: 'options',
	options: [
		{ name: 'Open', value: 'open', description: 'Open messaging: any address' },
		{ name: 'SMS', value: 'sms', description: 'The address is a phone number, as +13175555555' },
		{ name: 'WhatsApp', value: 'whatsapp', description: 'The address is digits, as 13175555555' },
	],
	default: 'sms',
	description: 'How the customer is reached',
});

export const toAddress = text(
	'toAddress',
	'To Address',
	'Who is written to: a phone number in E.164 format for SMS, a WhatsApp ID (digits without plus sign), or the ID of an open messaging customer',
	{ required: true, trim: true, placeholder: 'e.g. +13175555555' },
);

export const mediaIds = text(
	'mediaIds',
	'Media IDs',
	'Comma-separated IDs of uploaded files. The operation Upload of the resource Message Media gives them.',
	{ commaSeparated: true, ...UUID },
);

/** Values for the placeholders of a part of a template. */
const substitutions = <const Name extends string>(name: Name, one: string, part: string) =>
	defineProperty({
		displayName: `${one}s`,
		name,
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add parameter',
		default: {},
		description: `What is put in place of the parameters in the ${part} of the template`,
		options: [
			{
				displayName: 'Parameters',
				name: 'entries',
				values: [
					{
						displayName: `${one} ID`,
						name: 'id',
						type: 'string',
						default: '',
						placeholder: 'e.g. name',
						description: 'Name of the parameter in the template',
					},
					{
						displayName: `${one} Value`,
						name: 'value',
						type: 'string',
						default: '',
						description: 'Text that takes the place of the parameter, e.g. Kim',
					},
				],
			},
		],
	});

/** A template that customers of WhatsApp are written to by, to be read by `templateOf`. */
export const templateFields = [
	substitutions('bodyParameters', 'Template Body Parameter', 'body'),
	substitutions('buttonUrlParameters', 'Template Button Parameter', 'addresses of the buttons'),
	substitutions('headerParameters', 'Template Header Parameter', 'header'),
	text(
		'responseId',
		'Template Response ID',
		'ID of the canned response that holds the template, which WhatsApp needs',
		UUID,
	),
] as const;

interface Substitutions {
	entries?: Array<{ id?: string; value?: string }>;
}

/** The template of a message; undefined when there is none. */
export function templateOf({
	responseId,
	...parts
}: {
	responseId?: string;
	headerParameters?: Substitutions;
	bodyParameters?: Substitutions;
	buttonUrlParameters?: Substitutions;
}): IDataObject | undefined {
	const { headerParameters, bodyParameters, buttonUrlParameters } = parts;
	const given = Object.entries({ headerParameters, bodyParameters, buttonUrlParameters })
		.map(([name, { entries = [] } = {}]) => [name, entries.filter(({ id }) => id)] as const)
		.filter(([, entries]) => entries.length > 0);
	const template = { ...(responseId ? { responseId } : {}), ...Object.fromEntries(given) };
	return Object.keys(template).length > 0 ? template : undefined;
}

/** The communication that a message goes over; the kind of messenger is known only where it had to be looked up. */
export async function agentIn(
	context: { send: Send },
	values: { conversationId: string; communication: string },
): Promise<{ communicationId: string; messengerType?: string }> {
	const { communication: communicationId } = values;
	if (communicationId) return { communicationId };
	return await communicationIn(context, message, values);
}
