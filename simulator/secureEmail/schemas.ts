/** JSON schemas of the Secure Email API. Query values are text: numbers are described by a pattern. */

const query = (properties: Record<string, unknown>, required: string[] = []) => ({
	type: 'object',
	additionalProperties: false,
	required,
	properties,
});

const address = { type: 'string', minLength: 1 };
const securebox = { type: 'string', pattern: '^[A-Za-z0-9]{3,16}$' };
const status = { enum: ['unread', 'read', 'all'], default: 'all' };
const wholeNumber = (preset: string) => ({
	type: 'string',
	pattern: '^[0-9]{1,9}$',
	default: preset,
});

export const listQuery = query(
	{ address, status, securebox, index: wholeNumber('0'), count: wholeNumber('10') },
	['address'],
);
export const countQuery = query({ address, status, securebox }, ['address']);
export const sendQuery = query({ securebox });
export const getQuery = query({ read: { enum: ['true', 'false'] } });
/** `true`, the empty value and the backslash are the deprecated ways to say `read`. */
export const deleteQuery = query({
	remove: { enum: ['read', 'delete', 'purge', 'true', '', '\\'], default: 'read' },
});
export const noQuery = query({});

export const sendBody = {
	type: 'object',
	additionalProperties: false,
	required: ['data'],
	properties: { data: { type: 'object' }, operationId: { type: 'string', minLength: 1 } },
};

export const newMailBody = {
	type: 'object',
	additionalProperties: false,
	required: ['address'],
	properties: {
		address,
		securebox,
		direction: { enum: ['inbound', 'outbound'] },
		status: { enum: ['unread', 'read'] },
		receivedAt: { type: 'string', format: 'date-time' },
		data: { type: 'object' },
	},
};

export const NO_ADDRESS = 'data.address (or data.from) must be an e-mail address';
