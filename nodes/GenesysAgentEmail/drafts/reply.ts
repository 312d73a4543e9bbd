import type { IDataObject } from 'n8n-workflow';
import { bodyOf, bodyOption } from '../../shared/descriptions/bodyFields';
import { defineOperation, type Operation } from '../../shared/engine/operation';
import type { ApiRequest } from '../../shared/transport/api';
import { path } from '../../shared/transport/path';
import { interactionFor } from '../interactionField';
import { explained } from '../refusals';
import { draftOptions, draftRow, replyFields, simplifyDraft, waitForDraft } from './fields';
import { makeDraft, recognizeReply } from './make';

/** Has a reply made, to the sender or to all. */
export const replyRequest = (
	interactionId: string,
	operationName: 'Reply' | 'ReplyAll',
	fields: IDataObject,
): ApiRequest => ({
	method: 'POST',
	path: path`/me/interactions/${interactionId}`,
	body: { operationName, ...fields },
});

/** An operation that has a reply made; `caution` is what can be mistaken when the draft is waited for. */
export const replyOperation = ({
	operationName,
	caution,
	...described
}: Pick<Operation, 'value' | 'name' | 'action' | 'description'> & {
	operationName: 'Reply' | 'ReplyAll';
	caution: string;
}): Operation =>
	defineOperation({
		...described,
		kind: 'custom',
		properties: [interactionFor(operationName), waitForDraft(caution), simplifyDraft, replyFields],
		options: [bodyOption, ...draftOptions],
		target: ({ interactionId }) => interactionId,
		async execute(values, context) {
			const { interactionId, options } = values;
			const fields = bodyOf(values.replyFields, options);
			const request = replyRequest(interactionId, operationName, fields);
			const send = async () => await context.send(request);
			const post = async () => await explained(context, interactionId, send, operationName);
			if (!values.waitForDraft) {
				const answer = context.answer(await post());
				return { id: interactionId, success: true, ...answer };
			}
			const recognize = recognizeReply(interactionId, fields);
			const draft = await makeDraft(context, post, recognize, options);
			return { ...draftRow(draft, values.simplify), repliesTo: interactionId };
		},
	});
