import type {
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IN8nHttpFullResponse,
	IPollFunctions,
	ITriggerFunctions,
} from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import type { Api, ApiRequest, Send } from './api';
import { pathIn } from './address';
import { baseUrl, chosenCredential } from './chosen';
import { Cookies } from './cookies';
import { CsrfToken } from './csrf';
import { openDeadlines, withSignal } from './deadline';
import { apiError } from './errors';
import { answerIn, failureOf } from './failure';
import { firstAlone } from './firstAlone';
import { jsonOrText } from './json';
import { pathOf, queryString } from './path';
import { isGone, toldOf } from './repeated';
import { ownLane, type Lane } from './limiter';
import { isAccepted, isEmpty, isForbidden, traced } from './request';
import { ApiResponse } from './response';
import { Failed, LONGEST_MS, openRetries } from './retry';
import { secretsIn } from './secrets';
import { readJson } from './streams';
import { openTakeOver } from './takeOver';

/** How patient a client is. */
export interface ClientSettings {
	/** Milliseconds until a request without a complete answer is given up. */
	timeout: number;
	/** How often a request may be sent again after a failure that allows it. */
	maxRetries: number;
	/** Cookie header of an earlier client, whose session with the server this one goes on with. */
	cookies?: string;
}

/** Sends the requests of a run, or of an active trigger. */
export interface Client extends Send {
	secrets: () => Promise<readonly string[]>;
	/** The Cookie header that goes with the next request, where the API keeps cookies and the server has set some. */
	cookies: () => string | undefined;
	/** Where they wait for their turn. */
	lane: Lane;
}

/** Where requests can be sent from. */
export type ClientContext =
	IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions | ITriggerFunctions;

/**
 * Decrypts the credential once and returns the function that all requests of a run go through: it sends by n8n's
 * own helper (proxy, SSRF protection and certificates apply), repeats what is safe to repeat, and turns what fails
 * into a `NodeApiError` that explains itself.
 *
 * @param laneTo where the requests wait, by what names the server and the credential; without it they do not wait for others
 * @throws NodeOperationError when the node has no usable credential
 */
export async function openClient(
	context: ClientContext,
	api: Api,
	settings: ClientSettings,
	laneTo?: (server: string) => Lane,
): Promise<Client> {
	const node = context.getNode();
	const credential = chosenCredential(node, api);
	const data = await context.getCredentials(credential.name);
	const lack = credential.lacks?.(data);
	if (lack) throw new NodeOperationError(node, lack.message, { description: lack.description });
	const base = baseUrl(data, node);
	const unrenewable = credential.unrenewable?.(data);
	const renews = credential.renews && !unrenewable;
	// What a refusal means depends on what was sent.
	const explanations = {
		...api.explanations,
		...credential.explanations,
		...(unrenewable ? { '401': unrenewable } : {}),
	};
	const explained = { ...api, explanations };
	const signal =
		'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
	const longest = Math.max(LONGEST_MS, (settings.maxRetries + 1) * settings.timeout);
	const server = JSON.stringify([base, node.credentials?.[credential.name]?.id]);
	const lane = laneTo?.(server) ?? ownLane();
	// A trigger has its own patience, and must be able to say goodbye at any time.
	const waits = laneTo !== undefined || settings.maxRetries > 0;
	const withRetries = openRetries(settings.maxRetries, lane);
	const within = openDeadlines();
	const cookies = api.keepsCookies ? new Cookies(settings.cookies) : undefined;
	// n8n would fetch a token for each request that finds none.
	const opening =
		cookies?.inSession ?? (credential.fetchesToken?.(data) ? firstAlone() : undefined);

	const cookieHeader = () => cookies?.headers().Cookie;
	const { csrfFrom } = api;
	const csrf =
		csrfFrom === undefined
			? undefined
			: new CsrfToken(
					async ({ signal: ended, afterCancel }) =>
						await attempt({ method: 'GET', path: csrfFrom, signal: ended, afterCancel }),
					cookieHeader,
				);

	/** With a token that n8n may have renewed; when it cannot be read, the failure is to be told all the same. */
	const newest = async () => await context.getCredentials(credential.name).catch(() => data);
	const sendOrTakeOver = openTakeOver(data, newest, credential.secrets)(sendOnce);

	/** @param end when it is to wait no longer for its turn, which is no part of its Timeout */
	const attempt = async (request: ApiRequest, end = Infinity): Promise<ApiResponse | Failed> => {
		const ended = request.signal ?? (request.afterCancel ? undefined : signal);
		const sending = async () =>
			await within(request.timeout ?? settings.timeout, request, ended, sendOrTakeOver);
		if (request.apart || !waits) return await sending();
		// How long a stream takes is not known yet when it begins.
		const kind = request.stream ? undefined : request.method;
		const stopped = () => ended?.aborted === true || Date.now() >= end;
		return await lane.run({ kind, stopped }, sending);
	};

	async function sendOnce(request: ApiRequest): Promise<ApiResponse | Failed> {
		const prefix = credential.pathPrefix?.(data, request.within) ?? '';
		const expired = [401, ...(request.expiredStatuses ?? [])];
		const options: IHttpRequestOptions = {
			method: request.method,
			url: base + pathOf(api, prefix + request.path) + queryString(request.query),
			headers: {
				...credential.headers?.(data),
				...cookies?.headers(),
				...csrf?.headers(request.method),
				...(isEmpty(request.body) ? { 'Content-Type': 'application/json' } : {}),
				...request.headers,
			},
			// n8n leaves out an object with nothing in it, which is a body all the same.
			body: isEmpty(request.body) ? '{}' : request.body,
			// As text: n8n's helper would read big numbers as others.
			...(request.stream ? { encoding: 'stream' } : { json: true, encoding: 'text' }),
			timeout: request.timeout ?? settings.timeout,
			abortSignal: request.signal,
			returnFullResponse: true,
			// n8n renews a token only when the helper throws.
			ignoreHttpStatusErrors: renews ? { ignore: true, except: expired } : true,
			// A redirect would carry the key to another host.
			disableFollowRedirect: true,
		};
		// A request that renews the token must know which one it was sent with: another may have renewed it meanwhile.
		const own = renews ? { ...data } : data;
		const sent = { ...own };
		try {
			const response = (await context.helpers.httpRequestWithAuthentication.call(
				withSignal(context, request.signal),
				credential.name,
				options,
				{
					credentialsDecrypted: { id: '', name: '', type: credential.name, data: own },
					oauth2: { tokenExpiredStatusCode: expired },
					preAuthenticationRetryStatusCode: expired,
				},
			)) as IN8nHttpFullResponse;
			const { statusCode: status, headers } = response;
			const body = jsonOrText(response.body);
			cookies?.take(headers['set-cookie']);
			csrf?.take(headers);
			const succeeded = status >= 200 && status < 300 && !api.isFailure?.(body);
			if (succeeded || isAccepted(request, status, body))
				return new ApiResponse(status, headers, body, api.envelope);
			const said = request.stream ? await readJson(body, settings.timeout) : body;
			return new Failed({ kind: 'answer', status, headers, body: said });
		} catch (error) {
			const failure = failureOf(error);
			const answer = answerIn(failure);
			if (!answer || !isAccepted(request, answer.status, answer.body)) return new Failed(failure);
			return new ApiResponse(answer.status, answer.headers, answer.body, api.envelope);
		} finally {
			for (const name of Object.keys(own)) {
				if (own[name] !== sent[name]) data[name] = own[name];
			}
		}
	}

	const addressed = (request: ApiRequest, address: string): ApiRequest => ({
		...request,
		path: pathIn(base + pathOf(api, ''), address),
	});

	/** What of the credential must not show, tokens included that were renewed meanwhile. */
	async function secrets(): Promise<string[]> {
		const known = credential.renews === 'unseen' ? [data, await newest()] : [data];
		return known.flatMap((one) => secretsIn(one, credential.secrets));
	}

	async function send(given: ApiRequest): Promise<ApiResponse> {
		const located = given.address === undefined ? given : addressed(given, given.address);
		const request = api.traced ? traced(located) : located;
		const stopped = () => signal?.aborted === true && !request.afterCancel;
		const end = Date.now() + longest;
		const alone = async () => await attempt(request, end);
		const allowed = async () => await (csrf?.protect(request, alone, isForbidden) ?? alone());
		const opened = async (mayBeDone: boolean) => {
			const answer = await (opening?.(allowed) ?? allowed());
			return answer instanceof Failed ? answer : Object.assign(answer, { mayBeDone });
		};
		const result = await withRetries(request, opened, stopped, end);
		if (!(result instanceof Failed)) return result;
		if (isGone(request, result)) return new ApiResponse(204, {}, '', api.envelope);
		const hidden = [...new Set([...(await secrets()), ...(request.secrets ?? [])])];
		throw toldOf(apiError(node, explained, request, result.failure, hidden), request, result);
	}

	return Object.assign(send, { secrets, cookies: cookieHeader, lane });
}
