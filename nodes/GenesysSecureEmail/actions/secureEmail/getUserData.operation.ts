import { defineOperation } from '../../../shared/engine/operation';
import { searchedSecurebox, secureMail, secureMailRequest } from './secureEmail';

export const getUserData = defineOperation({
	kind: 'thing',
	value: 'getUserData',
	name: 'Get User Data',
	action: 'Get user data attached to secure email without some internal keys',
	description:
		'Retrieve the data attached to a secure email; Genesys leaves out some internal keys',
	properties: [secureMail],
	options: [searchedSecurebox],
	request: ({ secureMailId }) => secureMailRequest(secureMailId, { below: '/userdata' }),
});
