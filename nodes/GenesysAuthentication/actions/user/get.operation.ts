import { defineOperation } from '../../../shared/engine/operation';
import { signedIn } from '../../signedIn';

export const get = defineOperation({
	kind: 'thing',
	value: 'get',
	name: 'Get',
	action: 'Get profile of user that token of credential belongs to as it is now',
	description: 'Retrieve the user that the token belongs to',
	credentials: signedIn,
	properties: [],
	request: () => ({ method: 'GET', path: '/userinfo' }),
});
