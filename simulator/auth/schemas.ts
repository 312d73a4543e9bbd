import { object, optional, positive, text, yesOrNo } from '../core/jsonSchema';

/** JSON schemas of the Authentication API and of its control routes. */

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
