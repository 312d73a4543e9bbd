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
	const rows = Array.isArray(attachments) ? attachments.filter(isObject) : [];
	const choices = choicesOf(rows, (row) => {
		const value = firstOf(row, 'documentId', 'id');
		return { name: firstOf(row, 'filename', 'fileName', 'name') || value, value };
	});
	return filteredBy(filter, choices);
};

/** An attachment of the interaction. */
export const attachmentField = locator('attachmentId', 'Attachment', {
	list: { search, by: 'file name' },
	id: { placeholder: 'e.g. 00009a8T8Y13002S' },
});
