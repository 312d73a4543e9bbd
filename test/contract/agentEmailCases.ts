import type { INodeParameters } from 'n8n-workflow';
import { attachmentCases } from './agentEmailAttachmentCases';
import { agentEmailDraftCases } from './agentEmailDraftCases';
import {
	authenticated,
	fullAnswer,
	locator,
	requestOptions,
	type Prepared,
	type WireCase,
} from './wireCase';

/** Options of an operation that posts JSON. */
const postOptions = { ...fullAnswer, bodyJson: '{}' };

/** Every run of Agent Email, with each kind of credential. */
export const agentEmailCases = (prepared: Prepared): WireCase[] =>
	authenticated(
		['webServices', 'oAuth2'],
		[
			...interactionCases(prepared),
			...agentEmailDraftCases(prepared.interactions),
			...attachmentCases({
				interactionId: prepared.interactions.ReplyCreated,
				attachmentId: prepared.attachmentId,
			}),
		],
	);

/** Runs of what is done with one interaction. */
function interactionCases({ interactions }: Prepared): WireCase[] {
	const { Invited, Accepted, ReplyCreated } = interactions;
	const run = (operation: string, parameters: INodeParameters): WireCase => ({
		operation: `genesysAgentEmail.interaction.${operation}`,
		parameters: { options: requestOptions, ...parameters },
	});
	/** With the interaction named in each way, once with all options. */
	const inEachWay = (operation: string, id: string, parameters: INodeParameters = {}) => [
		run(operation, { ...parameters, interactionId: locator('id', id), options: postOptions }),
		run(operation, { ...parameters, interactionId: locator('list', id) }),
	];
	const email = { toAddress: 'a@example.com', subject: 'Lamp', text: 'Sorry' };
	const emailFields = {
		appendDraftText: true,
		bccAddress: 'b@example.com',
		ccAddress: 'c@example.com, d@example.com',
		fromAddress: 'support@example.com',
		queueName: 'email-drafts',
	};
	const agent = { transferTo: 'agent', userUri: 'https://gws.example.com/api/v2/users/supervisor' };
	const queue = { queueName: 'billing' };
	return [
		...inEachWay('accept', Invited),
		...inEachWay('reject', Invited),
		...inEachWay('complete', Accepted),
		...inEachWay('cancel', ReplyCreated),
		...inEachWay('placeInQueue', Accepted, queue),
		...inEachWay('transfer', ReplyCreated, agent),
		...inEachWay('transfer', Accepted, { transferTo: 'queue', ...queue }),
		...inEachWay('send', ReplyCreated, { ...email, emailFields }),
		run('send', { text: 'Sorry', interactionId: locator('id', ReplyCreated) }),
		...[true, false].flatMap((simplify) => [
			run('get', { simplify, interactionId: locator('id', Invited), options: fullAnswer }),
			run('get', { simplify, interactionId: locator('list', Invited) }),
			run('getAll', {
				simplify,
				filters: {
					otherStates: 'Parked',
					otherSubtypes: 'InboundReply',
					states: ['Accepted', 'Invited', 'ReplyCreated'],
					subtypes: ['InboundNew', 'OutboundNew', 'OutboundReply'],
				},
				options: simplify ? requestOptions : fullAnswer,
			}),
		]),
	];
}
