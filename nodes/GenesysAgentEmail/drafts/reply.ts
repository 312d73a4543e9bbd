import { bodyOf, bodyOption } from '../../shared/descriptions/bodyFields';
import { defineOperation, type Operation } from '../../shared/engine/operation';
import { interactionFor } from '../interactionField';
import { explained } from '../refusals';
import { operationRequest } from '../requests';
import { draftOptions, draftRow, replyFields, simplifyDraft, waitForDraft } from './fields';
import { makeDraft, recognizeReply } from './make';

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
			const request = operationRequest(interactionId, operationName, fields);
			const post = async () => await explained(context, request);
			if (!values.waitForDraft) {
				const answer = context.answer(await post());
				return { ...answer, id: interactionId, success: true };
			}
			const recognize = recognizeReply(interactionId, fields);
			const draft = await makeDraft(context, post, recognize, options);
			return { ...draftRow(draft, values.simplify), repliesTo: interactionId };
		},
	});
