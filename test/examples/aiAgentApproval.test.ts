import axios from 'axios';
import { waitFor } from '../../tools/n8n';
import { runningDemo } from './support/demo';
import { settle } from './support/executions';

/** As in `aiAgent.test.ts`, the model is a fixed rule. */
describe('AI agent for Genesys Cloud with approval', () => {
	const { simulator, n8n, workflows } = runningDemo();
	const { cloud } = simulator.control;
	const [{ id: code, name }] = cloud.directory().wrapupCodes;

	const isWrappedUp = (id: string) =>
		JSON.stringify(cloud.conversations().find((one) => one.id === id)).includes(`"code":"${code}"`);

	/** Asks for a wrap-up, and waits until the agent waits for somebody; the links are those of the buttons in the chat. */
	async function ask() {
		const { id } = cloud.addConversation({ media: 'message' });
		const chatInput = `Wrap up ${id} as ${name}`;
		const execution = await n8n.rest.runWorkflow(
			workflows.aiAgentWithApproval.id,
			'When chat message received',
			{ sessionId: chatInput, action: 'sendMessage', chatInput },
		);
		const waiting = await waitFor('the agent to wait for approval', async () => {
			const found = await n8n.rest.getExecution(execution);
			return found.status === 'waiting' ? found : undefined;
		});
		const told = JSON.stringify(waiting.data);
		const links = [...new Set(told.match(/http[^"\\]*webhook-waiting[^"\\]*/g))];
		const answer = async (approved: boolean) => {
			const link = links.find((one) => one.includes(`approved=${String(approved)}`));
			// n8n takes programs for previews of links, which must not answer.
			return await axios.get(String(link), {
				headers: { 'User-Agent': 'Mozilla/5.0 Firefox/140.0' },
			});
		};
		return { id, execution, told, answer };
	}

	test('what is approved is done, and not before', async () => {
		const { id, told, answer } = await ask();
		expect(told).toContain('Apply_wrapup_code_to_message');
		await settle();
		expect(isWrappedUp(id)).toBe(false);
		expect((await answer(true)).status).toBe(200);
		await waitFor('the wrap-up', async () => isWrappedUp(id) || undefined);
	});

	test('what is declined is not done', async () => {
		const { id, execution, answer } = await ask();
		expect((await answer(false)).status).toBe(200);
		await waitFor('the model to be told', async () => {
			const { runData } = await n8n.rest.getExecution(execution);
			return 'Answer' in runData || undefined;
		});
		expect(isWrappedUp(id)).toBe(false);
	});
});
