import axios from 'axios';
import type { Simulator } from '../../../simulator';
import type { CloudCase, CloudIds } from './cloudCase';

/** A conversation of the kind that a run is about, with what is in it. */
export async function prepareCloud(sim: Simulator, wanted: CloudCase): Promise<CloudIds> {
	await sim.control.reset();
	return await placeInCloud(sim, wanted);
}

/** The same beside what is there already. */
export async function placeInCloud(
	sim: Simulator,
	{ medium, state }: CloudCase,
): Promise<CloudIds> {
	const { cloud } = sim.control;
	const directory = cloud.directory();
	const { queues, users, flows, languages, skills, wrapupCodes, integrations } = directory;
	const [queue] = queues;
	const integration = integrations.find(({ messengerType }) => messengerType === 'open')!;
	const organization = {
		queue: queue.id,
		user: users[1].id,
		userName: users[1].name,
		flow: flows[0].id,
		language: languages[0].id,
		skill: skills[0].id,
		skills: skills[0].id,
		wrapUpCode: wrapupCodes[0].id,
		integration: integration.id,
		division: directory.divisions[0].id,
		oAuthClient: directory.oauthClients[0].id,
		dataAction: directory.dataActions[1].id,
	};
	const inner = await (medium === 'email'
		? email(sim, queue.id, state)
		: medium === 'message'
			? message(sim, integration.id, state)
			: other(sim, medium));
	const conversation = cloud.conversations().find(({ id }) => id === inner.conversation)!;
	const agent = conversation.participants.find(({ purpose }) => purpose === 'agent')!;
	const customer = conversation.participants.find(({ purpose }) => purpose === 'customer')!;
	if (state === 'wrappedUp') {
		const path = `${conversation.media}s/${conversation.id}/participants/${agent.id}`;
		const url = `/conversations/${path}/communications/${agent.communication.id}/wrapup`;
		await api(sim).post(url, { code: organization.wrapUpCode });
		await api(sim).post(url, { provisional: true, notes: 'more to come' });
	}
	sim.control.requests.clear();
	return {
		...organization,
		participant: agent.id,
		communication: agent.communication.id,
		customer: customer.id,
		...inner,
	};
}

interface Upload {
	id: string;
	uploadUrl: string;
	uploadHeaders: Record<string, string>;
}

/** Requests of the agent, or of a client. */
function api(sim: Simulator, kind: 'user' | 'client' = 'user') {
	const [user] = sim.control.cloudLogin.listUsers();
	const wanted = kind === 'user' ? { userId: user.id } : { clientId: 'cloud-client' };
	const { accessToken } = sim.control.cloudLogin.issueToken(wanted);
	const headers = { Authorization: `Bearer ${accessToken}` };
	return axios.create({ baseURL: `${sim.url}/api/v2`, headers, proxy: false });
}

async function email(
	sim: Simulator,
	queueId: string,
	state: CloudCase['state'],
): Promise<CloudIds> {
	sim.control.cloud.set({ routing: state === 'alerting' ? 'alert' : 'answer' });
	const user = api(sim);
	const { data } = await user.post<{ id: string }>('/conversations/emails', {
		provider: 'CRM',
		queueId,
		fromAddress: 'kim@example.com',
		toAddress: 'help@example.com',
		subject: 'Refund',
		textBody: 'Please',
	});
	const path = `/conversations/emails/${data.id}`;
	const { id: received, attachments } = sim.control.cloud.addEmail(data.id, {
		to: [{ email: 'help@example.com' }],
		from: { email: 'kim@example.com' },
		textBody: 'The bill',
		attachments: [
			{
				name: 'bill.pdf',
				contentType: 'application/pdf',
				contentLength: 3,
				contentUri: '/api/v2/downloads/bill',
				inlineImage: false,
			},
		],
	});
	await user.post(`${path}/messages/draft/attachments/copy`, {
		sourceMessage: { id: received },
		attachments,
	});
	const [{ attachmentId = '' }] = attachments;
	if (state === 'parked') {
		const conversation = sim.control.cloud.conversations().find(({ id }) => id === data.id)!;
		const agent = conversation.participants.find(({ purpose }) => purpose === 'agent')!;
		await user.patch(`${path}/participants/${agent.id}/parkingstate`, { state: 'parked' });
	}
	if (state === 'disconnected') await user.patch(path, { state: 'disconnected' });
	return { conversation: data.id, message: received, email: received, attachment: attachmentId };
}

async function message(
	sim: Simulator,
	integration: string,
	state: CloudCase['state'],
): Promise<CloudIds> {
	sim.control.cloud.set({ routing: state === 'alerting' ? 'alert' : 'answer' });
	// Of a customer who is in no conversation yet.
	const customer = `customer-${sim.control.cloud.conversations().length + 1}`;
	const path = `/conversations/messages/${integration}/inbound/open/message`;
	const { data } = await api(sim, 'client').post<{ id: string; conversationId: string }>(
		`${path}?prefetchConversationId=true`,
		{
			channel: {
				messageId: 'first',
				from: { id: customer, idType: 'Opaque', nickname: 'Kim' },
				time: '2026-01-02T03:04:05.000Z',
			},
			text: 'Hello',
		},
	);
	const { conversationId } = data;
	const found = sim.control.cloud.conversations().find(({ id }) => id === conversationId)!;
	const agent = found.participants.find(({ purpose }) => purpose === 'agent')!;
	const { data: upload } = await api(sim).post<Upload>(
		`/conversations/messages/${conversationId}/communications/${agent.communication.id}/messages/media/uploads`,
		{ fileName: 'a.png', contentLengthBytes: 3 },
	);
	await axios.put(upload.uploadUrl, Buffer.from('png'), {
		headers: upload.uploadHeaders,
		proxy: false,
	});
	const sent = state === undefined ? await answer(sim, conversationId, agent.communication.id) : '';
	if (state === 'disconnected') {
		await api(sim).patch(`/conversations/messages/${conversationId}`, { state: 'disconnected' });
	}
	return { conversation: conversationId, message: found.messages[0].id, media: upload.id, sent };
}

/** What the agent writes to the customer. */
async function answer(sim: Simulator, conversation: string, communication: string) {
	const { data } = await api(sim).post<{ id: string }>(
		`/conversations/messages/${conversation}/communications/${communication}/messages`,
		{ textBody: 'Good morning' },
	);
	return data.id;
}

async function other(sim: Simulator, medium: CloudCase['medium']): Promise<CloudIds> {
	const { id } = sim.control.cloud.addConversation({ media: medium });
	if (medium !== 'video') return { conversation: id };
	const { data } = await api(sim).post<{ id: string }>('/conversations/videos/meetings', {
		ephemeral: false,
		conferenceId: 'conference-1',
	});
	return { conversation: id, meeting: data.id };
}
