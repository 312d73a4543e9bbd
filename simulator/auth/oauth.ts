import { ApiError } from '../core/errors';
import type { LoginWords } from '../core/oauth/endpoints';

const BAD_CREDENTIALS = 'Bad credentials';

/** How the Authentication API says what its OAuth 2.0 does. */
export function authWords(tenant: string, tokenLifetimeSeconds: () => number): LoginWords {
	return {
		userNameLabel: 'User name',
		tenant,
		wrongSignIn: 'The user name, the password or the tenant is wrong.',
		realm: 'Authentication API',
		refusal: (what) =>
			new ApiError(
				401,
				'Unauthorized',
				what === 'client'
					? 'There is no such client.'
					: 'The redirect URI is not allowed for the client.',
			),
		tokenAnswer: ({ accessToken, refreshToken }) => ({
			access_token: accessToken,
			expires_in: tokenLifetimeSeconds(),
			refresh_token: refreshToken,
			scope: '*',
			token_type: 'bearer',
		}),
		tokenError: (error, form) => {
			if (error.name === 'invalid_client') {
				return { status: 401, body: refused('Unauthorized', BAD_CREDENTIALS) };
			}
			const badUser = form.grant_type === 'password' && error.name === 'invalid_grant';
			return { status: 400, body: refused(error.name, badUser ? BAD_CREDENTIALS : error.message) };
		},
	};
}

function refused(error: string, error_description: string) {
	return { error, error_description };
}
