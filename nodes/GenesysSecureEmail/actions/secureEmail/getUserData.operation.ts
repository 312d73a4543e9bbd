import { defineOperation } from '../../../shared/engine/operation';
import { secureMail, secureMailRequest } from './secureEmail';

export const getUserData = defineOperation({
	kind: 'thing',
	value: 'getUserData',
	name: 'Get User Data',
	action: 'Get user data of secure email',
	description:
		'Retrieve the data attached to a secure email; Genesys leaves out some internal keys',
	properties: [secureMail],
	request: ({ secureMailId }) => secureMailRequest(secureMailId, { below: '/userdata' }),
});
