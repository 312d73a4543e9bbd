import { UserError } from 'n8n-workflow';
import { defineOperation } from '../../../shared/engine/operation';
import { bodyOption } from '../../../shared/descriptions/bodyFields';
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
		if (Object.keys(given).length === 0) {
			throw new UserError('There is nothing to write into the draft', {
				description: 'Fill in Text, or add what is to change under Additional Fields.',
			});
		}
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
