import { defineOperation } from '../../../shared/engine/operation';

/** `GET /auth/v3/ping`; answers 403, not 401, when nobody is signed in. */
export const ping = defineOperation({
	value: 'ping',
	name: 'Check',
	action: 'Check session',
	description: 'Check that the session is signed in',
	properties: [],
	request: () => ({
		method: 'GET',
		path: '/ping',
		explanations: {
			'403': {
				message: 'The session is not signed in',
				description: 'Connect the credential again, and check its API key.',
			},
		},
	}),
});
