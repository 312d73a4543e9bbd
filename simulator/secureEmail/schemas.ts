import { anyObject, dateTime, object, text } from '../core/jsonSchema';

/** JSON schemas of the Secure Email API. Query values are strings: numbers are described by a pattern. */

const securebox = { type: 'string', pattern: '^[A-Za-z0-9]{3,16}$' };
const status = { enum: ['unread', 'read', 'all'], default: 'all' };
const wholeNumber = (preset: string) => ({
	type: 'string',
	pattern: '^[0-9]{1,9}$',
	default: preset,
});

export const listQuery = object(
	{ address: text, status, securebox, index: wholeNumber('0'), count: wholeNumber('10') },
	['address'],
);
export const countQuery = object({ address: text, status, securebox }, ['address']);
export const sendQuery = object({ securebox });
export const getQuery = object({ read: { enum: ['true', 'false'] } });
/** `true`, the empty value and the backslash are the deprecated ways to say `read`. */
export const deleteQuery = object({
	remove: { enum: ['read', 'delete', 'purge', 'true', '', '\\'], default: 'read' },
});

export const sendBody = object({ data: anyObject, operationId: text }, ['data']);

export const newMailBody = object(
	{
		address: text,
		securebox,
		direction: { enum: ['inbound', 'outbound'] },
		status: { enum: ['unread', 'read'] },
		receivedAt: dateTime,
		data: anyObject,
	},
	['address'],
);

export const settings = object({ unknownAddress: { enum: ['empty', 'notFound'] } });

export const NO_ADDRESS = 'data.address (or data.from) must be an e-mail address';
