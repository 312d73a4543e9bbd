import { until, type Receiver } from '../helper';
import { AgentTests } from './agentTests';
import { hubSignature } from './helper';

describe('Third-Party Messaging: delivery to the webhook', () => {
	const t = new AgentTests();

	test.each([500, 503, 599])(
		'%d: the same bytes come again with a new trace id',
		async (status) => {
			t.receiver.answer = (index, response) => {
				if (index === 2) return t.echo(index, response);
				response.statusCode = status;
				response.end();
			};
			const { messageId, state } = await t.send();
			expect(state).toBe('delivered');
			const [first, second, third] = t.receiver.received;
			expect(second.bytes.equals(first.bytes) && third.bytes.equals(first.bytes)).toBe(true);
			expect(new Set(t.receiver.received.map(({ headers }) => headers['x-b3-traceid'])).size).toBe(
				3,
			);
			const { data } = await t.control.get('/messaging/deliveries?settled=true');
			expect(data).toMatchObject([
				{
					operationId: messageId,
					channelId: 'sms-channel',
					attempts: [{ status }, { status }, { status: 200 }],
				},
			]);
		},
	);

	test.each([400, 401, 404, 429, 302])('%d ends it at the first attempt', async (status) => {
		t.receiver.answer = (_index, response) => {
			response.statusCode = status;
			response.end();
		};
		expect(await t.send()).toMatchObject({
			state: 'failed',
			attempts: [{ status }],
			answeredIds: [],
		});
		expect(t.receiver.received).toHaveLength(1);
	});

	test('late answers, none at all and a t.receiver that is away are sent again, to an end', async () => {
		t.receiver.answer = (index, response) => {
			if (index === 1) response.destroy();
		};
		t.sim.control.messaging.set({ timeoutMs: 50 });
		expect(await t.send()).toMatchObject({
			state: 'failed',
			attempts: [{ status: null, error: expect.stringContaining('50ms') }, {}, { status: null }],
		});
		await t.receiver.close();
		const { attempts } = await t.send({ maxAttempts: 2 });
		expect(attempts).toHaveLength(2);
		expect(attempts[1].error).toMatch(/ECONNREFUSED/);
		await t.receiver.start();
	});

	test.each([
		[201, '{"messageId":"own-1"}', ['own-1'], 0],
		[204, '', [], 1],
		[200, 'OK', [], 1],
		[200, '{"messageId":7}', [], 1],
	])('%d %j is accepted; what was answered is kept', async (status, answer, ids, without) => {
		t.receiver.answer = (_index, response) => {
			response.statusCode = status;
			response.end(answer);
		};
		expect(await t.send()).toMatchObject({
			state: 'delivered',
			answeredIds: ids,
			answersWithoutId: without,
			attempts: [{ status, answer }],
		});
	});

	test('copies at once, and redelivery one after the other or at once', async () => {
		const answer: Receiver['answer'] = (index, response) =>
			response.end(JSON.stringify({ messageId: `own-${Math.min(index, 5)}` }));
		t.receiver.together(5, answer);
		const message = await t.send({ copies: 5 });
		expect([message.state, message.attempts.length]).toEqual(['delivered', 5]);
		expect(message.answeredIds).toEqual(['own-0', 'own-1', 'own-2', 'own-3', 'own-4']);
		const path = `/messaging/messages/${message.messageId}/redeliver`;
		const open: number[] = [];
		t.receiver.answer = (index, response) => {
			const [{ attempts }] = t.sim.control.messaging.deliveries();
			open.push(attempts.filter(({ status }) => status === null).length);
			answer(index, response);
		};
		expect((await t.control.post(path, { times: 3 })).data).toMatchObject([{ number: 6 }, {}, {}]);
		expect(open).toEqual([1, 1, 1]);
		t.receiver.together(4, answer);
		await t.control.post(path, { times: 4, atOnce: true });
		const [first, ...others] = t.receiver.received;
		expect(others).toHaveLength(11);
		expect(others.every(({ bytes }) => bytes.equals(first.bytes))).toBe(true);
		expect(t.sim.control.messaging.messages()[0].answeredIds).toHaveLength(6);
		expect((await t.control.post('/messaging/messages/nobody/redeliver')).status).toBe(404);
	});

	test('what is held goes out in the order asked for, the same one with the same seed', async () => {
		const texts = ['1', '2', '3', '4', '5', '6'];
		const orders: Record<string, string[]> = {};
		for (const order of ['kept', 'reversed', 'shuffled', 'shuffled again']) {
			await t.control.post('/messaging/reset');
			t.receiver.received.length = 0;
			for (const text of texts) expect((await t.send({ text, hold: true })).state).toBe('held');
			await t.sim.control.messaging.settled();
			expect(t.receiver.received).toEqual([]);
			await t.control.post('/messaging/messages/release', { order: order.split(' ')[0] });
			orders[order] = t.receiver.received.map((_one, index) => t.body(index).text);
		}
		expect(orders.kept).toEqual(texts);
		expect(orders.reversed).toEqual([...texts].reverse());
		expect([...orders.shuffled].sort()).toEqual(texts);
		expect(orders.shuffled).not.toEqual(texts);
		expect(orders['shuffled again']).toEqual(orders.shuffled);
	});

	test('spoiled messages: wrong in one thing, sent once', async () => {
		t.receiver.answer = (_index, response) => {
			response.statusCode = 500;
			response.end();
		};
		for (const spoil of ['tampered', 'unsigned', 'wrongSecret', 'truncated'] as const) {
			expect((await t.send({ spoil })).attempts).toHaveLength(1);
		}
		for (const { bytes, headers } of t.receiver.received) {
			expect(headers['x-hub-signature']).not.toBe(hubSignature(bytes, 'demo-channel-secret'));
		}
		expect(t.receiver.received[1].headers).not.toHaveProperty('x-hub-signature');
		expect(() => t.body(3)).toThrow();
	});

	// Waiting for the end of either would take longer than the test may.
	test.each([
		['for an answer', null],
		['to send again', 500],
	])('closing while a message waits %s leaves nothing behind', async (_moment, status) => {
		t.receiver.answer = (_index, response) => {
			if (status === null) return;
			response.statusCode = status;
			response.end();
		};
		const { messaging } = t.sim.control;
		messaging.set({ timeoutMs: 60_000, retryDelayMs: 60_000 });
		const { state } = await messaging.sendFromAgent({ background: true });
		expect(state).toBe('pending');
		await until(() => t.receiver.received.length > 0);
		await until(() => messaging.messages()[0].attempts[0].status === status);
		await t.sim.close();
		expect(messaging.messages()).toMatchObject([{ state: 'stopped', attempts: [{ status }] }]);
		await t.sim.control.messaging.sendFromAgent({ channelId: 'email-channel' });
		expect(t.receiver.received).toHaveLength(1);
	});
});
