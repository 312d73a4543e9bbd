import { defineOperation } from '../../../shared/engine/operation';
import { path } from '../../../shared/transport/path';
import { bodyOf, bodyOption } from '../../../shared/descriptions/bodyFields';
import { conversationId } from '../../conversation/fields';
import { flowOption, queueOption } from '../../directory';
import {
	checkProvider,
	checkRoute,
	fromAddress,
	inboundFields,
	provider,
	routedFields,
	subject,
	toAddress,
} from '../../email/routing';

export const addInbound = defineOperation({
	kind: 'action',
	value: 'addInbound',
	name: 'Add Inbound Message',
	action: 'Add inbound email of customer to conversation that outside system began',
	description:
		'Tell Genesys of another email that came to a system outside of it, in a conversation that Create began as Inbound',
	properties: [
		conversationId,
		{ ...provider, required: true } as const,
		fromAddress,
		toAddress,
		subject,
		queueOption,
		flowOption,
		inboundFields,
	],
	options: [bodyOption],
	target: (values) => values.conversationId,
	request: ({ conversationId: id, provider: system, options, ...values }) => {
		const body = bodyOf({ provider: system, ...routedFields(values) }, options);
		checkProvider(body);
		checkRoute(body);
		return {
			method: 'POST',
			path: path`/conversations/emails/${id}/inboundmessages`,
			body,
			explanations: {
				'email.error.internal.provider': {
					message: 'Genesys receives the emails of this conversation itself',
					description:
						'Only a conversation that Create began as Inbound, with a provider of its own, can be told of an email.',
				},
			},
		};
	},
});
