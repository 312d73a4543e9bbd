import { defineOperation } from '../../../shared/engine/operation';
import { byIndex } from '../../../shared/transport/paginate';
import { filter, filterOf, securebox } from './secureEmail';

export const getAll = defineOperation({
	kind: 'rows',
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many secure emails',
	description: 'Retrieve the secure emails of an address',
	properties: filter,
	options: [securebox],
	request: (values) => ({ method: 'GET', path: '/securemail', query: filterOf(values) }),
	paginate: byIndex(10),
});
