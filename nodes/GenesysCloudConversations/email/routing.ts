import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import { collection, number, text } from '../../shared/descriptions/fields';
import { mailbox } from '../../shared/descriptions/mailbox';
import { defineProperty, type ValueOf } from '../../shared/descriptions/property';
import { languageOption, skillsOption } from '../directory';
import { UUID } from '../ids';

/** What Create and Add Inbound Message have in common: who writes to whom, and to which agents it goes. */

/** The provider of emails that Genesys sends and receives itself. */
export const NATIVE = 'PureCloud Email';

export const provider = text(
	'provider',
	'Provider',
	'Name of the system outside of Genesys that the email came to',
	{ placeholder: 'e.g. Salesforce' },
);

export const fromAddress = text(
	'fromAddress',
	'From',
	'Address that the email comes from, with or without a name',
	{ placeholder: 'e.g. Name <name@example.com>' },
);

export const toAddress = text(
	'toAddress',
	'To',
	'Address that the email goes to, with or without a name',
	{ placeholder: 'e.g. Name <name@example.com>' },
);

export const subject = text('subject', 'Subject', 'Subject of the email', {
	placeholder: 'e.g. Your order 4711',
});

const attributes = defineProperty({
	displayName: 'Attributes',
	name: 'attributes',
	type: 'fixedCollection',
	pairs: true,
	typeOptions: { multipleValues: true },
	placeholder: 'Add attribute',
	default: {},
	description: 'What the participant of the customer is to know, by names of your own',
	options: [
		{
			displayName: 'Attributes',
			name: 'entries',
			values: [
				text('key', 'Attribute Name', 'Name of the attribute', { placeholder: 'e.g. orderNumber' }),
				text('value', 'Attribute Value', 'Value of the attribute', { placeholder: 'e.g. 4711' }),
			],
		},
	],
});

const priority = number(
	'priority',
	'Priority',
	'Priority in the queue, e.g. 5: more comes first',
	1,
);

export const inboundFields = collection('additionalFields', 'Additional Fields', 'field', [
	attributes,
	languageOption,
	priority,
	skillsOption,
]);

export const createFields = collection('additionalFields', 'Additional Fields', 'field', [
	attributes,
	text(
		'externalContactId',
		'External Contact ID',
		'ID of the external contact that an outbound email goes to',
		UUID,
	),
	text('htmlBody', 'HTML', 'The email as HTML, besides its text, e.g. &lt;b&gt;Hello&lt;/b&gt;', {
		typeOptions: { rows: 5 },
	}),
	languageOption,
	priority,
	skillsOption,
	text(
		'utilizationLabel',
		'Utilization Label',
		'ID of the label by which an inbound email counts toward what its agent can take, e.g. bff348eb-dd5f-47d6-bf96-0e75b8ecf7ca',
	),
]);

interface Routed {
	fromAddress: string;
	toAddress: string;
	subject: string;
	queue: string;
	flow: string;
	additionalFields: ValueOf<typeof inboundFields>;
}

/** The fields of the body. @throws UserError when an address is none */
export function routedFields({ fromAddress: from, toAddress: to, ...values }: Routed) {
	const { attributes: own, language, skills = [], ...rest } = values.additionalFields;
	const sender = from ? mailbox(from) : undefined;
	const recipient = to ? mailbox(to) : undefined;
	return {
		fromAddress: sender?.address,
		fromName: sender?.name,
		toAddress: recipient?.address,
		toName: recipient?.name,
		subject: values.subject,
		queueId: values.queue,
		flowId: values.flow,
		...rest,
		attributes: own,
		languageId: language,
		skillIds: skills.length > 0 ? skills : undefined,
	};
}

/** @throws UserError when an email would go to a queue and through a flow */
export function checkRoute({ queueId, flowId }: IDataObject): void {
	if (!queueId || !flowId) return;
	throw new UserError('The email has both a queue and a flow', {
		description: 'Genesys takes one of them: empty Queue or Flow.',
	});
}

/** @throws UserError when there is no provider, or it is Genesys itself, whose emails come by themselves */
export function checkProvider({ provider: name }: IDataObject): void {
	if (!name) {
		throw new UserError('The inbound email has no provider', {
			description: 'Fill in Provider: the name of the system outside of Genesys that it came to.',
		});
	}
	if (name !== NATIVE) return;
	throw new UserError(`"${NATIVE}" cannot be the provider of an inbound email`, {
		description:
			'That name is for emails that Genesys receives itself. Fill in the name of the other system.',
	});
}
