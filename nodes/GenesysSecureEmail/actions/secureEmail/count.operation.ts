import { defineOperation } from '../../../shared/engine/operation';
import { address, checkedSecurebox, securebox, status } from './fields';

/** `GET /securemail/count` */
export const count = defineOperation({
	value: 'count',
	name: 'Count',
	action: 'Count secure emails',
	description: 'Count the secure emails of an address',
	properties: [address, status],
	options: [securebox],
	request: (values) => ({
		method: 'GET',
		path: '/securemail/count',
		query: {
			address: values.address,
			status: values.status,
			securebox: checkedSecurebox(values.options.securebox),
		},
	}),
	simplify: (body: { data: unknown }) => body.data,
});
