import type { IDataObject } from 'n8n-workflow';
import { flag, text } from '../shared/descriptions/fields';
import { locator } from '../shared/descriptions/locator';
import { defineProperty } from '../shared/descriptions/property';
import type { Send } from '../shared/transport/api';
import { communicationIn, partsOf } from './conversationParts';
import { message } from './media';
import { searchMedia, searchMessages } from './messageSearches';

const UUID = { placeholder: 'e.g. bff348eb-dd5f-47d6-bf96-0e75b8ecf7ca' };

/** A message of the conversation that is chosen. */
export const chosenMessage = {
	// Not `messageId`, which is a text in other operations: the editor takes the value along.
	...locator('message', 'Message', {
		list: { search: searchMessages, by: 'time or status' },
		id: UUID,
	}),
	description:
		'A message of the conversation. Send, triggers and the operation Get of the resource Conversation give the IDs.',
} as const;

/** A file of a communication. */
export const mediaId = {
	...locator('mediaId', 'Media', {
		list: { search: searchMedia, by: 'file name' },
		id: UUID,
	}),
	description: 'A file of the conversation. Upload and Get Many give the IDs.',
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
	'Whether the answer comes without textBody and media, which are in normalizedMessage as well',
);

export const textBody = text(
	'textBody',
	'Text',
	'What the customer reads. An SMS may have 765 characters, a message of another channel 2,000.',
	{ typeOptions: { rows: 3 } },
);

export const mediaIds = text(
	'mediaIds',
	'Media IDs',
	'Comma-separated IDs of uploaded files, as Message Media: Upload gives them',
	{ commaSeparated: true, placeholder: UUID.placeholder },
);

/** Values for the placeholders of a part of a template. */
const substitutions = <const Name extends string>(name: Name, displayName: string, part: string) =>
	defineProperty({
		displayName,
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
						displayName: 'ID',
						name: 'id',
						type: 'string',
						default: '',
						placeholder: 'e.g. name',
						description: 'Name of the parameter in the template',
					},
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						description: 'Text that takes its place',
					},
				],
			},
		],
	});

/** A template that customers of WhatsApp are written to by, to be read by `templateOf`. */
export const templateFields = [
	substitutions('bodyParameters', 'Template Body Parameters', 'body'),
	substitutions('buttonUrlParameters', 'Template Button Parameters', 'addresses of the buttons'),
	substitutions('headerParameters', 'Template Header Parameters', 'header'),
	text(
		'responseId',
		'Template Response ID',
		'ID of the canned response that holds the template, which WhatsApp needs',
		{ placeholder: UUID.placeholder },
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
		.map(([name, { entries = [] } = {}]) => [name, entries] as const)
		.filter(([, entries]) => entries.length > 0);
	const template = { ...(responseId ? { responseId } : {}), ...Object.fromEntries(given) };
	return Object.keys(template).length > 0 ? template : undefined;
}

/** The communication that a message goes over; the kind of messenger is known only where it had to be looked up. */
export async function agentIn(
	{ send }: { send: Send },
	values: { conversationId: string; communication: string },
): Promise<{ communicationId: string; messengerType?: string }> {
	const { communication: communicationId } = values;
	if (communicationId) return { communicationId };
	// It is read to find the agent, and says what kind of messages these are as well.
	let conversation: IDataObject = {};
	const noted: Send = async (request) => {
		const response = await send(request);
		conversation = response.thing();
		return response;
	};
	const found = await communicationIn({ send: noted }, message, values);
	const own = partsOf(conversation, [message.member]).find(
		({ communication: { id } }) => id === found.communicationId,
	);
	return { ...found, messengerType: String(own?.communication.type ?? '') };
}
