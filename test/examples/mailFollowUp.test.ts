import axios from 'axios';
import { secureMail } from '../../demo/samples';
import type { Delivery, Spoil } from '../../simulator';
import { runningDemo } from './support/demo';
import { expectSuccess, settle } from './support/executions';

/**
 * What must be answered to a delivery that is not as Genesys sent it. A truncated one is no JSON any more, and
 * n8n refuses that itself, with 422, before it asks the trigger.
 */
const REFUSED: Array<[Spoil, number[]]> = [
	['tampered', [401]],
	['unsigned', [401]],
	['wrongSecret', [401]],
	['truncated', [401, 422]],
];

/** With what arrives wrongly or more than once. */
describe('Secure mail arrived, open a follow-up', () => {
	const { simulator, n8n, workflows, interactionsUrl } = runningDemo();
	const { control } = simulator;
	const workflow = workflows.mailFollowUp;
	const executions = async () => await n8n.rest.listExecutions(workflow.id);
	const followUps = (id: string) =>
		control.workitems.list().filter(({ parentInteractionId }) => parentInteractionId === id);
	const eventOf = ({ body }: Delivery) =>
		(JSON.parse(body) as { data: { entities: Array<{ event: string }> } }).data.entities[0].event;
	const started = (id: string) => [
		{
			event: 'STARTED' as const,
			entity: {
				...({ id, mediaType: 'email', interactionSubtype: 'InboundNew' } as const),
				selfUri: `${simulator.url}/nexus/v3/securemail/${id}`,
			},
		},
	];
	let mailId: string;

	beforeAll(async () => {
		const { data } = await axios.post<{ secureMailId: string }>(
			`${simulator.url}/nexus/v3/securemail`,
			secureMail(),
			{ headers: { 'x-api-key': simulator.apiKey }, proxy: false },
		);
		mailId = data.secureMailId;
	});

	test('a secure mail that arrives opens one workitem', async () => {
		const [{ id }] = await n8n.rest.waitForExecutions(workflow.id, 1);
		const execution = await n8n.rest.getExecution(id);
		expectSuccess(execution);
		expect(execution.output('Secure Mail Started')[0].id).toBe(mailId);
		expect(execution.output('Mark Mail as Read')).toHaveLength(1);
	});

	test('the mail is fetched by the address of the event, with the key', () => {
		const path = `/nexus/v3/securemail/${mailId}`;
		const [fetched] = control.requests.list({ method: 'GET', path });
		expect(fetched).toMatchObject({
			status: 200,
			headers: { 'x-api-key': simulator.apiKey },
		});
	});

	test("the workitem carries the mail's subject, sender and ID", () => {
		const sent = secureMail().data;
		const [workitem, ...more] = followUps(mailId);
		expect(more).toEqual([]);
		expect(workitem.externalId).toBe(`secure-mail-${mailId}`);
		expect(workitem.userData).toEqual({
			Subject: `Follow-up: ${sent.subject}`,
			From: sent.from,
			SecureMailId: mailId,
			Text: sent.text,
		});
	});

	test('the mail is marked as read', () => {
		const mail = control.secureEmails.list().find(({ id }) => id === mailId);
		expect(mail?.status).toBe('read');
	});

	test('both signed deliveries were accepted the first time', async () => {
		await control.webhook.settled();
		const deliveries = control.webhook.deliveries();
		expect(
			deliveries.map((delivery) => [
				eventOf(delivery),
				...delivery.attempts.map(({ status }) => status),
			]),
		).toEqual([
			['STARTED', 200],
			['FINISHED', 200],
		]);
		expect(JSON.parse(deliveries[0].attempts[0].answer ?? '')).toEqual({
			status: { code: 0, message: 'OK' },
			data: { ids: [{ id: mailId }] },
		});
	});

	test('FINISHED, which the workflow does not ask for, started nothing', async () => {
		await settle();
		expect(await executions()).toHaveLength(1);
	});

	test.each(REFUSED)(
		'a delivery that is %s is refused and starts nothing',
		async (spoil, statuses) => {
			const { attempts } = await control.webhook.send({ entities: started(mailId), spoil });
			expect(attempts).toHaveLength(1);
			expect(statuses).toContain(attempts[0].status);
			await settle();
			expect(await executions()).toHaveLength(1);
			expect(followUps(mailId)).toHaveLength(1);
		},
	);

	test('the delivery sent five more times: 200, and nothing more started', async () => {
		const [{ operationId }] = control.webhook.deliveries();
		const attempts = [
			...(await control.webhook.redeliver(operationId, { times: 2 })),
			...(await control.webhook.redeliver(operationId, { times: 3, atOnce: true })),
		];
		expect(attempts.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
		await settle();
		expect(await executions()).toHaveLength(1);
		expect(followUps(mailId)).toHaveLength(1);
	});

	test('a new delivery, sent five times at once, starts one execution', async () => {
		const { id } = control.secureEmails.add({ address: 'someone@example.com' });
		control.webhook.set({ url: '' });
		const { operationId } = await control.webhook.send({ entities: started(id) });
		control.webhook.set({ url: interactionsUrl });
		const attempts = await control.webhook.redeliver(operationId, { times: 5, atOnce: true });
		expect(attempts.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
		await n8n.rest.waitForExecutions(workflow.id, 2);
		await settle();
		expect(await executions()).toHaveLength(2);
		expect(followUps(id)).toHaveLength(1);
	});
});
