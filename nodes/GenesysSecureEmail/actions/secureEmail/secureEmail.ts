import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import { hasEnvelope, nexus } from '../../../shared/apis/engage';
import { firstOf } from '../../../shared/descriptions/choices';
import { text } from '../../../shared/descriptions/fields';
import { fromFirst, listSearch, locator } from '../../../shared/descriptions/locator';
import { defineProperty, type ValuesOf } from '../../../shared/descriptions/property';
import type { Context } from '../../../shared/engine/operation';
import type { ApiRequest, Explanations } from '../../../shared/transport/api';
import { path } from '../../../shared/transport/path';

export const address = text('address', 'Email Address', 'Email address of the consumer', {
	required: true,
	placeholder: 'e.g. consumer@example.com',
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

export const securebox = text(
	'securebox',
	'Securebox',
	'Name of the securebox, which keeps the emails of one contact with several departments apart: 3 to 16 letters and digits',
	{ placeholder: 'e.g. billing' },
);

/** Of an operation whose request has none. */
export const searchedSecurebox = text(
	'securebox',
	'Securebox',
	'Name of the securebox that emails are listed from: 3 to 16 letters and digits',
	{ placeholder: 'e.g. billing' },
);

/** Which secure emails are meant, for `filteredRequest`. */
export const filter = [address, status] as const;

/**
 * A request about the secure emails that `filter`, and the securebox among the options, let pass. The 404 that Genesys
 * documents for it stands for an address without emails.
 *
 * @throws UserError when the securebox cannot be one
 */
export const filteredRequest = (
	requestPath: string,
	{ address, status, options }: ValuesOf<typeof filter> & { options: { securebox?: string } },
): ApiRequest => ({
	method: 'GET',
	path: requestPath,
	query: { address: address.trim(), status, securebox: checkedSecurebox(options.securebox) },
	isNone: hasEnvelope,
});

/** Genesys lists by address only, so that is what the user searches by. */
const searchSecureEmails = listSearch([nexus], {
	path: '/securemail',
	isNone: hasEnvelope,
	query: (consumer, { securebox }) => ({
		address: consumer?.trim(),
		securebox: checkedSecurebox(securebox as string | undefined),
	}),
	paging: fromFirst('index', 'count'),
	choice: (mail) => ({ name: labelOf(mail), value: mailId(mail) }),
});

export const secureMail = {
	...locator('secureMailId', 'Secure Email ID', {
		id: { placeholder: 'e.g. bff348eb-dd5f-47d6-bf96-0e75b8ecf7ca' },
		list: {
			search: searchSecureEmails,
			by: 'email address',
			needsFilter: true,
		},
		// The `selfUri` of an event, of which the ID is all that is used.
		url: {
			placeholder: 'e.g. https://genesys.example.com/nexus/v3/securemail/bff348eb-dd5f-47d6',
			regex: '/securemail/([^/?#]+)',
		},
	}),
	description:
		'ID of the secure email. The operation Get Many of the resource Secure Email gives it.',
} as const;

/** The fields of a secure email are not documented, so the label takes the first that says something. */
function labelOf(mail: IDataObject): string {
	const subject = firstOf(mail, 'subject', 'title', 'from');
	return subject ? `${subject} (${mailId(mail)})` : mailId(mail);
}

/** The ID of a secure email in a list, which could be one of IDs alone; `''` when there is none. */
export const mailId = (mail: IDataObject) => firstOf(mail, 'secureMailId', 'id', 'value');

/** @throws UserError when the name could not be one: 3 to 16 characters of A-Z, a-z and 0-9 */
export function checkedSecurebox(name: string | undefined): string | undefined {
	if (!name || /^[A-Za-z0-9]{3,16}$/.test(name)) return name;
	throw new UserError(`"${name}" cannot be the name of a securebox`, {
		description: 'Use 3 to 16 characters, only the letters A to Z in either case and digits.',
	});
}

const secureMailNotFound: Explanations = {
	'404': {
		message: 'There is no secure email with this ID',
		description: 'Check the ID. An email that was purged cannot be found again.',
	},
};

/** A request about one secure email. */
export const secureMailRequest = (
	id: string,
	more: Pick<ApiRequest, 'query'> & { below?: string } = {},
): ApiRequest => ({
	method: 'GET',
	path: path`/securemail/${id}` + (more.below ?? ''),
	query: more.query,
	explanations: secureMailNotFound,
});

/** One method for three things: `read` marks as read, `delete` hides from the lists, `purge` erases from everywhere. */
export const removeRequest = (id: string, remove: 'read' | 'delete' | 'purge'): ApiRequest => ({
	...secureMailRequest(id, { query: { remove } }),
	method: 'DELETE',
});

/** Removes a secure email. @returns it, as Genesys had it */
export async function removed(
	id: string,
	remove: 'delete' | 'purge',
	{ send, answer, fullAnswer }: Context,
): Promise<IDataObject> {
	const row = answer(await send(removeRequest(id, remove)));
	return fullAnswer ? row : { ...row, deleted: true };
}
