import { defineOperation } from '../../../shared/engine/operation';
import { byIndex } from '../../../shared/transport/paginate';
import { address, checkedSecurebox, securebox, status } from './fields';

/** `GET /securemail` */
export const getAll = defineOperation({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many secure emails',
	description: 'Retrieve the secure emails of an address',
	properties: [address, status],
	options: [securebox],
	request: (values) => ({
		method: 'GET',
		path: '/securemail',
		query: {
			address: values.address,
			status: values.status,
			securebox: checkedSecurebox(values.options.securebox),
		},
	}),
	paginate: byIndex({ rows: (body: { data?: unknown }) => body.data, defaultCount: 10 }),
});
