import axios, { type AxiosInstance, type AxiosRequestConfig, type AxiosResponse } from 'axios';
import type { Simulator, SimulatorOptions } from '../../../simulator';
import { start, until } from '../helper';

export const INBOX = '/api/v2/me/interactions';
export const NOTIFICATIONS = '/api/v2/notifications';
export const CHANNEL = '/v2/me/interactions';

export const PASSWORDS = { agent: 'agent-password', supervisor: 'supervisor-password' };

export function basic(agent: keyof typeof PASSWORDS = 'agent') {
	const encoded = Buffer.from(`${agent}:${PASSWORDS[agent]}`).toString('base64');
	return { authorization: `Basic ${encoded}` };
}

/** What an agent does; statuses are answers, not exceptions. */
export class Agent {
	readonly http: AxiosInstance;

	constructor(sim: Simulator, headers: Record<string, string> = basic()) {
		this.http = axios.create({
			baseURL: sim.url,
			headers,
			proxy: false,
			validateStatus: () => true,
		});
	}

	async inbox() {
		return (await this.http.get(INBOX)).data.interactions;
	}

	async get(id: string) {
		return await this.http.get(`${INBOX}/${id}`);
	}

	/** Posts an operation; `id` '' is the collection. */
	async perform(id: string, operationName: string, more: object = {}): Promise<AxiosResponse> {
		return await this.http.post(`${INBOX}/${id}`, { operationName, ...more });
	}

	async attach(
		id: string,
		content: Buffer,
		filename: string,
		contentType: string,
		field = 'attachment',
	) {
		const form = new FormData();
		form.append(field, new Blob([Uint8Array.from(content)], { type: contentType }), filename);
		return await this.http.post(`${INBOX}/${id}/attachments`, form);
	}

	async attachment(id: string, documentId: string, config: AxiosRequestConfig = {}) {
		return await this.http.get(`${INBOX}/${id}/attachments/${documentId}`, config);
	}
}

/** A simulator with empty inboxes that notifies at once. */
export async function startDesk(options: SimulatorOptions = {}) {
	const { webServices, ...rest } = options;
	const sim = await start({ samples: false, ...rest, webServices: { delayMs: 1, ...webServices } });
	return { sim, agent: new Agent(sim) };
}

/** The newest notification about a state, once there is one. */
export async function notified(sim: Simulator, state: string, times = 1) {
	const found = () =>
		sim.control.webServices.notifications().filter(({ message }) => message.state === state);
	await until(() => found().length >= times);
	return found()[times - 1];
}

/** An e-mail, accepted. */
export async function accepted(sim: Simulator, agent: Agent, more: object = {}): Promise<string> {
	const { id } = await sim.control.webServices.addEmail(more);
	await agent.perform(id, 'Accept');
	return id;
}

/** The id of a draft that replies to an e-mail. */
export async function replied(sim: Simulator, agent: Agent, more: object = {}): Promise<string> {
	const id = await accepted(sim, agent, more);
	const { data } = await agent.perform(id, 'ReplyAll');
	await until(async () => (await agent.get(data.replyInteractionId)).status === 200);
	return data.replyInteractionId;
}
