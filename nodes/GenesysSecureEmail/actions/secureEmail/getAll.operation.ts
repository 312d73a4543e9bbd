import { flag } from '../../../shared/descriptions/fields';
import { defineOperation } from '../../../shared/engine/operation';
import { byIndex } from '../../../shared/transport/paginate';
import { contentOptions, withContent } from './content';
import { filter, filteredRequest, securebox } from './secureEmail';

/** The content is asked for when the list was read to its end: an email that is marked as read leaves the list of unread ones. */
export const getAll = defineOperation({
	kind: 'rows',
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many secure emails of consumer address with or without content',
	description: 'Retrieve the secure emails of an address',
	properties: [
		...filter,
		flag(
			'includeContent',
			'Include Content',
			'Whether to retrieve the content of each email as well, by a request for each',
		),
	],
	options: [
		...contentOptions.map((option) => ({
			...option,
			displayOptions: { show: { '/includeContent': [true] } },
		})),
		securebox,
	],
	request: (values) => filteredRequest('/securemail', values),
	paginate: byIndex(10),
	each: ({ includeContent, options }, context) =>
		includeContent ? async (row) => await withContent(row, options, context) : undefined,
});
