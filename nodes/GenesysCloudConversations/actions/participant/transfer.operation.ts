import { UserError } from 'n8n-workflow';
import { collection, flag, text } from '../../../shared/descriptions/fields';
import { defineProperty, type Property } from '../../../shared/descriptions/property';
import { defineOperation } from '../../../shared/engine/operation';
import { bodyOf, bodyOption } from '../../../shared/descriptions/bodyFields';
import { conversationId, participantOption } from '../../conversation/fields';
import { queueOption, userOption } from '../../directory';
import { aboutTransfer } from '../../conversation/explanations';
import type { Medium } from '../../conversation/media';
import { participantIn } from '../../conversation/parts';
import { participantPath } from '../../conversation/paths';
import { UUID } from '../../ids';

const transferTo = defineProperty({
	displayName: 'Transfer To',
	name: 'transferTo',
	type: 'options',
	options: [
		{ name: 'Address', value: 'address', description: 'A user or a queue by its ID' },
		{ name: 'Queue', value: 'queue', description: 'The next agent of a queue' },
		{ name: 'User', value: 'user', description: 'A certain agent' },
		{ name: 'User Name', value: 'userName', description: 'A certain agent by the user name' },
	],
	default: 'queue',
	description: 'Who gets the conversation',
});

const shownFor = <P extends Property>(property: P): P => ({
	...property,
	displayOptions: { show: { transferTo: [property.name] } },
});

// None is required: n8n would ask for all four once Transfer To has an expression.
const target = [
	shownFor(
		text('address', 'User or Queue ID', 'ID of a user or of a queue', {
			...UUID,
		}),
	),
	shownFor(queueOption),
	shownFor(userOption),
	shownFor(
		text('userName', 'User Name', 'User name of an agent', {
			placeholder: 'e.g. alex@example.com',
		}),
	),
] as const;

const transferType = defineProperty({
	displayName: 'Transfer Type',
	name: 'transferType',
	type: 'options',
	options: [
		{
			name: 'Attended',
			value: 'Attended',
			description: 'The participant stays until somebody has accepted',
		},
		{ name: 'Unattended', value: 'Unattended', description: 'The participant leaves at once' },
	],
	default: 'Unattended',
	description: 'Whether the one who is replaced leaves at once (Unattended) or stays (Attended)',
});

const fields = collection('additionalFields', 'Additional Fields', 'field', [
	flag(
		'keepInternalMessageAlive',
		'Keep Internal Message Alive',
		'Whether the internal message of the agents goes on',
	),
	flag(
		'voicemail',
		'Voicemail',
		'Whether it goes to the voicemail of the participant who is replaced',
	),
]);

/** Which field of the body each is. */
const TARGETS = {
	address: 'address',
	queue: 'queueId',
	user: 'userId',
	userName: 'userName',
} as const;

function checkTarget(kind: keyof typeof TARGETS, value: string): void {
	if (value !== '') return;
	const { displayName: name } = target.find((field) => field.name === kind)!;
	throw new UserError(`The field "${name}" has no value`, {
		description: 'It says who gets the conversation. Fill it in, or choose another Transfer To.',
	});
}

/** `POST …/participants/{participantId}/replace`, with one target. */
export const transfer = (medium: Medium) =>
	defineOperation({
		kind: 'action',
		value: `transfer${medium.suffix}`,
		name: `Transfer (${medium.suffix})`,
		action: `Transfer ${medium.name} conversation from participant to other agent or to queue`,
		description: `Replace one participant of one ${medium.name} conversation, mostly the agent, by a user or by the next agent of a queue`,
		properties: [conversationId, transferTo, ...target, transferType, participantOption, fields],
		options: [bodyOption],
		target: (values) => values.conversationId,
		request: async (values, context) => {
			const { additionalFields, options, transferTo: kind, transferType: type } = values;
			checkTarget(kind, values[kind]);
			const participantId = await participantIn(context, medium, values);
			return {
				method: 'POST',
				path: `${participantPath(medium, values.conversationId, participantId)}/replace`,
				body: bodyOf(
					{ [TARGETS[kind]]: values[kind], transferType: type, ...additionalFields },
					options,
				),
				explanations: aboutTransfer,
			};
		},
	});
