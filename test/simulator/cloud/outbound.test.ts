import { createHmac } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import axios from 'axios';
import { checkBody } from '../../../simulator/cloud/contract';
import { Receiver } from '../helper';
import { openMessage, participants, startCloud, type Cloud } from './helper';

const answer = (status: number) => (_index: number, response: ServerResponse) => {
	response.statusCode = status;
	response.end();
};

describe('the webhook of an open messaging integration', () => {
	let cloud: Cloud;
	let receiver: Receiver;
	let webhookUrl: string;

	beforeEach(async () => {
		cloud = await startCloud({ cloud: { webhookRetryDelayMs: 1 } });
		receiver = new Receiver();
		webhookUrl = await receiver.start();
	});
	afterEach(async () => await cloud.sim.close());

	/** A customer writes by the integration, and the agent answers. */
	const talk = async () => {
		const { sim, user, app } = cloud;
		const { id } = sim.control.cloud.addIntegration({
			name: 'Shop',
			webhookUrl,
			webhookSecret: 's',
		});
		const { data } = await app.post(
			`/conversations/messages/${id}/inbound/open/message?prefetchConversationId=true`,
			openMessage('Hello'),
		);
		const { agent } = await participants(user, data.conversationId);
		const sent = await user.post(
			`/conversations/messages/${data.conversationId}/communications/${agent.messages[0].id}/messages`,
			{ textBody: 'How can I help? ü' },
		);
		const deliveries = await sim.control.cloud.deliveries({ settled: true });
		return { id, conversationId: data.conversationId, sent: sent.data, deliveries };
	};

	test('gets what an agent writes, signed', async () => {
		receiver.answer = answer(200);
		const { id, conversationId, sent, deliveries } = await talk();
		const [{ bytes, headers }] = receiver.received;
		const body = JSON.parse(bytes.toString('utf8'));
		// Deliveries carry it besides what the contract has of a message.
		const { conversationId: added, ...message } = body;
		expect(checkBody('ConversationNormalizedMessage', message)).toEqual([]);
		expect(added).toBe(conversationId);
		expect(body).toMatchObject({
			id: sent.id,
			channel: { id, platform: 'Open', to: { id: 'customer-1' }, messageId: sent.id },
			text: 'How can I help? ü',
			direction: 'Outbound',
			originatingEntity: 'Human',
		});
		const signature = createHmac('sha256', 's').update(bytes).digest('base64');
		expect(headers['x-hub-signature-256']).toBe(`sha256=${signature}`);
		expect(headers['x-hub-signature']).toBeUndefined();
		expect(deliveries).toMatchObject([{ integrationId: id, state: 'delivered' }]);
		expect(receiver.received).toHaveLength(1);
	});

	test.each([
		[500, 6],
		[429, 6],
		[400, 1],
	])('that answers %i is called %i times', async (status, times) => {
		receiver.answer = answer(status);
		const { deliveries } = await talk();
		expect(deliveries).toMatchObject([{ state: 'failed' }]);
		expect(receiver.received).toHaveLength(times);
	});

	test('gets agentless messages from its integration, and is left alone without a URL', async () => {
		receiver.answer = answer(202);
		const { id } = await talk();
		await cloud.app.post('/conversations/messages/agentless', {
			fromAddress: id,
			toAddress: 'customer-9',
			toAddressMessengerType: 'open',
			textBody: 'Shipped',
		});
		await cloud.sim.control.cloud.deliveries({ settled: true });
		const body = JSON.parse(receiver.received[1].bytes.toString('utf8'));
		expect(body).toMatchObject({ text: 'Shipped', originatingEntity: 'Bot' });
		webhookUrl = '';
		expect((await talk()).deliveries.at(-1)).toMatchObject({ state: 'unsent', attempts: [] });
	});

	test('that does not answer in time is called again', async () => {
		cloud.sim.control.cloud.set({ webhookTimeoutMs: 50 });
		receiver.answer = (index, response) => {
			if (index > 0) response.end();
		};
		const { deliveries } = await talk();
		expect(deliveries).toMatchObject([{ state: 'delivered' }]);
		expect(deliveries[0].attempts.map(({ status }) => status)).toEqual([null, 200]);
	});

	test('gets what no operation makes: by itself, in copies, spoilt, and again', async () => {
		receiver.answer = answer(200);
		const { control } = cloud.sim;
		const { id: integrationId } = control.cloud.addIntegration({
			name: 'Shop',
			webhookUrl,
			webhookSecret: 's',
		});
		const message = { id: 'm1', type: 'Receipt', status: 'Published' };
		const post = async (path: string, body: object) =>
			(await axios.post(`${cloud.sim.url}/_simulator/cloud/deliveries${path}`, body)).data;
		const sent = await post('', { integrationId, message, copies: 2 });
		expect(sent).toMatchObject({ operationId: 'm1', state: 'delivered' });
		await post('/m1/redeliver', { times: 2 });
		const bodies = receiver.received.map(({ bytes }) => JSON.parse(bytes.toString('utf8')));
		expect(bodies).toEqual([message, message, message, message]);

		await control.cloud.deliver({ integrationId, message: {}, spoil: 'unsigned' });
		expect(receiver.received[4].headers['x-hub-signature-256']).toBeUndefined();
		await expect(control.cloud.redeliver('unknown')).rejects.toThrow('no delivery');
		await expect(
			control.cloud.deliver({ integrationId: 'unknown', message: {} }),
		).rejects.toThrow();
	});

	test('a reset gives up what is under way', async () => {
		cloud.sim.control.cloud.set({ webhookRetryDelayMs: 60_000 });
		receiver.answer = answer(503);
		const { sim } = cloud;
		const talking = talk();
		while (receiver.received.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
		await sim.control.reset();
		await talking;
		expect(await sim.control.cloud.deliveries()).toEqual([]);
	});
});
