import {
	anyText,
	count,
	listOf,
	object,
	optional,
	text,
	wholeNumber,
	yesOrNo,
} from '../core/jsonSchema';

/** JSON schemas of the operations and of the control routes of Web Services, and the types of the bodies. */

export interface ReplyBody {
	operationName: 'Reply' | 'ReplyAll';
	subjectPrefix?: string;
	replyToStartLine?: string;
	indentCharacter?: string;
	quoteOriginal?: boolean;
	queueName?: string;
}

export interface SendBody {
	operationName: 'Send';
	queueName?: string;
	email_object: {
		toAddress: string;
		subject: string;
		text: string;
		fromAddress: string;
		ccAddress?: string;
		bccAddress?: string;
	};
}

export interface TransferBody {
	operationName: 'Transfer';
	userUri?: string;
	queueName?: string;
}

export type OperationBody =
	| { operationName: 'Accept' | 'Reject' | 'Cancel' | 'Complete' }
	| ReplyBody
	| SendBody
	| TransferBody
	| { operationName: 'PlaceInQueue'; queueName: string };

export interface CreateBody {
	operationName: 'Create';
	queueName: string;
	interactionType: string;
	interactionSubType: string;
}

const operation = (
	name: string,
	properties: Record<string, unknown> = {},
	required: string[] = [],
) => object({ operationName: { const: name }, ...properties }, ['operationName', ...required]);

const reply = {
	subjectPrefix: anyText,
	replyToStartLine: anyText,
	indentCharacter: anyText,
	quoteOriginal: yesOrNo,
	queueName: text,
};

const email = object(
	{
		toAddress: text,
		subject: anyText,
		text: anyText,
		fromAddress: text,
		ccAddress: anyText,
		bccAddress: anyText,
	},
	['toAddress', 'subject', 'text', 'fromAddress'],
);

export const operationBody = {
	type: 'object',
	required: ['operationName'],
	discriminator: { propertyName: 'operationName' },
	oneOf: [
		...['Accept', 'Reject', 'Cancel', 'Complete'].map((name) => operation(name)),
		operation('Reply', reply),
		operation('ReplyAll', reply),
		operation('Send', { queueName: text, email_object: email }, ['email_object']),
		operation('Transfer', { userUri: text, queueName: text }),
		operation('PlaceInQueue', { queueName: text }, ['queueName']),
	],
};

export const createBody = operation(
	'Create',
	{ queueName: text, interactionType: text, interactionSubType: text },
	['queueName', 'interactionType', 'interactionSubType'],
);

export const settings = object({
	channel: { type: 'string', pattern: '^/[^/]' },
	delayMs: wholeNumber,
	csrf: yesOrNo,
	csrfOnNotifications: yesOrNo,
	requireApiKey: yesOrNo,
	refusals: { enum: ['ok', 'httpStatus'] },
	queues: { type: 'array', items: text },
});

export const newEmail = optional(
	object({
		agent: text,
		from: text,
		to: text,
		cc: anyText,
		replyTo: text,
		subject: anyText,
		text: anyText,
		html: anyText,
		attachments: listOf(
			object({ filename: text, mimeType: text, contentBase64: anyText, size: count }, ['filename']),
		),
	}),
);

export const invite = object({ agent: text }, ['agent']);
export const expireCsrf = optional(object({ agent: text }));
