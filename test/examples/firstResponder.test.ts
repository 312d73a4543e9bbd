import { RESPONDER_NUMBER } from '../../demo/standIns';
import { runningDemo } from './support/demo';
import { executionsOf } from './support/executions';

const QUESTION = 'Hi 👋 what are your opening hours?';
const ANSWER = 'We are open Monday to Friday, 9:00 to 17:00 🕘';
const COMPLAINT = 'My parcel is broken 😡 – bitte zurückrufen';
const [ADA, GRACE] = ['+15551230002', '+15551230003'];

/** What the rule in place of a model knows, what it does not, and what it fails on. */
describe('AI first responder', () => {
	const { simulator, standIns, n8n, workflows } = runningDemo();
	const { messaging } = simulator.control;

	/** One SMS of a customer: what was answered to the provider, sent to the customer, and brought to agents. */
	const write = async (from: string, text: unknown) => {
		const [sms, inbound] = [standIns.sms().length, messaging.inbound().length];
		const sent: { id?: string; status?: number; answer?: unknown } = {};
		const [{ runData }] = await executionsOf(n8n.rest, workflows.firstResponder, 1, async () => {
			Object.assign(sent, await standIns.write({ from, to: RESPONDER_NUMBER, text }));
		});
		return {
			...sent,
			nodes: Object.keys(runData),
			sms: standIns.sms().slice(sms),
			inbound: messaging.inbound().slice(inbound),
		};
	};
	const expectAnswered = async (from: string) => {
		const { id, status, answer, sms, inbound } = await write(from, QUESTION);
		expect([status, answer]).toEqual([200, { id, handledBy: 'model' }]);
		expect(sms.map((one) => [one.from, one.to, one.text, one.reference])).toEqual([
			[RESPONDER_NUMBER, from, ANSWER, id],
		]);
		expect(inbound).toEqual([]);
	};
	/** @returns the nodes that ran */
	const expectHandedOver = async (from: string, text: unknown) => {
		const { id, status, answer, sms, inbound, nodes } = await write(from, text);
		expect(sms).toEqual([]);
		const [{ id: genesysId, channelId, message }, ...more] = inbound;
		expect(more).toEqual([]);
		expect([status, answer]).toEqual([200, { id, handledBy: 'agent', genesysId }]);
		expect(channelId).toBe('sms-channel');
		expect(message).toEqual({
			channel: { from: { id: from }, to: { id: RESPONDER_NUMBER } },
			type: 'Text',
			text: String(text),
		});
		return nodes;
	};

	test('what the model knows is answered by SMS, and no agent is asked', async () => {
		await expectAnswered(ADA);
	});

	test('what it does not know is brought to an agent', async () => {
		expect(await expectHandedOver(ADA, COMPLAINT)).toContain('Model');
	});

	test('from then on the agent gets all of this number, and of no other', async () => {
		expect(await expectHandedOver(ADA, QUESTION)).not.toContain('Model');
		await expectAnswered(GRACE);
	});

	test('a message on which the model fails is brought to an agent', async () => {
		// A number, where the rule expects a string.
		expect(await expectHandedOver(GRACE, 4711)).toContain('Model');
	});
});
