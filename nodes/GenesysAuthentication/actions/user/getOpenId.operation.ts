import { defineOperation } from '../../../shared/engine/operation';

/** `GET /auth/v3/openid/userinfo` */
export const getOpenId = defineOperation({
	value: 'getOpenId',
	name: 'Get OpenID Claims',
	action: 'Get open ID claims of user',
	description: 'Retrieve the OpenID claims of the user that the token belongs to',
	properties: [],
	request: () => ({ method: 'GET', path: '/openid/userinfo' }),
});
