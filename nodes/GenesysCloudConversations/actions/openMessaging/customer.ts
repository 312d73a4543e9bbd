import { date, text } from '../../../shared/descriptions/fields';
import { defineProperty } from '../../../shared/descriptions/property';
import { compact } from '../../../shared/transport/body';

/** Who writes to agents, or gets what they write. */
export const fromId = text(
	'fromId',
	'Customer ID',
	'Who the customer is, by an ID of your platform. Genesys knows a customer again by it.',
	{ required: true, placeholder: 'e.g. customer-4711' },
);

export const fromIdType = defineProperty({
	displayName: 'Customer ID Type',
	name: 'fromIdType',
	type: 'options',
	options: [
		{ name: 'Email', value: 'Email', description: 'An email address' },
		{ name: 'Opaque', value: 'Opaque', description: 'An ID that means something to you only' },
		{ name: 'Phone', value: 'Phone', description: 'A phone number' },
	],
	default: 'Opaque',
	description: 'What the ID of the customer is',
});

export const email = text('email', 'Customer Email', 'Email address of the customer', {
	placeholder: 'e.g. kim@example.com',
});

export const time = date(
	'time',
	'Time of Event',
	'When it happened on your platform. Without it, that is now',
);

export const messageIdOfPlatform = text(
	'messageId',
	'Message ID',
	'ID that the message has on your platform, other than that of any other message',
	{ placeholder: 'e.g. wamid-20260302-0815' },
);

/** What may be said of the customer besides. */
export const about = {
	email,
	firstName: text('firstName', 'Customer First Name', 'First name of the customer, e.g. Kim'),
	image: text('image', 'Customer Image', 'Address of a picture of the customer', {
		placeholder: 'e.g. https://example.com/kim.png',
	}),
	lastName: text('lastName', 'Customer Last Name', 'Last name of the customer, e.g. Doe'),
	nickname: text('nickname', 'Customer Nickname', 'Name of the customer that agents see', {
		placeholder: 'e.g. Kim',
	}),
};

interface Channel {
	fromId: string;
	fromIdType: string;
	additionalFields: {
		email?: string;
		firstName?: string;
		image?: string;
		lastName?: string;
		messageId?: string;
		nickname?: string;
		time?: string;
	};
}

/** The `channel` of what a customer does: who, when, and which message of the platform it is. */
export function channelOf({ fromId: id, fromIdType: idType, additionalFields }: Channel) {
	const { email: address, firstName, image, lastName, nickname } = additionalFields;
	return compact({
		from: compact({ id, idType, nickname, firstName, lastName, email: address, image }),
		time: timeOf(additionalFields),
		messageId: additionalFields.messageId,
	});
}

/** Genesys wants to be told when it happened. */
export const timeOf = ({ time: given }: { time?: string }) => given || new Date().toISOString();

/** What one customer does reaches Genesys in the order of the items. */
export const sameCustomer = (values: { integration: string; fromId: string }) =>
	`${values.integration}/${values.fromId}`;
