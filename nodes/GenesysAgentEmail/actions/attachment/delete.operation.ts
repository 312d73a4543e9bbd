import { defineOperation } from '../../../shared/engine/operation';
import { attachmentField } from '../../attachmentField';
import { interactionFor } from '../../interactionField';
import { attachmentRequest } from './requests';

export const remove = defineOperation({
	kind: 'deletion',
	value: 'delete',
	name: 'Delete',
	action: 'Delete attachment from draft of agent for good and leave draft itself',
	description: 'Delete an attachment of the reply or the new email that is being written',
	properties: [interactionFor('Send'), attachmentField],
	target: ({ interactionId }) => interactionId,
	request: (values) => attachmentRequest('DELETE', values),
});
