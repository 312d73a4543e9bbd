import { defineOperation } from '../../../shared/engine/operation';
import { signedIn } from '../../signedIn';

export const getOpenId = defineOperation({
	kind: 'thing',
	value: 'getOpenId',
	name: 'Get OpenID Claims',
	action: 'Get open ID claims of user that token of credential belongs to',
	description: 'Retrieve the OpenID claims of the user that the token belongs to',
	credentials: signedIn,
	properties: [],
	request: () => ({ method: 'GET', path: '/openid/userinfo' }),
});
