import axios from 'axios';
import { runningDemo } from './support/demo';

/** The CRM knows the conversation and the outcome, and nothing of participants and communications. */
describe('Wrap-up from CRM outcome', () => {
	const { simulator, n8n, workflows } = runningDemo();
	const { cloud } = simulator.control;

	const post = async (body: object) => {
		const url = `${n8n.url}/webhook/crm-outcome`;
		const { status, data } = await axios.post(url, body, {
			proxy: false,
			validateStatus: () => true,
		});
		return { status, data };
	};
	const conversation = (media: 'email' | 'message') => {
		const { id } = cloud.addConversation({ media });
		const wrapUps = () =>
			cloud
				.conversations()
				.find((one) => one.id === id)!
				.participants.flatMap(({ purpose, communication: { wrapup } }) =>
					wrapup ? [{ purpose, name: wrapup.name, notes: wrapup.notes }] : [],
				);
		return { id, wrapUps };
	};

	test.each(['email', 'message'] as const)(
		'a conversation by %s gets the wrap-up code that the outcome stands for',
		async (media) => {
			const { id, wrapUps } = conversation(media);
			const outcome = { conversationId: id, media, outcome: 'solved', notes: 'Paid back' };
			const answer = { status: 200, data: { conversationId: id, wrapUpCode: 'Resolved' } };
			expect(await post(outcome)).toEqual(answer);
			expect(wrapUps()).toEqual([{ purpose: 'agent', name: 'Resolved', notes: 'Paid back' }]);
			expect(await post({ ...outcome, notes: 'Twice' })).toEqual(answer);
			expect(wrapUps()).toEqual([{ purpose: 'agent', name: 'Resolved', notes: 'Twice' }]);
		},
	);

	test('after the end of the conversation as well', async () => {
		const { id, wrapUps } = conversation('message');
		const [user] = simulator.control.cloudLogin.listUsers();
		const { accessToken } = simulator.control.cloudLogin.issueToken({ userId: user.id });
		await axios.patch(
			`${simulator.url}/api/v2/conversations/messages/${id}`,
			{ state: 'disconnected' },
			{ headers: { Authorization: `Bearer ${accessToken}` }, proxy: false },
		);
		const outcome = { conversationId: id, media: 'message', outcome: 'sold', notes: '' };
		expect((await post(outcome)).status).toBe(200);
		expect(wrapUps()).toMatchObject([{ purpose: 'agent', name: 'Sale' }]);
	});

	test('the CRM is told why there is no wrap-up', async () => {
		const { id, wrapUps } = conversation('message');
		const unknown = await post({ conversationId: id, media: 'message', outcome: 'other' });
		expect(unknown).toMatchObject({ status: 422, data: { conversationId: id } });
		expect(unknown.data.error).toContain('wants a wrap-up code');
		expect(wrapUps()).toEqual([]);
		const pathRegex = 'wrapupcodes$';
		simulator.control.faults.add({ kind: 'status', status: 200, body: [], match: { pathRegex } });
		const none = await post({ conversationId: id, media: 'message', outcome: 'sold' });
		expect(none).toMatchObject({ status: 422, data: { error: unknown.data.error } });
		const nowhere = await post({ conversationId: 'nothing', media: 'email', outcome: 'sold' });
		expect(nowhere.status).toBe(422);
		expect(nowhere.data.error).toContain('did not find');
	});

	test('n8n recorded successful executions', async () => {
		const executions = await n8n.rest.waitForExecutions(workflows.crmOutcome.id, 8);
		expect(executions.map(({ status }) => status)).toEqual(Array(8).fill('success'));
	});
});
