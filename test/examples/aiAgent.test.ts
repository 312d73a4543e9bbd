import { runningDemo } from './support/demo';
import { expectSuccess } from './support/executions';

/** The model is a fixed rule, as `demo/modelStandIn.ts` has it: what is shown is that tools are offered, called and answered. */
describe('AI agent for Genesys Cloud', () => {
	const { simulator, n8n, workflows } = runningDemo();
	const { cloud } = simulator.control;
	const TRIGGER = 'When chat message received';

	const ask = async (chatInput: string) => {
		const id = await n8n.rest.runWorkflow(workflows.aiAgent.id, TRIGGER, {
			...{ sessionId: chatInput, action: 'sendMessage', chatInput },
		});
		const execution = await n8n.rest.waitForExecution(id);
		expectSuccess(execution);
		const [{ output }] = execution.output('AI Agent');
		return { output, nodes: Object.keys(execution.runData) };
	};
	const conversation = () => {
		const { id } = cloud.addConversation({ media: 'message' });
		return id;
	};

	test('a question is answered from what the tool found', async () => {
		const { output, nodes } = await ask(`Who is in ${conversation()}?`);
		expect(output).toBe('In it: customer, agent');
		expect(nodes).toContain(
			'Get any conversation with ID of each participant and communication in Genesys Cloud Conversations',
		);
	});

	test('the agent is told why a tool failed', async () => {
		const { output } = await ask('Who is in 00000000-0000-4000-8000-000000000000?');
		expect(output).toContain('Genesys Cloud did not find what this request asks for');
		expect(output).toContain('Genesys answered HTTP 404');
	});

	test('a conversation is wrapped up with a code that is found by its name', async () => {
		const id = conversation();
		const [{ id: code, name }] = cloud.directory().wrapupCodes;
		const { output } = await ask(`Wrap up ${id} as ${name}`);
		expect(output).toBe(`Wrapped up as ${name}`);
		const found = cloud.conversations().find((one) => one.id === id);
		expect(JSON.stringify(found)).toContain(`"code":"${code}"`);
	});
});
