import axios from 'axios';
import { APP_INTEGRATION } from '../../demo/demo';
import { APP_KEY, KEY_HEADER } from '../../demo/standIns';
import { webhookPath } from '../../demo/workflows';
import { runningDemo } from './support/demo';

const TEXT = 'Wo bleibt mein Paket? 📦 "Größe 42"\nDanke!';
const kim = {
	messageId: 'app-1',
	customerId: 'customer-4711',
	name: 'Kim',
	email: 'kim@example.com',
	text: TEXT,
};

/** One ticket for a conversation, however many messages it has. */
describe('Inbound open message to ticket', () => {
	const { simulator, standIns, n8n, workflows } = runningDemo();
	const { cloud } = simulator.control;

	const post = async (message: object, key = APP_KEY) => {
		const path = webhookPath(workflows.messageTicket) ?? '';
		const url = await n8n.rest.waitForWebhook(path);
		return await axios.post<{ conversationId: string; ticketId: string | null }>(url, message, {
			headers: { [KEY_HEADER]: key },
			proxy: false,
			validateStatus: () => true,
		});
	};
	const conversation = (id: string) => cloud.conversations().find((one) => one.id === id);
	const tickets = (reference: string) =>
		standIns.tickets().filter((ticket) => ticket.reference === reference);

	let conversationId: string;

	test('a message is brought to agents, and a ticket has the ID of the conversation', async () => {
		const { status, data } = await post(kim);
		conversationId = data.conversationId;
		expect(status).toBe(200);
		expect(conversation(conversationId)).toMatchObject({
			integrationId: APP_INTEGRATION.id,
			customerAddress: kim.customerId,
			messages: [{ direction: 'inbound', textBody: TEXT, providerMessageId: 'app-1' }],
		});
		expect(tickets(conversationId)).toEqual([
			{
				id: data.ticketId,
				reference: conversationId,
				title: 'Message of Kim',
				customer: kim.email,
				texts: [TEXT],
			},
		]);
	});

	test('a further message goes into the same conversation and the same ticket', async () => {
		const { data } = await post({ ...kim, messageId: 'app-2', text: 'Hallo?' });
		const [ticket, ...more] = tickets(conversationId);
		expect(data).toEqual({ conversationId, ticketId: ticket.id });
		expect(more).toEqual([]);
		expect(ticket.texts).toEqual([TEXT, 'Hallo?']);
		expect(conversation(conversationId)?.messages).toHaveLength(2);
	});

	test('another customer has a conversation and a ticket of their own', async () => {
		const { data } = await post({ ...kim, messageId: 'app-3', customerId: 'customer-4712' });
		expect(data.conversationId).not.toBe(conversationId);
		expect(tickets(data.conversationId)).toHaveLength(1);
	});

	test('a message that Genesys does not take is answered with an error, and makes no ticket', async () => {
		const { length } = standIns.tickets();
		const { status } = await post({ ...kim, messageId: 'app-4', text: '' });
		expect(status).toBe(500);
		expect(standIns.tickets()).toHaveLength(length);
	});

	test('who has not the key of the app is refused', async () => {
		const { length } = cloud.conversations();
		expect((await post(kim, 'wrong')).status).toBe(403);
		expect(cloud.conversations()).toHaveLength(length);
	});
});
