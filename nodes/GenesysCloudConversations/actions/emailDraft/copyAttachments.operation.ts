import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import { firstOf } from '../../../shared/descriptions/choices';
import { defineOperation } from '../../../shared/engine/operation';
import { bodyOf, bodyOption } from '../../../shared/descriptions/bodyFields';
import { conversationId } from '../../conversation/fields';
import { draftPath, externalProvider } from '../../email/content';
import { attachmentIds, attachmentsOf, emailId, emailPath } from '../../email/parts';

/** Which attachments of an email are meant. @throws UserError when it has none, or one is not in it */
function chosen(email: IDataObject, ids: readonly string[]): IDataObject[] {
	const all = attachmentsOf(email);
	const unknown = ids.filter((id) => !all.some((one) => String(one.attachmentId) === id));
	if (all.length > 0 && unknown.length === 0) {
		return ids.length === 0 ? all : all.filter((one) => ids.includes(String(one.attachmentId)));
	}
	const known = all.map((one) =>
		`${firstOf(one, 'name')} (${firstOf(one, 'attachmentId')})`.trim(),
	);
	throw new UserError(
		all.length > 0
			? `The email has no attachment ${unknown.join(', ')}`
			: 'The email has no attachments',
		{ description: `Choose another email, or IDs that it has: ${known.join(', ') || 'none'}.` },
	);
}

export const copyAttachments = defineOperation({
	kind: 'action',
	value: 'copyAttachments',
	name: 'Copy Attachments',
	action: 'Copy attachments of earlier email of conversation into its draft',
	description:
		'Put attachments of one email of a conversation into the draft of the next one, so that Reply sends them along',
	properties: [conversationId, emailId, attachmentIds],
	options: [bodyOption],
	target: (values) => values.conversationId,
	request: async (
		{ conversationId: id, emailId: source, attachmentIds: ids, options },
		context,
	) => {
		const response = await context.send({ method: 'GET', path: emailPath(id, source) });
		const attachments = chosen(response.thing(), ids);
		return {
			method: 'POST',
			path: `${draftPath(id)}/attachments/copy`,
			body: bodyOf({ sourceMessage: { id: source }, attachments }, options),
			explanations: externalProvider,
		};
	},
});
