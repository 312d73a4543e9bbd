import assert from 'node:assert/strict';
import axios from 'axios';

import { BROKEN_NUMBER, BUSY_NUMBER, GATEWAY_NUMBER, KEY_HEADER } from '../standIns';
import { webhookPath } from '../workflows';
import type { CheckContext } from './context';
import { agentSends, executionsOf, messageOf, receiptsOf } from './messaging';

const CUSTOMER = '+15551230001';
const QUESTION = 'Wo bleibt mein Paket? 📦 "Größe 42" \\ 👩‍👩‍👧\r\nDanke!';
const ANSWER = 'Es kommt morgen 🚚\n„Größe 42“ – 89,90 €';
const WRONG_NUMBER = 'not-a-number';

/**
 * "SMS gateway both ways", with numbers that the provider refuses.
 *
 * @returns id of an SMS that an agent sent; undefined when that failed
 */
export async function checkSmsGateway(context: CheckContext): Promise<string | undefined> {
	const { demo, list } = context;
	const { simulator, standIns, workflows } = demo;
	const { messaging } = simulator.control;
	const workflow = workflows.smsGateway;

	await list.check('an SMS of a customer is brought to an agent, every character', async () => {
		const before = messaging.inbound().length;
		const sms = { from: CUSTOMER, to: GATEWAY_NUMBER, text: QUESTION };
		await executionsOf(context, workflow, 1, async () => {
			const { id, status, answer } = await standIns.write(sms);
			const [inbound, ...more] = messaging.inbound().slice(before);
			assert.equal(more.length, 0);
			assert.deepEqual([status, answer], [200, { id, genesysId: inbound.id }]);
			assert.equal(inbound.channelId, 'sms-channel');
			assert.deepEqual(inbound.message, {
				channel: { from: { id: CUSTOMER }, to: { id: GATEWAY_NUMBER } },
				type: 'Text',
				text: QUESTION,
			});
		});
	});
	await list.check('an SMS that Genesys does not take is answered with an error', async () => {
		const { id, secret } = messaging.channels()[0];
		const before = messaging.inbound().length;
		messaging.setChannel(id, { secret: 'another-secret' });
		const sms = { from: CUSTOMER, to: GATEWAY_NUMBER, text: 'Hello?' };
		const { status } = await standIns.write(sms);
		messaging.setChannel(id, { secret });
		assert.equal(status, 500);
		assert.equal(messaging.inbound().length, before);
	});
	await list.check(
		'an SMS from somebody who has not the key of the provider is refused',
		async () => {
			await executionsOf(context, workflow, 0, async () => {
				const { status } = await axios.post(
					`${demo.n8n.url}/webhook/${webhookPath(workflow)}`,
					{ from: CUSTOMER, to: GATEWAY_NUMBER, text: QUESTION },
					{ headers: { [KEY_HEADER]: 'wrong' }, proxy: false, validateStatus: () => true },
				);
				assert.equal(status, 403);
			});
		},
	);
	const sent = await list.check('five copies of an SMS of an agent go out once', async () => {
		const { length } = standIns.sms();
		let messageId = '';
		await executionsOf(context, workflow, 1, async () => {
			const message = { from: { id: GATEWAY_NUMBER }, to: CUSTOMER, text: ANSWER, copies: 5 };
			({ messageId } = await agentSends(simulator, message));
		});
		const [{ from, to, text, reference }, ...more] = standIns.sms().slice(length);
		assert.equal(more.length, 0);
		assert.deepEqual([from, to, text, reference], [GATEWAY_NUMBER, CUSTOMER, ANSWER, messageId]);
		assert.equal(messageOf(simulator, messageId).attempts.length, 5);
		return messageId;
	});
	if (sent !== undefined) {
		await list.check('Genesys has one receipt for it: Delivered', () => {
			assert.equal(messageOf(simulator, sent).status, 'Delivered');
			assert.deepEqual(receiptsOf(simulator, sent), [[CUSTOMER, 'Delivered']]);
		});
	}
	for (const [to, code, words] of [
		[WRONG_NUMBER, 530, `${WRONG_NUMBER} is not a phone number`],
		[BUSY_NUMBER, 310, `Too many messages to ${BUSY_NUMBER}`],
		[BROKEN_NUMBER, 500, 'socket hang up'],
	] as const) {
		await list.check(`an SMS to ${to}, which the provider refuses: Failed ${code}`, async () => {
			const { length } = standIns.sms();
			let messageId = '';
			await executionsOf(context, workflow, 1, async () => {
				({ messageId } = await agentSends(simulator, { to, text: ANSWER }));
			});
			const { status, reasonCode } = messageOf(simulator, messageId);
			assert.deepEqual([status, reasonCode], ['Failed', code]);
			assert.deepEqual(receiptsOf(simulator, messageId), [[to, 'Failed', code, words]]);
			assert.equal(standIns.sms().length, length);
		});
	}
	return sent;
}

/** After a restart, with the provider at another address: what was sent before is not sent again, what is new is. */
export async function checkGatewayGoesOn(context: CheckContext, messageId: string): Promise<void> {
	const { demo, list } = context;
	const { simulator, standIns, workflows } = demo;
	const { messaging } = simulator.control;
	const workflow = workflows.smsGateway;

	await list.check('an SMS from before the restart is not sent again', async () => {
		// n8n knows only by its database that the message was taken: the execution ends at the trigger.
		const [{ runData, output }] = await executionsOf(context, workflow, 1, async () => {
			const [{ status, answer }] = await messaging.redeliver(messageId);
			assert.deepEqual([status, JSON.parse(answer ?? '')], [200, { messageId }]);
		});
		assert.deepEqual(Object.keys(runData), ['Agent Sends SMS']);
		assert.deepEqual(output('Agent Sends SMS'), []);
		assert.deepEqual(standIns.sms(), []);
		assert.deepEqual(receiptsOf(simulator, messageId), [[CUSTOMER, 'Delivered']]);
	});
	await list.check('a new one goes to the provider, which has another address now', async () => {
		let id = '';
		await executionsOf(context, workflow, 1, async () => {
			({ messageId: id } = await agentSends(simulator, { to: CUSTOMER, text: ANSWER }));
		});
		assert.deepEqual(
			standIns.sms().map(({ to, text, reference }) => [to, text, reference]),
			[[CUSTOMER, ANSWER, id]],
		);
		assert.equal(messageOf(simulator, id).status, 'Delivered');
	});
}
