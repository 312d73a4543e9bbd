import assert from 'node:assert/strict';

import { RESPONDER_NUMBER } from '../standIns';
import type { CheckContext } from './context';
import { executionsOf } from './messaging';

const QUESTION = 'Hi 👋 what are your opening hours?';
const ANSWER = 'We are open Monday to Friday, 9:00 to 17:00 🕘';
const COMPLAINT = 'My parcel is broken 😡 – bitte zurückrufen';

/** "AI first responder": what the rule in place of a model knows, what it does not, and what it fails on. */
export async function checkFirstResponder(context: CheckContext): Promise<void> {
	const { demo, list } = context;
	const { simulator, standIns, workflows } = demo;
	const { messaging } = simulator.control;
	/** One SMS of a customer: what was answered to the provider, sent to the customer, and brought to agents. */
	const write = async (from: string, text: unknown) => {
		const [sms, inbound] = [standIns.sms().length, messaging.inbound().length];
		const sent: { id?: string; status?: number; answer?: unknown } = {};
		const [{ runData }] = await executionsOf(context, workflows.firstResponder, 1, async () => {
			Object.assign(sent, await standIns.write({ from, to: RESPONDER_NUMBER, text }));
		});
		return {
			...sent,
			nodes: Object.keys(runData),
			sms: standIns.sms().slice(sms),
			inbound: messaging.inbound().slice(inbound),
		};
	};
	const assertAnswered = async (from: string) => {
		const { id, status, answer, sms, inbound } = await write(from, QUESTION);
		assert.deepEqual([status, answer], [200, { id, handledBy: 'model' }]);
		assert.deepEqual(
			sms.map((one) => [one.from, one.to, one.text, one.reference]),
			[[RESPONDER_NUMBER, from, ANSWER, id]],
		);
		assert.deepEqual(inbound, []);
	};
	const assertHandedOver = async (from: string, text: unknown) => {
		const { id, status, answer, sms, inbound, nodes } = await write(from, text);
		assert.deepEqual(sms, []);
		const [{ id: genesysId, channelId, message }, ...more] = inbound;
		assert.equal(more.length, 0);
		assert.deepEqual([status, answer], [200, { id, handledBy: 'agent', genesysId }]);
		assert.equal(channelId, 'sms-channel');
		assert.deepEqual(message, {
			channel: { from: { id: from }, to: { id: RESPONDER_NUMBER } },
			type: 'Text',
			text: String(text),
		});
		return nodes;
	};
	const [ada, grace] = ['+15551230002', '+15551230003'];

	await list.check('what the model knows is answered by SMS, and no agent is asked', async () => {
		await assertAnswered(ada);
	});
	await list.check('what it does not know is brought to an agent', async () => {
		assert.ok((await assertHandedOver(ada, COMPLAINT)).includes('Model'));
	});
	await list.check('from then on the agent gets all of this number, and no other', async () => {
		assert.ok(!(await assertHandedOver(ada, QUESTION)).includes('Model'));
		await assertAnswered(grace);
	});
	await list.check('a message on which the model fails is brought to an agent', async () => {
		// A number and no text, as the rule expects it.
		assert.ok((await assertHandedOver(grace, 4711)).includes('Model'));
	});
}
