import { defineOperation } from '../../../shared/engine/operation';
import { filter, filterOf, securebox } from './secureEmail';

export const count = defineOperation({
	kind: 'thing',
	value: 'count',
	name: 'Count',
	action: 'Count secure emails',
	description: 'Count the secure emails of an address',
	properties: filter,
	options: [securebox],
	request: (values) => ({ method: 'GET', path: '/securemail/count', query: filterOf(values) }),
});
