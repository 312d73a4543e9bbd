import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiError, GatewayError } from './errors';

declare module 'fastify' {
	interface FastifyContextConfig {
		/** What this route asks of its caller; default: what its API asks. */
		access?: AccessCheck;
	}
}

/** Lets a request pass, or throws. It runs at every request, before the body is parsed. */
export type AccessCheck = (request: FastifyRequest, reply: FastifyReply) => void;

/** A credential, and the two ways an API may ask for it. */
export interface Credential {
	/** It must be there, and it must be right. */
	required: AccessCheck;
	/** It may be missing, but one that is sent must be right. */
	optional: AccessCheck;
}

/** What the APIs that share a gateway and a sign-in have in common. */
export interface Credentials {
	key: Credential;
	token: Credential;
}

/** The people who can sign in, for an API that lets them in by itself. */
export interface People {
	/** The user name, when the password is right. */
	byPassword(userName: string, password: string): string | undefined;
	/** The user whom a valid token speaks for. */
	byToken(accessToken: string): string | undefined;
	/** User names of all. */
	names(): string[];
}

/** Anybody may call. */
export const open: AccessCheck = () => {};

/** All of these checks, one after the other. */
export function all(...checks: AccessCheck[]): AccessCheck {
	return (request, reply) => checks.forEach((check) => check(request, reply));
}

/** `x-api-key`, 403 otherwise. */
export function apiKey(key: string): Credential {
	const required: AccessCheck = ({ headers }) => {
		if (headers['x-api-key'] !== key) throw new GatewayError(403, 'Forbidden');
	};
	const optional: AccessCheck = (request, reply) => {
		if (request.headers['x-api-key'] !== undefined) required(request, reply);
	};
	return { required, optional };
}

/** `Authorization: Bearer` with a token that is found in the store, 401 otherwise. */
export function bearerToken(store: { find(token: string): object | undefined }): Credential {
	const check = ({ headers }: FastifyRequest, reply: FastifyReply, missing: boolean) => {
		const token = sentToken(headers.authorization);
		if (token === undefined ? missing : store.find(token)) return;
		reply.header('www-authenticate', 'Bearer');
		throw new ApiError(401, 'Unauthorized', 'The access token is missing, expired or invalid.');
	};
	return {
		required: (request, reply) => check(request, reply, false),
		optional: (request, reply) => check(request, reply, true),
	};
}

/** The token of `Authorization: Bearer`; undefined when there is no such header, '' when it is empty. */
export function sentToken(authorization: string | undefined): string | undefined {
	const found = /^bearer(?:\s+(.*))?$/i.exec(authorization ?? '');
	return found ? (found[1] ?? '').trim() : undefined;
}

/** Name and password of `Authorization: Basic`; undefined when there is no such header. */
export function sentPassword(
	authorization: string | undefined,
): { userName: string; password: string } | undefined {
	const [, encoded] = /^basic\s+(\S+)\s*$/i.exec(authorization ?? '') ?? [];
	if (encoded === undefined) return undefined;
	const [userName, ...password] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
	return { userName, password: password.join(':') };
}
