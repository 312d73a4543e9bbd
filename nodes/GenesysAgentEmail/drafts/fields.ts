import type { IDataObject } from 'n8n-workflow';
import { simplified, type Interaction } from '../../shared/agentEmail/interaction';
import { sessionOptions } from '../../shared/agentEmail/session';
import { simplify } from '../../shared/descriptions/common';
import { collection, flag, number, text } from '../../shared/descriptions/fields';
import { defineProperty } from '../../shared/descriptions/property';

const queueName = text(
	'queueName',
	'Queue Name',
	'Name of the queue that has the reply while it is being written. Genesys does not say that it may be left out.',
	{ trim: true, placeholder: 'e.g. email-drafts' },
);

/** How a reply begins; the names are those of the body. */
export const replyFields = collection('replyFields', 'Reply Fields', 'field', [
	text(
		'indentCharacter',
		'Indent Character',
		'What stands before each line of the original when it is quoted',
		{ placeholder: 'e.g. >' },
	),
	queueName,
	flag(
		'quoteOriginal',
		'Quote Original',
		'Whether the text of the original is quoted. Left out, a reply to all quotes it, and a reply to the sender does not.',
	),
	text('replyToStartLine', 'Reply Start Line', 'Line above the original when it is quoted', {
		placeholder: 'e.g. You wrote:',
	}),
	text('subjectPrefix', 'Subject Prefix', 'What stands before the subject of the original', {
		placeholder: 'e.g. Re: ',
	}),
]);

const WAITS =
	'Whether to wait until the draft exists, and return it, so that the operation Send of the resource Interaction can follow.';

/** Whether the output is the draft; `caution` is what can be mistaken. */
export const waitForDraft = (caution: string) =>
	defineProperty({
		displayName: 'Wait for Draft',
		name: 'waitForDraft',
		type: 'boolean',
		default: true,
		description: [WAITS, caution].join(' '),
	});

/** Shown where there is a draft to simplify. */
export const simplifyDraft = defineProperty({
	...simplify,
	displayOptions: { show: { waitForDraft: [true] } },
});

/** How the draft is waited for. */
export const draftOptions = [
	number(
		'draftTimeout',
		'Draft Timeout',
		'Seconds to wait for the draft, e.g. 20. The list of the open interactions is looked at when no notification comes.',
		30,
		{ typeOptions: { minValue: 1, maxValue: 3600 } },
	),
	...sessionOptions,
] as const;

/** A draft as the output has it. */
export const draftRow = (draft: Interaction, simplify: boolean): IDataObject =>
	simplify ? simplified(draft) : { ...draft };
