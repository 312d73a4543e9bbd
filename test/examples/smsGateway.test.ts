import axios from 'axios';
import {
	BROKEN_NUMBER,
	BUSY_NUMBER,
	GATEWAY_NUMBER,
	KEY_HEADER,
	OPTED_OUT_NUMBER,
} from '../../demo/standIns';
import { webhookPath } from '../../demo/workflows';
import { runningDemo } from './support/demo';
import { executionsOf } from './support/executions';
import { agentSends, messageOf, receiptsOf } from './support/messaging';

const CUSTOMER = '+15551230001';
const QUESTION = 'Wo bleibt mein Paket? 📦 "Größe 42" \\ 👩‍👩‍👧\r\nDanke!';
const ANSWER = 'Es kommt morgen 🚚\n„Größe 42“ – 89,90 €';
const WRONG_NUMBER = 'not-a-number';

/** With numbers that the provider refuses. */
describe('SMS gateway both ways', () => {
	const { simulator, standIns, n8n, workflows } = runningDemo();
	const { messaging } = simulator.control;
	const workflow = workflows.smsGateway;
	const sms = { from: CUSTOMER, to: GATEWAY_NUMBER, text: QUESTION };

	test('an SMS of a customer is brought to an agent, every character', async () => {
		const before = messaging.inbound().length;
		await executionsOf(n8n.rest, workflow, 1, async () => {
			const { id, status, answer } = await standIns.write(sms);
			const [inbound, ...more] = messaging.inbound().slice(before);
			expect(more).toEqual([]);
			expect([status, answer]).toEqual([200, { id, genesysId: inbound.id }]);
			expect(inbound.channelId).toBe('sms-channel');
			expect(inbound.message).toEqual({
				channel: { from: { id: CUSTOMER }, to: { id: GATEWAY_NUMBER } },
				type: 'Text',
				text: QUESTION,
			});
		});
	});

	test('an SMS that Genesys does not take is answered with an error', async () => {
		const { id, secret } = messaging.channels()[0];
		const before = messaging.inbound().length;
		messaging.setChannel(id, { secret: 'another-secret' });
		const { status } = await standIns.write({ ...sms, text: 'Hello?' });
		messaging.setChannel(id, { secret });
		expect(status).toBe(500);
		expect(messaging.inbound()).toHaveLength(before);
	});

	test('an SMS from somebody without the key of the provider is refused', async () => {
		await executionsOf(n8n.rest, workflow, 0, async () => {
			const { status } = await axios.post(`${n8n.url}/webhook/${webhookPath(workflow)}`, sms, {
				headers: { [KEY_HEADER]: 'wrong' },
				proxy: false,
				validateStatus: () => true,
			});
			expect(status).toBe(403);
		});
	});

	let sent: string;

	test('five copies of an SMS of an agent go out once', async () => {
		const { length } = standIns.sms();
		await executionsOf(n8n.rest, workflow, 1, async () => {
			const message = { from: { id: GATEWAY_NUMBER }, to: CUSTOMER, text: ANSWER, copies: 5 };
			sent = await agentSends(simulator, message);
		});
		const [{ from, to, text, reference }, ...more] = standIns.sms().slice(length);
		expect(more).toEqual([]);
		expect([from, to, text, reference]).toEqual([GATEWAY_NUMBER, CUSTOMER, ANSWER, sent]);
		expect(messageOf(simulator, sent).attempts).toHaveLength(5);
	});

	test('Genesys has one receipt for it: Delivered', () => {
		expect(messageOf(simulator, sent).status).toBe('Delivered');
		expect(receiptsOf(simulator, sent)).toEqual([[CUSTOMER, 'Delivered']]);
	});

	test.each([
		[WRONG_NUMBER, 530, `${WRONG_NUMBER} is not a phone number`],
		[BUSY_NUMBER, 310, `Too many messages to ${BUSY_NUMBER}`],
		[BROKEN_NUMBER, 500, 'socket hang up'],
	])('an SMS to %s, which the provider refuses: Failed %s', async (to, code, words) => {
		const { length } = standIns.sms();
		let messageId = '';
		await executionsOf(n8n.rest, workflow, 1, async () => {
			messageId = await agentSends(simulator, { to, text: ANSWER });
		});
		const { status, reasonCode } = messageOf(simulator, messageId);
		expect([status, reasonCode]).toEqual(['Failed', code]);
		expect(receiptsOf(simulator, messageId)).toEqual([[to, 'Failed', code, words]]);
		expect(standIns.sms()).toHaveLength(length);
	});

	test('an SMS to a customer who takes none is answered by Reply, in the same conversation', async () => {
		const { length } = standIns.sms();
		const before = messaging.inbound().length;
		let messageId = '';
		await executionsOf(n8n.rest, workflow, 1, async () => {
			const from = { id: GATEWAY_NUMBER };
			messageId = await agentSends(simulator, { from, to: OPTED_OUT_NUMBER, text: ANSWER });
		});
		const [{ channelId, message }, ...more] = messaging.inbound().slice(before);
		expect(more).toEqual([]);
		expect([channelId, message]).toEqual([
			'sms-channel',
			{
				channel: { from: { id: OPTED_OUT_NUMBER }, to: { id: GATEWAY_NUMBER } },
				type: 'Text',
				text: 'Automatic answer: this customer takes no SMS. Please call, or write an e-mail.',
			},
		]);
		expect(receiptsOf(simulator, messageId)).toEqual([
			[OPTED_OUT_NUMBER, 'Failed', 350, 'The customer takes no SMS'],
		]);
		expect(standIns.sms()).toHaveLength(length);
	});

	test('with the secret of the credential, a second number is answered and reported on its own channel', async () => {
		const channelId = '+15559990003';
		const { webhookUrl } = messaging.channels()[0];
		messaging.setChannel(channelId, { webhookUrl });
		for (const to of [CUSTOMER, OPTED_OUT_NUMBER]) {
			let messageId = '';
			await executionsOf(n8n.rest, workflow, 1, async () => {
				messageId = await agentSends(simulator, { channelId, to, text: ANSWER });
			});
			const { status } = messageOf(simulator, messageId);
			expect([to, status]).toEqual([to, to === CUSTOMER ? 'Delivered' : 'Failed']);
		}
		expect(messaging.inbound(channelId)).toHaveLength(1);
		messaging.setChannel(channelId, { webhookUrl: '' });
	});
});
