import { anyText, object, optional, positive, text, yesOrNo } from '../core/jsonSchema';

/** JSON schemas of the Authentication API and of its control routes. */

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
		hideTenant: { enum: ['true', 'false'] },
	},
};

const signOut = { global: { enum: ['true', 'false'] } };
export const signOutPostQuery = object(signOut);
export const signOutGetQuery = object({
	...signOut,
	redirectUri: { type: 'string', pattern: '^https?://[^#]+$' },
});

export const changePasswordBody = object(
	{
		data: object({ newPassword: text, oldPassword: text, userName: text }, [
			'newPassword',
			'oldPassword',
		]),
		operationId: text,
	},
	['data'],
);

export const settings = object({
	tokenLifetimeSeconds: positive,
	refreshTokenLifetimeSeconds: positive,
	requireApiKeyOnToken: yesOrNo,
});

/** Of everybody, unless a user is named. */
export const whose = optional(object({ userName: text }));
export const newToken = object({ userName: text }, ['userName']);
