import axios, { type AxiosInstance } from 'axios';
import type { Simulator, SimulatorOptions } from '../../../simulator';
import { start } from '../helper';

/** A simulator with a client of the agent, and one of an application that speaks for itself. */
export async function startCloud(options: SimulatorOptions = {}) {
	const sim = await start(options);
	const [agent, supervisor] = sim.control.cloudLogin.listUsers();
	const api = (token: string): AxiosInstance =>
		axios.create({
			baseURL: `${sim.url}/api/v2`,
			headers: { Authorization: `Bearer ${token}` },
			proxy: false,
			validateStatus: () => true,
		});
	return {
		sim,
		agent,
		supervisor,
		user: api(token(sim, { userId: agent.id })),
		app: api(token(sim, { clientId: 'cloud-client' })),
		api,
	};
}

/** An access token without signing in. */
export const token = (
	sim: Simulator,
	wanted: Parameters<Simulator['control']['cloudLogin']['issueToken']>[0],
): string => sim.control.cloudLogin.issueToken(wanted).accessToken;

export type Cloud = Awaited<ReturnType<typeof startCloud>>;

/** The participants of a conversation by purpose, with what their medium holds. */
export async function participants(user: AxiosInstance, conversationId: string) {
	const { data } = await user.get(`/conversations/${conversationId}`);
	const of = (purpose: string) =>
		data.participants.filter((one: { purpose: string }) => one.purpose === purpose).at(-1);
	return { conversation: data, agent: of('agent'), customer: of('customer'), acd: of('acd') };
}

/** An open message of a customer. */
export const openMessage = (text: string, more: object = {}) => ({
	channel: {
		messageId: `m-${text.length}`,
		from: { id: 'customer-1', idType: 'Opaque', nickname: 'Kim' },
		time: '2026-01-02T03:04:05.000Z',
	},
	text,
	...more,
});
