import { UserError } from 'n8n-workflow';
import { workspace } from '../shared/apis/workspace';
import { choicesOf, filteredBy, firstOf } from '../shared/descriptions/choices';
import { editorDefaults } from '../shared/descriptions/common';
import { enteredIn } from '../shared/descriptions/entered';
import { locator } from '../shared/descriptions/locator';
import type { ListSearch } from '../shared/descriptions/property';
import { isObject } from '../shared/transport/body';
import { openClient } from '../shared/transport/client';
import { path } from '../shared/transport/path';

const noneNamed = () =>
	new UserError('Genesys names no attachments of this interaction', {
		description:
			'It does not document that it would. If there are some, give the ID: Upload gives it as documentId.',
	});

/** The attachments of the interaction that the node is set to. That an interaction names them is not documented. */
const search: ListSearch = async function search(filter = '') {
	const interactionId = enteredIn(this)('interactionId');
	if (!interactionId) {
		throw new UserError('The interaction is needed first', {
			description:
				'Choose it above, or run the nodes before this one if it comes from an expression: the list shows its attachments.',
		});
	}
	const send = await openClient(this, workspace, editorDefaults);
	const response = await send({ method: 'GET', path: path`/me/interactions/${interactionId}` });
	const { attachments } = response.thing();
	if (!Array.isArray(attachments)) throw noneNamed();
	const choices = choicesOf(attachments.filter(isObject), (row) => {
		const value = firstOf(row, 'documentId', 'id');
		return { name: firstOf(row, 'filename', 'fileName', 'name') || value, value };
	});
	return filteredBy(filter, choices);
};

/** An attachment of the interaction. */
export const attachmentField = {
	...locator('attachmentId', 'Attachment ID', {
		list: { search, by: 'file name' },
		id: { placeholder: 'e.g. 00009a8T8Y13002S' },
	}),
	description:
		'ID of the file, called documentId. The operation Get of the resource Interaction has it among the attachments, and the operation Upload of the resource Attachment gives it.',
} as const;
