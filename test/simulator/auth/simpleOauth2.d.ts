/** The part of simple-oauth2 that the tests use; the package brings no types. */
declare module 'simple-oauth2' {
	interface Token {
		access_token: string;
		refresh_token: string;
		expires_in: number;
		expires_at: Date;
		scope: string;
		token_type: string;
	}
	interface AccessToken {
		token: Token;
		expired(): boolean;
		refresh(params?: { scope?: string }): Promise<AccessToken>;
	}
	interface Configuration {
		client: { id: string; secret: string };
		auth: { tokenHost: string; tokenPath?: string; authorizePath?: string };
		http?: { headers?: Record<string, string> };
		options?: {
			authorizationMethod?: 'header' | 'body';
			credentialsEncodingMode?: 'strict' | 'loose';
		};
	}
	class AuthorizationCode {
		constructor(configuration: Configuration);
		authorizeURL(params: {
			redirect_uri: string;
			scope?: string;
			state?: string;
			code_challenge?: string;
			code_challenge_method?: string;
		}): string;
		getToken(params: {
			code: string;
			redirect_uri: string;
			code_verifier?: string;
		}): Promise<AccessToken>;
	}
	class ClientCredentials {
		constructor(configuration: Configuration);
		getToken(params: { scope?: string }): Promise<AccessToken>;
	}
	class ResourceOwnerPassword {
		constructor(configuration: Configuration);
		getToken(params: { username: string; password: string; scope?: string }): Promise<AccessToken>;
	}
}
