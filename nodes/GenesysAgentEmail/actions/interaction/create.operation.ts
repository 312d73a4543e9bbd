import type { Interaction } from '../../../shared/agentEmail/interaction';
import { bodyOf, bodyOption } from '../../../shared/descriptions/bodyFields';
import { text } from '../../../shared/descriptions/fields';
import { defineProperty } from '../../../shared/descriptions/property';
import { defineOperation } from '../../../shared/engine/operation';
import { draftOptions, draftRow, simplifyDraft, waitForDraft } from '../../drafts/fields';
import { makeDraft } from '../../drafts/make';

const interactionType = defineProperty({
	displayName: 'Interaction Type',
	name: 'interactionType',
	type: 'string',
	default: 'Outbound',
	description: 'Type of the new interaction, e.g. Outbound',
});

const interactionSubType = defineProperty({
	displayName: 'Interaction Subtype',
	name: 'interactionSubType',
	type: 'string',
	default: 'OutboundNew',
	description: 'Subtype of the new interaction, e.g. OutboundNew',
});

export const create = defineOperation({
	kind: 'custom',
	value: 'create',
	name: 'Create',
	action: 'Create draft of new email of agent which later step sends',
	description: 'Begin a new email: a draft, which Send completes and sends',
	properties: [
		text('queueName', 'Queue Name', 'Name of the queue that has the email while it is written', {
			required: true,
			trim: true,
			placeholder: 'e.g. email-drafts',
		}),
		interactionType,
		interactionSubType,
		waitForDraft(
			'The answer of Genesys does not name it: it is recognized by its subtype, and by not having been there before. Another one that somebody else begins for the agent in the same moment can be mistaken for it.',
		),
		simplifyDraft,
	],
	options: [bodyOption, ...draftOptions],
	async execute({ waitForDraft: waits, simplify, options, ...values }, context) {
		const fields = bodyOf(values, options);
		const body = { operationName: 'Create', ...fields };
		const post = async () => await context.send({ method: 'POST', path: '/me/interactions', body });
		if (!waits) return { success: true, ...context.answer(await post()) };
		const recognize = () => (draft: Interaction) =>
			draft.interactionSubType === fields.interactionSubType;
		return draftRow(await makeDraft(context, post, recognize, options), simplify);
	},
});
