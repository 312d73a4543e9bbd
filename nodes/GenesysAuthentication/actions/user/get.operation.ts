import { defineOperation } from '../../../shared/engine/operation';

/** `GET /auth/v3/userinfo` */
export const get = defineOperation({
	value: 'get',
	name: 'Get',
	action: 'Get user',
	description: 'Retrieve the user that the token belongs to',
	properties: [],
	request: () => ({ method: 'GET', path: '/userinfo' }),
});
