import type { IDataObject } from 'n8n-workflow';
import { flag, text } from '../shared/descriptions/fields';
import { firstOf } from '../shared/descriptions/choices';
import { locator } from '../shared/descriptions/locator';
import { defineProperty } from '../shared/descriptions/property';
import type { Send } from '../shared/transport/api';
import { path } from '../shared/transport/path';
import { communicationIn, objects, partsOf, textOf, within } from './conversationParts';
import { message } from './media';

const UUID = { placeholder: 'e.g. bff348eb-dd5f-47d6-bf96-0e75b8ecf7ca' };

/** Every participant lists all messages of the conversation. The newest first: it is the one that is wanted most. */
const searchMessages = within((conversation) => {
	const all = partsOf(conversation, ['messages', 'socialExpressions']).flatMap(
		({ communication }) => objects(communication.messages),
	);
	return [...new Map(all.map((one) => [textOf(one.messageId), one])).values()]
		.sort((one, other) => textOf(other.messageTime).localeCompare(textOf(one.messageTime)))
		.map(({ messageId: id, messageTime, messageStatus }) => ({
			name: [messageTime, messageStatus].map(textOf).filter(Boolean).join(', ') || textOf(id),
			value: textOf(id),
		}));
});

/** Of the communication that is chosen, or that of the only agent. */
const searchMedia = within(async (conversation, valueOf, send) => {
	const id = textOf(conversation.id) || valueOf('conversationId');
	const known = valueOf('communication');
	const communicationId = known || (await soleCommunication(send, id)).communicationId;
	const response = await send({ method: 'GET', path: mediaPath(id, communicationId) });
	return response.rows().map((row) => ({
		name: [firstOf(row, 'name', 'id'), textOf(row.status)].filter(Boolean).join(', '),
		value: firstOf(row, 'id'),
	}));
});

const soleCommunication = async (send: Send, id: string) =>
	await communicationIn({ send }, message, { conversationId: id });

/** A message of the conversation that is chosen. */
export const messageId = locator('messageId', 'Message', {
	list: { search: searchMessages, by: 'time or status' },
	id: UUID,
});

/** A file of a communication. */
export const mediaId = locator('mediaId', 'Media', {
	list: { search: searchMedia, by: 'file name' },
	id: UUID,
});

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
					{ displayName: 'ID', name: 'id', type: 'string', default: '', placeholder: 'e.g. name' },
					{ displayName: 'Value', name: 'value', type: 'string', default: '' },
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

/** Below which the messages of a communication are. */
export const messagesPath = (conversationId: string, communicationId: string) =>
	path`/conversations/messages/${conversationId}/communications/${communicationId}/messages`;

/** Below which its files are. */
export const mediaPath = (conversationId: string, communicationId: string) =>
	`${messagesPath(conversationId, communicationId)}/media`;

/** The communication that a message goes over; the kind of messenger is known only where it had to be looked up. */
export async function agentIn(
	{ send }: { send: Send },
	values: { conversationId: string; communication: string },
): Promise<{ communicationId: string; messengerType?: string }> {
	const { communication: communicationId } = values;
	if (communicationId) return { communicationId };
	return await communicationIn({ send }, message, values);
}
