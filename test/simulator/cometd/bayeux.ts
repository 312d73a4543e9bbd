import axios, { type AxiosInstance, type AxiosResponse } from 'axios';
import { UPDATES_CHANNEL, type Simulator } from '../../../simulator';
import { until } from '../helper';

export const NOTIFICATIONS = '/statistics/v3/notifications';

export interface BayeuxMessage {
	channel: string;
	successful?: boolean;
	clientId?: string;
	error?: string;
	advice?: { reconnect?: string; interval?: number; timeout?: number };
	data?: unknown;
}

/** What every request needs. */
export const keyAndToken = (sim: Simulator) => ({
	'x-api-key': sim.apiKey,
	authorization: `Bearer ${sim.control.auth.issueToken('agent').accessToken}`,
});

/** Speaks Bayeux by hand, one message after the other. */
export class BayeuxClient {
	clientId = '';
	private cookie = '';
	private readonly http: AxiosInstance;

	constructor(
		sim: Simulator,
		headers: Record<string, string> = keyAndToken(sim),
		path = NOTIFICATIONS,
	) {
		const baseURL = sim.url + path;
		this.http = axios.create({ baseURL, headers, proxy: false, validateStatus: () => true });
	}

	async post(path: string, body: unknown): Promise<AxiosResponse> {
		const headers = this.cookie ? { cookie: this.cookie } : {};
		const answer = await this.http.post(path, body, { headers });
		const [set] = answer.headers['set-cookie'] ?? [];
		if (set) this.cookie = set.split(';')[0];
		return answer;
	}

	async handshake(): Promise<BayeuxMessage> {
		const message = {
			channel: '/meta/handshake',
			version: '1.0',
			supportedConnectionTypes: ['long-polling'],
		};
		const [reply] = (await this.post('/handshake', [message])).data;
		this.clientId = reply.clientId ?? '';
		return reply;
	}

	/** Sends a meta message to its own path. */
	async meta(name: string, more: object = {}): Promise<BayeuxMessage[]> {
		const message = { channel: `/meta/${name}`, clientId: this.clientId, ...more };
		return (await this.post(`/${name}`, [message])).data;
	}

	async subscribe(subscription: string): Promise<BayeuxMessage> {
		return (await this.meta('subscribe', { subscription }))[0];
	}

	async connect(more: object = {}): Promise<BayeuxMessage[]> {
		return await this.meta('connect', { connectionType: 'long-polling', ...more });
	}
}

/** A client with a session that is subscribed, to the updates unless other channels are given. */
export async function subscribed(sim: Simulator, ...channels: string[]): Promise<BayeuxClient> {
	const client = new BayeuxClient(sim);
	const replies = [await client.handshake()];
	for (const channel of channels.length > 0 ? channels : [UPDATES_CHANNEL]) {
		replies.push(await client.subscribe(channel));
	}
	if (!replies.every(({ successful }) => successful)) throw new Error(JSON.stringify(replies));
	return client;
}

/** Waits until a connect is held. */
export async function held(sim: Simulator, polls = 1): Promise<void> {
	await until(() => sim.control.cometd.heldPolls() >= polls);
}
