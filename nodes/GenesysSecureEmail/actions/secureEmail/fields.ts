import { UserError } from 'n8n-workflow';
import { defineProperty } from '../../../shared/engine/operation';
import type { Explanations } from '../../../shared/transport/api';

export const address = defineProperty({
	displayName: 'Email Address',
	name: 'address',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. consumer@example.com',
	description: 'Email address of the consumer',
});

export const status = defineProperty({
	displayName: 'Status',
	name: 'status',
	type: 'options',
	options: [
		{ name: 'All', value: 'all' },
		{ name: 'Read', value: 'read' },
		{ name: 'Unread', value: 'unread' },
	],
	default: 'all',
	description: 'Which emails to include',
});

export const securebox = defineProperty({
	displayName: 'Securebox',
	name: 'securebox',
	type: 'string',
	default: '',
	placeholder: 'e.g. billing',
	description:
		'Name of the securebox, which keeps the emails of one contact with several departments apart: 3 to 16 letters and digits',
});

export const secureMail = defineProperty({
	displayName: 'Secure Email',
	name: 'secureMailId',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'id', value: '' },
	description: 'The secure email to work on',
	modes: [
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. bff348eb-dd5f-47d6-bf96-0e75b8ecf7ca',
		},
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: {
				searchListMethod: 'searchSecureEmails',
				searchable: true,
				searchFilterRequired: true,
			},
			placeholder: 'Search by the email address of the consumer',
		},
	],
});

/** @throws UserError when the name could not be one: 3 to 16 characters of A-Z, a-z and 0-9 */
export function checkedSecurebox(name: string | undefined): string | undefined {
	if (!name || /^[A-Za-z0-9]{3,16}$/.test(name)) return name;
	throw new UserError(`"${name}" cannot be the name of a securebox`, {
		description: 'Use 3 to 16 characters, only the letters A to Z in either case and digits.',
	});
}

export const secureMailNotFound: Explanations = {
	'404': {
		message: 'There is no secure email with this ID',
		description: 'Check the ID. An email that was purged cannot be found again.',
	},
};
