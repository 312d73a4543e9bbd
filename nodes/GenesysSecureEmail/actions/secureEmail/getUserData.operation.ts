import { defineOperation } from '../../../shared/engine/operation';
import { path } from '../../../shared/transport/path';
import { secureMail, secureMailNotFound } from './fields';

/** `GET /securemail/{secureMailId}/userdata` */
export const getUserData = defineOperation({
	value: 'getUserData',
	name: 'Get User Data',
	action: 'Get user data of secure email',
	description:
		'Retrieve the data attached to a secure email; Genesys leaves out some internal keys',
	properties: [secureMail],
	request: ({ secureMailId }) => ({
		method: 'GET',
		path: path`/securemail/${String(secureMailId.value)}/userdata`,
		explanations: secureMailNotFound,
	}),
	simplify: (body: { data: unknown }) => body.data,
});
