import { defineOperation } from '../../../shared/engine/operation';
import { defineProperty } from '../../../shared/descriptions/property';
import { bodyOf, bodyOption } from '../../../shared/descriptions/bodyFields';
import { periodIn, periodProperties } from '../../period';
import { byPeriodAndPage } from './searchPages';
import { filterBody, searchFilters } from './searchFilters';
import { summaryOf } from './searchSummary';

/** `POST /analytics/conversations/details/query` */
export const search = defineOperation({
	kind: 'rows',
	value: 'search',
	name: 'Search',
	action: 'Search conversations of period by media type or queue or user or direction',
	description:
		'Find conversations of a period by media type, queue, user, direction and more. New ones can take some minutes to appear.',
	properties: [...periodProperties, searchFilters],
	options: [
		bodyOption,
		defineProperty({
			displayName: 'Order',
			name: 'order',
			type: 'options',
			options: [
				{ name: 'Newest First', value: 'desc' },
				{ name: 'Oldest First', value: 'asc' },
			],
			default: 'desc',
			description: 'By the start of the conversations',
		}),
	],
	request: (values, { timezone }) => {
		const { filters, options } = values;
		const { from, to } = periodIn(values, timezone);
		const { order = 'desc' } = options;
		const fields = {
			interval: `${from}/${to}`,
			order,
			orderBy: 'conversationStart',
			...filterBody(filters),
		};
		return {
			method: 'POST',
			path: '/analytics/conversations/details/query',
			body: bodyOf(fields, options),
			idempotent: true,
		};
	},
	paginate: byPeriodAndPage,
	simplify: [
		...['conversationId', 'conversationStart', 'conversationEnd', 'originatingDirection'],
		...['divisionIds', 'participants'],
	],
	each: (values, { fullAnswer }) =>
		(values as { simplify?: boolean }).simplify === true && !fullAnswer ? summaryOf : undefined,
});
