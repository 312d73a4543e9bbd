import { foreignSignatures } from '../../harness/foreignSignatures';
import { AgentTests } from './agentTests';
import { start } from '../helper';
import { caller, EMAIL, hubSignature, receipt, SMS } from './helper';

describe('Third-Party Messaging: messages of agents', () => {
	const t = new AgentTests();

	test('sms as in the sample, signed with the secret of the channel', async () => {
		const message = await t.send({ text: 'Agent message text', to: '16504661149' });
		expect(t.body(0)).toEqual({
			channel: {
				id: 'sms-channel',
				type: 'sms',
				from: { id: 'sms-channel' },
				to: { id: '16504661149' },
				messageId: message.messageId,
			},
			type: 'Text',
			text: 'Agent message text',
		});
		expect(message).toMatchObject({
			messageId: expect.stringMatching(/^\d{13}-0$/),
			state: 'delivered',
			answeredIds: [message.messageId],
			answersWithoutId: 0,
			status: null,
			body: t.receiver.received[0].bytes.toString(),
			attempts: [{ status: 200, url: t.webhookUrl }],
		});
		const { headers } = t.receiver.received[0];
		expect(headers['content-type']).toBe('application/json');
		expect(headers['x-b3-traceid']).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-/);
	});

	test('email as in the sample, with the id where it is asked for', async () => {
		const message = {
			channelId: 'email-channel',
			from: { id: 'no-reply@company.com', name: 'Sender display name' },
			to: [{ id: 'recipient-1@mail.com', name: 'First Recipient' }, { id: 'recipient-2@mail.com' }],
			messageId: 'm-1',
			replyTo: { id: 'reply-to@company.com' },
			subject: 'Subject',
			text: 'Plain text email body',
			html: 'Html email body',
		};
		const { from, to, replyTo } = message;
		const channel = { id: 'email-channel', type: 'email', from, to };
		const ids = { messageId: 'm-1', context: { replyTo } };
		const mail = {
			type: 'Email',
			subject: 'Subject',
			content: [
				{ type: 'text', text: 'Plain text email body' },
				{ type: 'html', text: 'Html email body' },
			],
		};
		await t.send(message);
		expect(t.body(0)).toEqual({ channel, ...ids, ...mail });
		await t.send({ ...message, idPlace: 'inside' });
		expect(t.body(1)).toEqual({ channel: { ...channel, ...ids }, ...mail });
		t.sim.control.messaging.set({ idPlace: 'absent' });
		await t.send(message);
		expect(t.body(2)).toEqual({ channel, context: { replyTo }, ...mail });
		await t.send({ to: 'a', messageId: 'm-2', idPlace: 'beside', extra: { more: 1 } });
		expect(t.body(3)).toMatchObject({ messageId: 'm-2', channel: { to: { id: 'a' } }, more: 1 });
		expect(t.body(3).channel).not.toHaveProperty('messageId');
	});

	test('openssl and Python make the same signatures, over any bytes', async () => {
		const bodies = [
			'{"text":"Grüße 👋 \\/ \\u00e9"}',
			'{\r\n"a":1,"a":2}',
			'',
			'x'.repeat(5 << 20),
		];
		t.receiver.answer = (_index, response) => response.end();
		for (const rawBody of bodies) await t.sim.control.messaging.sendFromAgent({ rawBody });
		await t.send({ channelId: 'email-channel' });
		expect(t.receiver.received).toHaveLength(bodies.length + 1);
		const all = t.receiver.received.map(({ bytes }) => bytes);
		const signatures = t.receiver.received.map(({ headers }) => headers['x-hub-signature']);
		const sms = all.slice(0, -1);
		expect(sms.map(String)).toEqual(bodies);
		for (const program of ['openssl', 'python3'] as const) {
			expect(signatures).toEqual([
				...foreignSignatures(program, sms, 'demo-channel-secret'),
				...foreignSignatures(program, all.slice(-1), 'demo-email-secret'),
			]);
		}
	});

	test('the previous secret signs when asked for; a changed one counts at once', async () => {
		const path = '/messaging/channels/sms-channel';
		expect(
			(await t.control.post('/messaging/messages', { signedWith: 'previousSecret' })).status,
		).toBe(400);
		await t.control.put(path, { secret: 'new', previousSecret: 'demo-channel-secret' });
		await t.send();
		await t.send({ signedWith: 'previousSecret' });
		const fits = (index: number, secret: string) => {
			const { bytes, headers } = t.receiver.received[index];
			return headers['x-hub-signature'] === hubSignature(bytes, secret);
		};
		expect([fits(0, 'new'), fits(1, 'demo-channel-secret')]).toEqual([true, true]);
	});

	test('a receipt on another channel than that of its message is a 400, unless that has one of the same id', async () => {
		const call = caller(t.sim);
		const messages = [receipt('nobody', 'Delivered'), receipt('same', 'Delivered')];
		const report = async () => await call(`${EMAIL}/messages`, { body: { messages } });
		t.receiver.answer = (_index, response) => response.end('{"messageId":"same"}');
		await t.send();
		expect(await report()).toMatchObject({
			status: 400,
			data: {
				status: { message: 'body/messages/1: the message same was delivered on another channel' },
			},
		});
		expect(t.sim.control.messaging.receipts()).toEqual([]);

		await t.send({ channelId: 'email-channel' });
		expect((await report()).status).toBe(200);
		const statuses = t.sim.control.messaging.messages().map(({ status }) => status);
		expect(statuses).toEqual([null, 'Delivered']);
	});

	test('receipts change the status of the message, for each recipient', async () => {
		const call = caller(t.sim);
		const report = async (path: string, ...messages: object[]) =>
			expect((await call(`${path}/messages`, { body: { messages } })).status).toBe(200);
		t.receiver.answer = (_index, response) => response.end('{"messageId":"own-1"}');
		const { messageId } = await t.send();
		await report(SMS, receipt('own-1', 'Delivered'));
		expect(t.sim.control.messaging.messages()[0]).toMatchObject({
			status: 'Delivered',
			recipients: { '16504661149': 'Delivered' },
			reasonCode: null,
		});
		await report(SMS, receipt(messageId, 'Removed'), receipt('nobody', 'Removed'));
		expect(t.sim.control.messaging.messages()[0].status).toBe('Removed');
		const known = t.sim.control.messaging.receipts().map((one) => one.known);
		expect(known).toEqual([true, true, false]);

		t.receiver.answer = t.echo;
		const to = [{ id: 'a@x' }, { id: 'b@x' }];
		const mail = await t.send({ channelId: 'email-channel', to });
		const channel = (id: string) => ({
			channel: { from: { id: 'c' }, to: { id }, messageId: mail.messageId },
		});
		const reasons = [{ code: 350, message: 'Suspended' }];
		await report(EMAIL, receipt('', 'Delivered', channel('a@x')));
		await report(EMAIL, receipt('', 'Failed', { ...channel('b@x'), reasons }));
		expect((await t.control.get('/messaging/messages')).data[1]).toMatchObject({
			status: 'Failed',
			reasonCode: 350,
			recipients: { 'a@x': 'Delivered', 'b@x': 'Failed' },
		});
	});

	test('wishes that cannot be met', async () => {
		const status = async (message: object) =>
			(await t.control.post('/messaging/messages', message)).status;
		expect(await status({ channelId: 'nobody' })).toBe(404);
		expect(await status({ to: [{ id: 'a' }, { id: 'b' }] })).toBe(400);
		expect(await status({ to: [] })).toBe(400);
		expect(await status({ unknown: 1 })).toBe(400);
		expect((await t.control.post('/messaging/messages')).status).toBe(200);
		const { messageId } = await t.send({ hold: true });
		expect((await t.control.post(`/messaging/messages/${messageId}/redeliver`)).status).toBe(409);
		await t.control.put('/messaging/channels/sms-channel', { webhookUrl: '' });
		expect((await t.send()).state).toBe('unsent');
	});
});

test('without being told, a webhook has 10 s, and no URL', async () => {
	const sim = await start();
	expect(sim.control.messaging.settings().timeoutMs).toBe(10_000);
	expect((await sim.control.messaging.sendFromAgent({})).state).toBe('unsent');
	await sim.close();
});
