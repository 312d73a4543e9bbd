import { object, optional, positive, text } from '../../core/jsonSchema';

/** JSON schemas of the control routes of the login. */

export const settings = object({
	tokenLifetimeSeconds: positive,
	refreshTokenLifetimeSeconds: positive,
});

const owner = { userId: text, clientId: text };

/** Of everybody, unless somebody is named. */
export const whose = optional(object(owner));
export const newToken = {
	...object({ ...owner, scopes: { type: 'array', items: text } }),
	anyOf: [{ required: ['userId'] }, { required: ['clientId'] }],
};
