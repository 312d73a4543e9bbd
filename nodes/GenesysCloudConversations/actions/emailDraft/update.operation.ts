import { defineOperation } from '../../../shared/engine/operation';
import { bodyOption, checkChanges } from '../../../shared/descriptions/bodyFields';
import { conversationId } from '../../conversation/fields';
import {
	draftPath,
	emailFields,
	externalProvider,
	givenFields,
	overDraft,
	textBody,
} from '../../email/content';

export const update = defineOperation({
	kind: 'action',
	value: 'update',
	name: 'Update',
	action: 'Update email draft of conversation but send nothing to customer yet',
	description:
		'Write the draft of an email conversation: what you set is changed, and the rest stays. Reply sends it.',
	properties: [conversationId, textBody, emailFields],
	options: [bodyOption],
	target: (values) => values.conversationId,
	request: async ({ conversationId: id, ...values }, { send }) => {
		const given = givenFields(values);
		checkChanges(given, [textBody, emailFields]);
		const { body, hadHtml } = await overDraft(send, id, given);
		// Said, since what a draft is written without might stay in it.
		const withoutHtml = hadHtml && body.htmlBody === undefined ? { htmlBody: '' } : {};
		return {
			method: 'PUT',
			path: draftPath(id),
			body: { textBody: '', state: 'Edited', ...body, ...withoutHtml },
			explanations: externalProvider,
		};
	},
});
