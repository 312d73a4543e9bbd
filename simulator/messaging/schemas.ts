import {
	anyObject,
	anyText,
	listOf,
	object,
	optional,
	positive,
	text,
	yesOrNo,
} from '../core/jsonSchema';
import { spoil, targetUrl, timing } from '../webhooks/schemas';
import { RECEIPT_STATUSES } from './model';

/** JSON schemas of the Third-Party Messaging API and of its control routes. */

/** Reason codes of a receipt that says Failed, and what they mean. */
export const REASON_CODES = {
	305: 'The message has expired.',
	310: 'Rate limit reached.',
	350: 'Message not allowed.',
	500: 'General error.',
	510: 'Unsupported message.',
	512: 'Unknown message.',
	520: 'Invalid message structure.',
	530: 'Invalid destination.',
} as const;

const party = { type: 'object', required: ['id'], properties: { id: text, name: anyText } };
const parties = listOf(party);

function channelOf(to: unknown, required: string[] = []) {
	return {
		type: 'object',
		required: ['from', 'to', ...required],
		properties: { from: party, to, messageId: text },
	};
}

/** Members that are not documented may come along: the document gives samples and no models. */
function message(
	type: string,
	required: string[],
	properties: Record<string, unknown>,
	more: Record<string, unknown> = {},
) {
	return {
		type: 'object',
		required: ['channel', 'type', ...required],
		properties: {
			channel: channelOf(party),
			type: { const: type },
			messageId: text,
			...properties,
		},
		...more,
	};
}

const content = listOf(anyObject);
const emailPart = {
	type: 'object',
	required: ['type'],
	discriminator: { propertyName: 'type' },
	oneOf: [
		{ required: ['text'], properties: { type: { enum: ['text', 'html'] }, text: anyText } },
		// No sample has files.
		{ required: ['url'], properties: { type: { enum: ['file', 'image'] }, url: text } },
	],
};
const reason = {
	type: 'object',
	required: ['code'],
	properties: {
		code: { enum: Object.keys(REASON_CODES).map(Number) },
		message: anyText,
	},
};

/** Body of POST messages. */
export const messages = object(
	{
		messages: listOf({
			type: 'object',
			required: ['type'],
			discriminator: { propertyName: 'type' },
			oneOf: [
				message('Text', ['text'], { text: text }),
				message(
					'RichMedia',
					[],
					{ text: anyText, content },
					{ anyOf: [{ required: ['text'] }, { required: ['content'] }] },
				),
				message('Email', ['content'], {
					// The only sample of the type has a list.
					channel: channelOf(parties),
					subject: anyText,
					content: listOf(emailPart),
				}),
				message(
					'Receipt',
					['status'],
					{
						channel: channelOf(party, ['messageId']),
						status: { enum: RECEIPT_STATUSES },
						reasons: { type: 'array', items: reason },
					},
					{
						if: { properties: { status: { const: 'Failed' } } },
						else: { properties: { reasons: { type: 'array', maxItems: 0 } } },
					},
				),
			],
		}),
	},
	['messages'],
);

const person = object({ id: text, name: anyText }, ['id']);
const idPlace = { enum: ['sample', 'inside', 'beside', 'absent'] };

export const settings = object({
	requireApiKey: yesOrNo,
	emptyBodySignature: { enum: ['required', 'optional'] },
	idsAs: { enum: ['strings', 'objects'] },
	receiptIds: yesOrNo,
	idPlace,
	checkMediaUrls: yesOrNo,
	mediaTypes: { type: 'array', items: text },
	...timing,
});

export const channel = object({
	type: text,
	secret: text,
	previousSecret: anyText,
	ccid: text,
	webhookUrl: targetUrl,
});

export const agentSend = optional(
	object({
		channelId: text,
		to: { anyOf: [text, person, { type: 'array', minItems: 1, items: person }] },
		from: person,
		type: text,
		text: anyText,
		html: anyText,
		subject: anyText,
		replyTo: person,
		content: { type: 'array', items: anyObject },
		extra: anyObject,
		rawBody: anyText,
		messageId: text,
		idPlace,
		spoil,
		signedWith: { enum: ['secret', 'previousSecret'] },
		copies: positive,
		maxAttempts: positive,
		hold: yesOrNo,
		background: yesOrNo,
	}),
);

export const release = optional(object({ order: { enum: ['kept', 'reversed', 'shuffled'] } }));
