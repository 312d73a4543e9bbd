import { defineOperation } from '../../../shared/engine/operation';

/** Genesys answers 403, not 401, when nobody is signed in. */
export const ping = defineOperation({
	kind: 'action',
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
