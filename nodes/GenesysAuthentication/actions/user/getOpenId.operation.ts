import { defineOperation } from '../../../shared/engine/operation';

export const getOpenId = defineOperation({
	kind: 'thing',
	value: 'getOpenId',
	name: 'Get OpenID Claims',
	action: 'Get open ID claims of user',
	description: 'Retrieve the OpenID claims of the user that the token belongs to',
	properties: [],
	request: () => ({ method: 'GET', path: '/openid/userinfo' }),
});
