import { RECEIPT_STATUSES } from './model';

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

const id = { type: 'string', minLength: 1 };
const party = { type: 'object', required: ['id'], properties: { id, name: { type: 'string' } } };
const parties = { type: 'array', minItems: 1, items: party };

function channel(to: unknown, required: string[] = []) {
	return {
		type: 'object',
		required: ['from', 'to', ...required],
		properties: { from: party, to, messageId: id },
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
		properties: { channel: channel(party), type: { const: type }, messageId: id, ...properties },
		...more,
	};
}

const content = { type: 'array', minItems: 1, items: { type: 'object' } };
const emailPart = {
	type: 'object',
	required: ['type', 'text'],
	properties: { type: { enum: ['text', 'html'] }, text: { type: 'string' } },
};
const reason = {
	type: 'object',
	required: ['code'],
	properties: {
		code: { enum: Object.keys(REASON_CODES).map(Number) },
		message: { type: 'string' },
	},
};

/** Body of POST messages. */
export const messages = {
	type: 'object',
	required: ['messages'],
	additionalProperties: false,
	properties: {
		messages: {
			type: 'array',
			minItems: 1,
			items: {
				type: 'object',
				required: ['type'],
				discriminator: { propertyName: 'type' },
				oneOf: [
					message('Text', ['text'], { text: { type: 'string', minLength: 1 } }),
					message(
						'RichMedia',
						[],
						{ text: { type: 'string' }, content },
						{ anyOf: [{ required: ['text'] }, { required: ['content'] }] },
					),
					message('Email', ['content'], {
						channel: channel({ if: { type: 'array' }, then: parties, else: party }),
						subject: { type: 'string' },
						content: { type: 'array', minItems: 1, items: emailPart },
					}),
					message(
						'Receipt',
						['status'],
						{
							channel: channel(party, ['messageId']),
							status: { enum: RECEIPT_STATUSES },
							reasons: { type: 'array', items: reason },
						},
						{
							if: { properties: { status: { const: 'Failed' } } },
							else: { properties: { reasons: { type: 'array', maxItems: 0 } } },
						},
					),
				],
			},
		},
	},
};

export const noQuery = { type: 'object', additionalProperties: false, properties: {} };
