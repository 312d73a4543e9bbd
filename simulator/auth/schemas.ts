/** JSON schemas of the Authentication API and of its control routes. */

const text = { type: 'string', minLength: 1 };

/** Further parameters are let through: OAuth 2.0 says to ignore those one does not know. */
export const authorizeQuery = {
	type: 'object',
	required: ['client_id', 'redirect_uri', 'response_type'],
	properties: {
		client_id: text,
		redirect_uri: text,
		response_type: text,
		scope: { type: 'string' },
		state: { type: 'string' },
		hideTenant: { enum: ['true', 'false'] },
	},
};

export const noQuery = { type: 'object', additionalProperties: false, properties: {} };

export const signOutPostQuery = {
	type: 'object',
	additionalProperties: false,
	properties: { global: { enum: ['true', 'false'] } },
};
export const signOutGetQuery = {
	...signOutPostQuery,
	properties: {
		...signOutPostQuery.properties,
		redirectUri: { type: 'string', pattern: '^https?://[^#]+$' },
	},
};

export const changePasswordBody = {
	type: 'object',
	additionalProperties: false,
	required: ['data'],
	properties: {
		data: {
			type: 'object',
			additionalProperties: false,
			required: ['newPassword', 'oldPassword'],
			properties: { newPassword: text, oldPassword: text, userName: text },
		},
		operationId: text,
	},
};

export const settings = {
	type: 'object',
	additionalProperties: false,
	properties: {
		tokenLifetimeSeconds: { type: 'integer', minimum: 1 },
		refreshTokenLifetimeSeconds: { type: 'integer', minimum: 1 },
		requireApiKeyOnToken: { type: 'boolean' },
	},
};

/** Of everybody, unless a user is named. */
export const whose = {
	type: 'object',
	nullable: true,
	additionalProperties: false,
	properties: { userName: text },
};
export const newToken = { ...whose, nullable: false, required: ['userName'] };
