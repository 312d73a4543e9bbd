import { text } from '../../../shared/descriptions/fields';
import { inputField } from '../../../shared/descriptions/files';
import { defineOperation } from '../../../shared/engine/operation';
import { interactionFor } from '../../interactionField';
import { uploadRequest } from '../../requests';
import { CHANGE } from './requests';

export const upload = defineOperation({
	kind: 'custom',
	fullAnswer: true,
	value: 'upload',
	name: 'Upload',
	action: 'Upload file as attachment to draft of reply or new email of agent',
	description: 'Attach a file to the reply or the new email that is being written',
	properties: [interactionFor('Send'), inputField('attachment')],
	options: [
		text(
			'fileName',
			'File Name',
			'Name to give the attachment, e.g. invoice.pdf. Left empty, it keeps its own.',
		),
	],
	target: ({ interactionId }) => interactionId,
	async execute({ interactionId, binaryPropertyName, options }, context) {
		const file = await context.file(binaryPropertyName);
		const fileName = options.fileName || file.fileName;
		const request = uploadRequest(interactionId, { ...file, fileName });
		const response = await context.send({ ...request, explanations: CHANGE });
		const answer = context.answer(response);
		return context.fullAnswer ? answer : { ...answer, id: interactionId, fileName, success: true };
	},
});
