import type { Bayeux, Message } from './bayeux';

export type Kind =
	'handshake' | 'subscribe' | 'connect' | 'disconnect' | 'open' | 'remove' | 'list' | 'token';

/** What becomes of one request besides being answered. */
export type Fault =
	| { how: 'status'; status: number; retryAfter?: number }
	| { how: 'refused' | 'lostBefore' | 'lostAfter' | 'silent' }
	/** A refusal in a successful answer. */
	| { how: 'bayeux'; error: string; reconnect?: string }
	| { how: 'body'; body: unknown };

export interface Sent {
	kind: Kind;
	at: number;
	/** When its answer, or its failure, was there. */
	endedAt?: number;
	/** What the answer asked to wait, in milliseconds. */
	asked?: number;
	/** The same, unless the client gave up in the same moment, and may not have heard it. */
	retryAfter?: number;
	/** Of a CometD message: the session, and the cookie that shows that it is the client's own. */
	clientId?: string;
	cookie?: string;
	path: string;
	isProbe?: boolean;
	/** Whether it is never answered. */
	isSilent?: boolean;
	hasFailed?: boolean;
	hasLied?: boolean;
}

/** What a client was told, or has asked, in the order in which it was. */
export type Heard = { at: number } & (
	| { what: 'messages'; messages: Message[] }
	| { what: 'removes' | 'asks'; subscription: string }
	| { what: 'opened'; subscription: string; values: Value[] }
	| { what: 'notOpened'; subscription: string }
	| { what: 'list'; interactions: Array<{ id: string; state: string }> }
);

export interface Value {
	statisticId: string;
	value: { n: number };
	timestamp: number;
}

interface HttpRequest {
	method: string;
	path: string;
	body?: unknown;
	token: string;
	cookie?: string;
	signal?: AbortSignal;
}

interface HttpAnswer {
	statusCode: number;
	headers: Record<string, string>;
	body: string;
}

export const UPDATES = '/statistics/v3/updates';
export const SERVICE = '/statistics/v3/service';
export const TOPIC = '/v2/me/interactions';
const MOST_AT_ONCE = 500;
const ENDED = ['Completed', 'Rejected', 'Sent'];

const isInteraction = (row: unknown): row is { id: string; state: string } =>
	typeof (row as { id?: unknown } | null)?.id === 'string';

const ok = (body: unknown, headers = {}): HttpAnswer => ({
	...{ statusCode: 200, headers: { 'content-type': 'application/json', ...headers } },
	body: JSON.stringify(body),
});

/** An error of n8n's HTTP client. */
export const broken = (code: string) => Object.assign(new Error(code), { code });

/** What stands behind a trigger: a CometD server, the statistics service and the desk of an agent, and a network that fails. */
export class Genesys {
	readonly faults: Array<{ kind: Kind; fault: Fault }> = [];
	/** What becomes of all polls but probes. */
	habit?: Fault;
	/** Until when nobody is at home: connections are refused, or nothing is answered. */
	away = { until: 0, how: 'refused' as 'refused' | 'silent' };
	token = 1;
	canRenew = true;
	isAvailable = true;
	readonly subscriptions = new Set<string>();
	readonly values = new Map<string, Value>();
	readonly interactions = new Map<string, string>();
	/** What a running trigger has asked and was told; another one begins anew. */
	sent: Sent[] = [];
	heard: Heard[] = [];
	/** Removals that failed: each can leave a subscription. */
	notRemoved = 0;
	/** Whether it said what no client has to put up with. */
	hasDenied = false;
	/** Whether something other than a CometD server has answered. */
	wasElsewhere = false;
	faultsTold = 0;
	/** How many clients have got a cookie. */
	private browsers = 0;
	/** How many requests have come in the same millisecond. */
	private burst = { at: 0, requests: 0 };
	private readonly wires = new Set<() => void>();

	constructor(readonly bayeux: Bayeux) {}

	/** Breaks all connections. @returns how many there were */
	cut(): number {
		const { size } = this.wires;
		for (const end of this.wires) end();
		return size;
	}

	inFlight(): number {
		return this.wires.size;
	}

	update(statisticId: string, n: number): void {
		const update = { statisticId, value: { n }, timestamp: n };
		this.values.set(statisticId, update);
	}

	/** Tells of values to all subscriptions. */
	tell(updates: Value[]): void {
		const told = [...this.subscriptions].flatMap((subscriptionId) =>
			updates.map((one) => ({ data: { statistics: [{ ...one, subscriptionId }] } })),
		);
		if (told.length > 0) this.bayeux.publish(UPDATES, told);
	}

	setService(available: boolean): void {
		this.isAvailable = available;
		if (!available) this.subscriptions.clear();
		const serviceState = available ? 'AVAILABLE' : 'UNAVAILABLE';
		this.bayeux.publish(SERVICE, [{ data: { serviceState } }]);
	}

	change(id: string, state: string, n: number): void {
		if (ENDED.includes(state)) this.interactions.delete(id);
		else this.interactions.set(id, state);
		const messageTypeName = 'InteractionStateMessage';
		this.bayeux.publish(TOPIC, [{ messageTypeName, id, state, n }]);
	}

	/** Takes a request from n8n's helper. @throws what the helper's HTTP client does */
	async request(request: HttpRequest): Promise<HttpAnswer> {
		const messages = request.body as Message[];
		const kind = kindOf(request, messages);
		const isProbe = kind === 'connect' && messages[0].advice !== undefined;
		const { path, cookie } = request;
		const clientId = messages?.[0]?.clientId as string | undefined;
		const sent: Sent = { kind, at: Date.now(), path, cookie, clientId, isProbe };
		this.sent.push(sent);
		if (this.burst.at !== sent.at) this.burst = { at: sent.at, requests: 0 };
		// A loop without a wait would never let time pass: it ends here, and is seen by what was sent.
		if (++this.burst.requests > MOST_AT_ONCE) return await new Promise(() => {});
		const subscription = String(
			(request.body as { operationId?: string } | undefined)?.operationId,
		);
		const { heard } = this;
		if (kind === 'open') heard.push({ at: Date.now(), what: 'asks', subscription });
		if (kind === 'remove') {
			const removed = lastOf(request.path);
			heard.push({ at: Date.now(), what: 'removes', subscription: removed });
		}
		const failed = () => {
			sent.endedAt = Date.now();
			sent.hasFailed = true;
			if (kind === 'remove') this.notRemoved++;
			if (kind === 'open') heard.push({ at: Date.now(), what: 'notOpened', subscription });
		};
		try {
			const answer = await this.onWire(request, this.carryOut(request, kind, sent));
			const asked = Number(answer.headers['retry-after'] ?? 0) * 1000;
			sent.asked = asked;
			if (!request.signal?.aborted) sent.retryAfter = asked;
			if (answer.statusCode >= 300) failed();
			else this.note(heard, kind, subscription, answer.body);
			sent.endedAt = Date.now();
			return answer;
		} catch (error) {
			failed();
			throw error;
		}
	}

	private note(heard: Heard[], kind: Kind, subscription: string, body: string): void {
		const at = Date.now();
		const parsed = JSON.parse(body) as unknown;
		if (kind === 'open') {
			const { statistics: values } = (parsed as { data: { statistics: Value[] } }).data;
			heard.push({ at, what: 'opened', subscription, values });
		} else if (kind === 'list') {
			const { interactions } = { interactions: [], ...(parsed as { interactions?: unknown }) };
			const rows = typeof parsed === 'string' ? undefined : (interactions ?? []);
			if (!Array.isArray(rows)) return;
			heard.push({ at, what: 'list', interactions: rows.filter(isInteraction) });
		} else if (
			// With the goodbye a session is over, and what comes with the answer is lost.
			kind !== 'disconnect' &&
			Array.isArray(parsed) &&
			parsed.every((one) => (one as Message | null)?.channel)
		) {
			const messages = (parsed as Message[]).filter(({ data }) => data !== undefined);
			if (messages.length > 0) heard.push({ at, what: 'messages', messages });
		}
	}

	/** The answer, unless the client gives up or the connection breaks before. */
	private async onWire(request: HttpRequest, answer: Promise<HttpAnswer>): Promise<HttpAnswer> {
		return await new Promise((resolve, reject) => {
			const settle = (done: () => void) => {
				this.wires.delete(end);
				done();
			};
			const end = () => settle(() => reject(broken('ECONNRESET')));
			this.wires.add(end);
			if (request.signal?.aborted) settle(() => reject(broken('ERR_CANCELED')));
			request.signal?.addEventListener('abort', () => settle(() => reject(broken('ERR_CANCELED'))));
			answer.then(
				(value) => settle(() => resolve(value)),
				(error: Error) => settle(() => reject(error)),
			);
		});
	}

	private async carryOut(request: HttpRequest, kind: Kind, sent: Sent): Promise<HttpAnswer> {
		if (Date.now() < this.away.until) return await this.fails({ how: this.away.how }, sent);
		const planned = this.faults.findIndex((one) => one.kind === kind);
		const fault =
			planned >= 0
				? this.faults.splice(planned, 1)[0].fault
				: kind === 'connect' && !sent.isProbe
					? this.habit
					: undefined;
		if (fault && fault.how !== 'lostAfter') return await this.fails(fault, sent, request);
		const answer = await this.serve(request, kind);
		return fault ? await this.fails(fault, sent) : answer;
	}

	private async fails(fault: Fault, sent: Sent, request?: HttpRequest): Promise<HttpAnswer> {
		this.faultsTold++;
		switch (fault.how) {
			case 'silent':
				sent.isSilent = true;
				return await new Promise(() => {});
			case 'refused':
				throw broken('ECONNREFUSED');
			case 'lostBefore':
			case 'lostAfter':
				throw broken('ECONNRESET');
			case 'body':
				this.wasElsewhere = sent.hasLied = true;
				return ok(fault.body);
			case 'status': {
				const { status: statusCode, retryAfter } = fault;
				if (statusCode === 403 || (statusCode === 400 && sent.kind === 'open'))
					this.hasDenied = true;
				const headers: Record<string, string> =
					retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
				return { statusCode, headers, body: '{}' };
			}
			case 'bayeux': {
				const { error, reconnect } = fault;
				if (reconnect === 'none' || error.startsWith('403')) this.hasDenied = true;
				const advice = reconnect ? { advice: { reconnect } } : {};
				const messages = (request?.body ?? []) as Message[];
				return ok(
					messages.map(({ channel, id }) => ({
						...{ channel, id, successful: false, error },
						...advice,
					})),
				);
			}
		}
	}

	private async serve(request: HttpRequest, kind: Kind): Promise<HttpAnswer> {
		if (request.token !== `t${this.token}`) return { statusCode: 401, headers: {}, body: '{}' };
		if (kind === 'token') return ok({ statusCode: 0 });
		if (kind === 'remove') {
			this.subscriptions.delete(lastOf(request.path));
			return ok({ status: { code: 0 } });
		}
		if (kind === 'list') {
			const interactions = [...this.interactions].map(([id, state]) => ({ id, state }));
			return ok({ statusCode: 0, interactions });
		}
		if (kind === 'open') {
			if (!this.isAvailable) return { statusCode: 503, headers: {}, body: '{}' };
			const { operationId } = request.body as { operationId: string };
			this.subscriptions.add(operationId);
			const statistics = [...this.values.values()];
			return ok({ status: { code: 0 }, data: { subscriptionId: operationId, statistics } });
		}
		const cookie = request.cookie ?? `BAYEUX_BROWSER=browser-${++this.browsers}`;
		const answer = await this.bayeux.post(request.body as Message[], cookie);
		return ok(answer, { 'set-cookie': `${cookie}; Path=/` });
	}
}

const lastOf = (path: string) => decodeURIComponent(path.split('/').at(-1) ?? '');

function kindOf({ method, path }: HttpRequest, messages?: Message[]): Kind {
	if (method === 'DELETE') return 'remove';
	if (path.endsWith('/me/interactions')) return 'list';
	if (path.endsWith('/subscriptions')) return 'open';
	const [, meta] = /^\/meta\/(.+)/.exec(messages?.[0]?.channel ?? '') ?? [];
	return (meta as Kind | undefined) ?? 'token';
}
