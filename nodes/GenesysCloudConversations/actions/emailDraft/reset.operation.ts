import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import { collection, flag, text } from '../../../shared/descriptions/fields';
import { defineProperty } from '../../../shared/descriptions/property';
import { defineOperation } from '../../../shared/engine/operation';
import { compact } from '../../../shared/transport/body';
import { bodyOf, bodyOption } from '../../../shared/descriptions/bodyFields';
import { conversationId } from '../../conversation/fields';
import { draftPath, draftType } from '../../email/content';

const word = (name: string, displayName: string, what: string, placeholder: string) =>
	text(name, displayName, what, { placeholder: `e.g. ${placeholder}` });

const TIME_ZONE = 'timeZone';

const WORDS = [
	word('cc', 'CC', 'Word for the recipients of copies', 'Kopie'),
	word('forwardPrefix', 'Forward Prefix', 'What the subject of a forward begins with', 'WG'),
	word('from', 'From', 'Word for the sender', 'Von'),
	word('language', 'Language', 'Code of the language', 'de'),
	word('replyPrefix', 'Reply Prefix', 'What the subject of a reply begins with', 'AW'),
	word('sent', 'Sent', 'Word for the time', 'Gesendet'),
	word('subject', 'Subject', 'Word for the subject', 'Betreff'),
	word(TIME_ZONE, 'Time Zone', 'Time zone of the times, UTC if empty', 'Europe/Berlin'),
	word('to', 'To', 'Word for the recipients', 'An'),
];

const translate = defineProperty({
	displayName: 'Translation',
	name: 'translate',
	type: 'fixedCollection',
	placeholder: 'Add translation',
	default: {},
	description: 'The words above the quoted emails, in the language of the customer',
	options: [
		{
			displayName: 'Words',
			name: 'entries',
			values: WORDS,
		},
	],
});

/** The words of a translation, which Genesys takes all or none. @throws UserError when some are missing */
function translation(words: IDataObject = {}): IDataObject | undefined {
	const given = compact(words);
	if (Object.keys(given).length === 0) return undefined;
	const missing = WORDS.filter(({ name }) => name !== TIME_ZONE && given[name] === undefined);
	if (missing.length === 0) return given;
	throw new UserError('The translation is not complete', {
		description: `It needs every word but the time zone. Fill in ${missing.map(({ displayName }) => displayName).join(', ')}.`,
	});
}

export const reset = defineOperation({
	kind: 'action',
	value: 'reset',
	name: 'Reset or Fill In',
	action: 'Reset email draft and lose its text for good or fill it in with signature',
	description:
		'Throw away what was written into the draft of an email conversation, or let Genesys fill it in with signature and quotes',
	properties: [
		conversationId,
		flag('autoFill', 'Auto Fill', 'Whether Genesys writes into the draft what it has for it'),
		flag(
			'discard',
			'Discard',
			'Whether what the draft has is thrown away. It cannot be brought back.',
		),
		collection('additionalFields', 'Additional Fields', 'field', [draftType, translate]),
	],
	options: [bodyOption],
	target: (values) => values.conversationId,
	request: ({ conversationId: id, autoFill, discard, additionalFields, options }) => {
		const { translate: { entries: [words] = [] } = {}, ...fields } = additionalFields;
		const body = bodyOf({ ...fields, translate: translation(words) }, options);
		const isEmpty = Object.keys(body).length === 0;
		if (isEmpty && !autoFill && !discard) {
			throw new UserError('There is nothing to do to the draft', {
				description: 'Turn on Auto Fill or Discard, or choose another Draft Type.',
			});
		}
		return {
			method: 'PATCH',
			path: draftPath(id),
			query: { autoFill, discard },
			...(isEmpty ? {} : { body }),
			explanations: {
				'email.draft.initialized': {
					message: 'The draft has been written in already',
					description: 'Turn on Discard to begin it anew, which throws away what it has.',
				},
			},
		};
	},
});
