import { text } from '../../../nodes/shared/descriptions/fields';
import { defineOperation, type Operation } from '../../../nodes/shared/engine/operation';
import type { ApiRequest } from '../../../nodes/shared/transport/api';

/** What a declaration cannot say: each line below `@ts-expect-error` fails `tsc` when it compiles. */
const described = {
	value: 'test',
	name: 'Test',
	action: 'Test it',
	description: 'A test',
	properties: [],
} as const;
const request = (): ApiRequest => ({ method: 'GET', path: '/' });
const execute = async () => [{}];

const status = {
	displayName: 'Status',
	name: 'status',
	type: 'options',
	options: [
		{ name: 'All', value: 'all' },
		{ name: 'Read', value: 'read' },
	],
	default: 'all',
} as const;

const illegal: Operation[] = [
	// @ts-expect-error Simplify is for what has fields
	defineOperation({ ...described, kind: 'deletion', request, simplify: ['id'] }),
	// @ts-expect-error nor is there anything to simplify of an action
	defineOperation({ ...described, kind: 'action', request, simplify: ['id'] }),
	// @ts-expect-error a batch sends its requests itself
	defineOperation({ ...described, kind: 'batch', request, batchSize: 1, execute }),
	// @ts-expect-error a batch has a size
	defineOperation({ ...described, kind: 'batch', execute }),
	// @ts-expect-error rows come from a request
	defineOperation({ ...described, kind: 'rows' }),
	// @ts-expect-error one thing has no pages
	defineOperation({ ...described, kind: 'thing', request, paginate: async function* () {} }),
	// @ts-expect-error a file has a name
	defineOperation({ ...described, kind: 'file', request }),
	// @ts-expect-error what is custom says itself what it does
	defineOperation({ ...described, kind: 'custom', request }),
	// @ts-expect-error there is no such kind
	defineOperation({ ...described, kind: 'list', request }),
	// @ts-expect-error every operation is of one kind
	defineOperation({ ...described, request }),
	defineOperation({
		...described,
		properties: [status],
		kind: 'thing',
		// @ts-expect-error "unread" is not a choice of Status
		request: (values) => (values.status === 'unread' ? request() : request()),
	}),
	defineOperation({
		...described,
		properties: [text('id', 'ID', 'id')],
		kind: 'thing',
		// @ts-expect-error there is no such field
		request: ({ identity }) => ({ ...request(), path: `/${String(identity)}` }),
	}),
	defineOperation({
		...described,
		options: [text('id', 'ID', 'id')],
		kind: 'thing',
		// @ts-expect-error an option need not be added
		request: ({ options }) => ({ ...request(), path: options.id.trim() }),
	}),
];

test('what is declared here compiles only because errors are expected of it', () => {
	expect(illegal).toHaveLength(13);
});
