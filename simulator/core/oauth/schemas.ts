import { anyText, text } from '../jsonSchema';

/** Further parameters are let through: OAuth 2.0 says to ignore those one does not know. */
export const authorizeQuery = {
	type: 'object',
	required: ['client_id', 'redirect_uri', 'response_type'],
	properties: {
		client_id: text,
		redirect_uri: text,
		response_type: text,
		scope: anyText,
		state: anyText,
		code_challenge: anyText,
		code_challenge_method: anyText,
		hideTenant: { enum: ['true', 'false'] },
	},
};
