import type { FastifyReply, FastifyRequest } from 'fastify';
import { sentToken } from '../core/access';
import { errorCode, type Operation } from './contract';
import { CloudError } from './errors';
import type { CloudIdentity, CloudTokens } from './login/tokens';
import type { CloudSettings } from './model';

/** What the access of a route depends on. */
export type Guarded = Pick<Operation, 'scopes' | 'permissions' | 'caller' | 'errors'>;

declare module 'fastify' {
	interface FastifyContextConfig {
		/** What a route of Genesys Cloud asks of its token. */
		cloud?: Guarded;
	}
	interface FastifyRequest {
		/** Whose token came with a request to Genesys Cloud. */
		cloudIdentity?: CloudIdentity;
	}
}

const NO_USER =
	'This request requires a user context. Client credentials cannot be used for requests to this resource.';

/** Whom Genesys Cloud lets in: a token, its share of requests, its scopes, permissions and kind. */
export class CloudAccess {
	private windows = new Map<string, { ends: number; count: number }>();

	constructor(
		private readonly tokens: CloudTokens,
		private readonly settings: () => CloudSettings,
	) {}

	reset(): void {
		this.windows.clear();
	}

	/** @throws CloudError 401, 429, 403, or 400 where a client asks for what only a user has */
	check(request: FastifyRequest, reply: FastifyReply): void {
		const token = sentToken(request.headers.authorization);
		if (!token) {
			const message = 'No authentication bearer token specified in authorization header.';
			throw new CloudError(401, 'authentication.required', message);
		}
		const identity = this.tokens.verify(token);
		if (!identity) throw new CloudError(401, 'bad.credentials', 'Invalid login credentials.');
		request.cloudIdentity = identity;
		this.count(token, reply);
		const guarded = request.routeOptions.config.cloud;
		if (guarded) this.admit(guarded, identity);
	}

	/** Counts a request of a token in a window that begins with its first one. */
	private count(token: string, reply: FastifyReply): void {
		const { requestsPerMinute: allowed, minuteMs } = this.settings();
		if (!allowed) return;
		const now = Date.now();
		let window = this.windows.get(token);
		if (!window || window.ends <= now) {
			window = { ends: now + minuteMs, count: 0 };
			this.windows.set(token, window);
		}
		window.count++;
		const seconds = String(Math.max(1, Math.ceil((window.ends - now) / 1_000)));
		reply.header('inin-ratelimit-count', window.count);
		reply.header('inin-ratelimit-allowed', allowed);
		reply.header('inin-ratelimit-reset', seconds);
		if (window.count <= allowed) return;
		reply.header('retry-after', seconds);
		throw new CloudError(
			429,
			'too.many.requests',
			'Rate limit exceeded the maximum. Retry the request in [{seconds}] seconds',
			{ params: { seconds } },
		);
	}

	private admit(guarded: Guarded, { kind, scopes: own }: CloudIdentity): void {
		const { scopes, permissions, caller } = guarded;
		if (!own.includes('*') && !scopes.some((scope) => own.includes(scope))) {
			throw new CloudError(
				403,
				'app.not.authorized.for.scope',
				'The application is not authorized for any of the scopes {scopes}.',
				{ params: { scopes: scopes.join(', ') } },
			);
		}
		if (caller === 'client' && kind !== 'client') {
			throw new CloudError(400, 'not.a.client', 'This request needs client credentials.');
		}
		if (caller === 'user' && kind !== 'user') {
			// The lists of a user's own conversations have no code of their own.
			throw new CloudError(400, errorCode(guarded, 400, 'not.a.user') ?? 'bad.request', NO_USER);
		}
		if (permissions) this.permit(permissions);
	}

	private permit({ type, permissions }: { type: string; permissions: string[] }): void {
		const denied = this.settings().deniedPermissions;
		const missing = permissions.filter((permission) => denied.includes(permission));
		const any = type === 'ANY';
		if (any ? missing.length < permissions.length : missing.length === 0) return;
		throw new CloudError(
			403,
			any ? 'missing.any.permissions' : 'missing.permissions',
			`Unable to perform the requested action. You are missing ${any ? 'one of ' : ''}the following permission(s): {permissions}`,
			{ params: { permissions: missing.join(', ') } },
		);
	}
}
