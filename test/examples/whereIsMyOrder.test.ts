import { runningDemo } from './support/demo';
import { expectSuccess } from './support/executions';

/** The model is a fixed rule, as `demo/modelStandIn.ts` has it: what is shown is which tools are called, and with what. */
describe('Where is my order', () => {
	const { simulator, n8n, workflows } = runningDemo();
	const CHANNEL = 'sms-channel';

	const ask = async (chatInput: string) => {
		const { id } = workflows.whereIsMyOrder;
		const execution = await n8n.rest.waitForExecution(
			await n8n.rest.runWorkflow(id, 'When chat message received', {
				...{ sessionId: chatInput, action: 'sendMessage', chatInput },
			}),
		);
		expectSuccess(execution);
		const [{ output }] = execution.output('AI Agent');
		return { output, nodes: Object.keys(execution.runData) };
	};

	async function addOrder(externalId: string, userData: object): Promise<void> {
		const response = await fetch(`${simulator.url}/nexus/v3/openmedia/workitems/interactions`, {
			method: 'POST',
			headers: { 'x-api-key': simulator.apiKey, 'Content-Type': 'application/json' },
			body: JSON.stringify({ data: { externalId, userData } }),
		});
		expect(response.status).toBe(200);
	}

	const handedOver = (order: string) =>
		simulator.control.messaging
			.inbound(CHANNEL)
			.map(({ message }) => message)
			.filter((message) => JSON.stringify(message).includes(order));

	test('an order that there is: its state, from the workitem, and no agent is bothered', async () => {
		await addOrder('A4711', { Status: 'Shipped', Arrival: '2026-12-01' });
		const { output, nodes } = await ask('Where is my order A4711?');
		expect(output).toBe('Order A4711: Shipped, arrives 2026-12-01');
		expect(nodes).toContain('Find order');
		expect(nodes).not.toContain('Hand over to agent');
		expect(handedOver('A4711')).toEqual([]);
	});

	test('an order that there is not: the question reaches an agent, from the number of the customer', async () => {
		const question = 'Where is my order Z9999? My number is +15551230077.';
		const { output } = await ask(question);
		expect(output).toBe('Somebody will answer you.');
		expect(handedOver('Z9999')).toEqual([
			expect.objectContaining({
				text: question,
				channel: { from: { id: '+15551230077' }, to: { id: '+15559990000' } },
			}),
		]);
	});
});
