import { defineOperation } from '../../../shared/engine/operation';

export const get = defineOperation({
	kind: 'thing',
	value: 'get',
	name: 'Get',
	action: 'Get user',
	description: 'Retrieve the user that the token belongs to',
	properties: [],
	request: () => ({ method: 'GET', path: '/userinfo' }),
});
