import { ApiError } from '../../core/errors';
import type { LoginWords } from '../../core/oauth/endpoints';

/**
 * How the login of Genesys Cloud says what its OAuth 2.0 does.
 * @param isClient whether there is a client with this ID
 */
export function cloudWords(
	isClient: (id: string | undefined) => boolean,
	tokenLifetimeSeconds: () => number,
): LoginWords {
	return {
		userNameLabel: 'Email',
		wrongSignIn: 'The email or the password is wrong.',
		realm: 'Genesys Cloud',
		refusal: (what) =>
			what === 'client'
				? new ApiError(400, 'invalid_client', 'client not found')
				: new ApiError(400, 'invalid_request', 'redirect_uri is not one of the client'),
		wrongQuery: ({ code_challenge: challenge, code_challenge_method: method }) => {
			if (challenge === undefined && method === undefined) return undefined;
			const isHash = challenge !== undefined && /^[\w-]{43}$/.test(challenge);
			return isHash && method === 'S256' ? undefined : 'invalid_request';
		},
		tokenAnswer: ({ accessToken, refreshToken, scope = [] }) => ({
			access_token: accessToken,
			...(refreshToken === undefined ? {} : { refresh_token: refreshToken }),
			token_type: 'bearer',
			expires_in: tokenLifetimeSeconds(),
			...(scope.includes('*') ? {} : { scope: scope.join(' ') }),
		}),
		tokenError: ({ name, message }, _form, clientId) => {
			if (name !== 'invalid_client') return { status: 400, body: refused(name, message) };
			return isClient(clientId)
				? { status: 401, body: refused(name, 'authentication failed') }
				: { status: 400, body: refused(name, 'client not found') };
		},
	};
}

/** The shape of RFC 6749, section 5.2; the description comes twice. */
export function refused(error: string, description: string) {
	return { error, description, error_description: description };
}
