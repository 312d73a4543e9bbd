import type { NewEmail } from '../../simulator';
import { waitFor } from '../../tools/n8n';
import { runningDemo } from './support/demo';
import { executionsOf } from './support/executions';

const LATE = 'Hello,\nwhere is my order?';
const AGENT = 'agent';

/** Both branches, and invitations that come once more. */
describe('Auto-acknowledge and route', () => {
	const { simulator, n8n, workflows } = runningDemo();
	const { webServices } = simulator.control;

	beforeAll(async () => {
		await waitFor('the trigger to listen', async () =>
			webServices.cometd.sessions().find(({ held }) => held),
		);
	});

	const run = async (work: () => Promise<unknown>) => {
		const [execution] = await executionsOf(n8n.rest, workflows.acknowledge, 1, work);
		return execution;
	};
	/** An email arrives, and the workflow has dealt with it. */
	const receive = async (email: NewEmail) => {
		let id = '';
		const execution = await run(async () => ({ id } = await webServices.addEmail(email)));
		return { id, execution };
	};
	const interaction = (id: string) => webServices.interactions().find((one) => one.id === id);
	const answersTo = (id: string) =>
		webServices.interactions().filter(({ parentId }) => parentId === id);
	/** Genesys tells of the invitation once more. */
	const inviteAgain = async (id: string) =>
		await run(async () => {
			const { message } = webServices
				.notifications()
				.find((one) => one.message.id === id && one.message.state === 'Invited')!;
			webServices.cometd.publish(webServices.settings().channel, message);
		});
	const posted = (id: string) =>
		simulator.control.requests
			.list({ path: `/api/v2/me/interactions/${id}` })
			.filter(({ method }) => method === 'POST')
			.map(({ body }) => (JSON.parse(body) as { operationName: string }).operationName);

	let acknowledged: string;

	test('what is about no money is acknowledged, with the original below, and completed', async () => {
		const { id, execution } = await receive({
			...{ from: 'Kim <kim@example.com>', cc: 'boss@example.com', subject: 'Late' },
			text: LATE,
		});
		acknowledged = id;
		expect(execution.mode).toBe('trigger');
		expect(interaction(id)).toMatchObject({ state: 'Completed', agent: AGENT });
		expect(answersTo(id)).toMatchObject([
			{
				state: 'Sent',
				bccAddresses: '',
				email: {
					ToAddress: 'Kim <kim@example.com>',
					FromAddress: 'support@example.com',
					CCAddresses: '',
					Subject: 'Re: Late',
					Text: expect.stringMatching(/^Thank you for your email "Late"\./),
				},
			},
		]);
		const [{ id: answerId, email }] = answersTo(id);
		expect(email.Text).toContain('You wrote:\n> Hello,\n> where is my order?');
		expect(execution.output('Acknowledge')).toMatchObject([
			{ id, replyInteractionId: answerId, subject: 'Re: Late', success: true },
		]);
		expect(posted(id)).toEqual(['Accept', 'Reply', 'Complete']);
	});

	test.each<[string, NewEmail]>([
		['in the subject', { subject: 'Invoices twice', text: 'See the subject.' }],
		['in the text', { subject: 'Order 4711', text: 'I wait for my\nREFUND!' }],
	])('a word %s: transferred to the queue, and nothing is sent', async (_where, email) => {
		const { id, execution } = await receive(email);
		expect(interaction(id)).toMatchObject({ state: 'Queued', agent: null, queueName: 'billing' });
		expect(answersTo(id)).toEqual([]);
		expect(execution.output('Transfer to Billing')).toMatchObject([{ id, success: true }]);
		expect(posted(id)).toEqual(['Accept', 'Transfer']);
	});

	test('a part of another word does not count', async () => {
		const { id } = await receive({ subject: 'Offer', text: 'Is it a refundable deposit?' });
		expect(interaction(id)).toMatchObject({ state: 'Completed' });
	});

	test('an invitation that comes again does nothing twice', async () => {
		const execution = await inviteAgain(acknowledged);
		expect(execution.output('Not Accepted')).toEqual([
			{ id: acknowledged, reason: expect.stringMatching(/\S/) },
		]);
		expect(answersTo(acknowledged)).toHaveLength(1);
		expect(posted(acknowledged).slice(3)).toEqual(['Accept']);
		expect(interaction(acknowledged)).toMatchObject({ state: 'Completed' });
	});

	test('what cannot be sent stays with the agent, without a draft', async () => {
		const { rest } = n8n;
		const { id: workflowId } = workflows.acknowledge;
		const before = (await rest.listExecutions(workflowId)).length;
		const { queues } = webServices.settings();
		webServices.set({ queues: ['billing'] });
		try {
			const { id } = await webServices.addEmail({ subject: 'Late again' });
			const [newest] = await rest.waitForExecutions(workflowId, before + 1);
			expect(newest.status).toBe('error');
			expect(interaction(id)).toMatchObject({ state: 'Accepted', agent: AGENT });
			expect(answersTo(id)).toEqual([]);
		} finally {
			webServices.set({ queues });
		}
	});
});
