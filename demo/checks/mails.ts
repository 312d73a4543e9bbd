import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import axios from 'axios';

import type { Delivery, Spoil } from '../../simulator';
import { secureMail } from '../samples';
import type { CheckContext } from './context';

/** Long enough for an execution that should not be there to show up in n8n's list. */
const SETTLE_MS = 1_000;

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

/**
 * "Secure mail arrived, open a follow-up", with what arrives wrongly or more than once.
 *
 * @returns the delivery that opened the follow-up; undefined when the first check failed
 */
export async function checkMails({ demo, list }: CheckContext): Promise<Delivery | undefined> {
	const { simulator, n8n, workflows } = demo;
	const { control } = simulator;
	const { id: workflowId } = workflows.mailFollowUp;
	const executions = async () => await n8n.rest.listExecutions(workflowId);
	const followUps = (mailId: string) =>
		control.workitems.list().filter(({ parentInteractionId }) => parentInteractionId === mailId);
	const eventOf = ({ body }: Delivery) =>
		(JSON.parse(body) as { data: { entities: Array<{ event: string; entity: { id: string } }> } })
			.data.entities[0];

	const mailId = await list.check('a secure mail that arrives opens one workitem', async () => {
		const { data } = await axios.post<{ secureMailId: string }>(
			`${simulator.url}/nexus/v3/securemail`,
			secureMail(),
			{ headers: { 'x-api-key': simulator.apiKey }, proxy: false },
		);
		const [execution] = await n8n.rest.waitForExecutions(workflowId, 1);
		const { status, output } = await n8n.rest.getExecution(execution.id);
		assert.equal(status, 'success');
		assert.equal(output('Secure Mail Started')[0].id, data.secureMailId);
		assert.equal(output('Mark Mail as Read').length, 1);
		return data.secureMailId;
	});
	if (mailId === undefined) return undefined;

	await list.check("the workitem carries the mail's subject, sender and id", () => {
		const sent = secureMail().data;
		const [workitem, ...more] = followUps(mailId);
		assert.equal(more.length, 0);
		assert.equal(workitem.externalId, `secure-mail-${mailId}`);
		assert.deepEqual(workitem.userData, {
			Subject: `Follow-up: ${sent.subject}`,
			From: sent.from,
			SecureMailId: mailId,
			Text: sent.text,
		});
	});
	await list.check('the mail is marked as read', () => {
		const mail = control.secureEmails.list().find(({ id }) => id === mailId);
		assert.equal(mail?.status, 'read');
	});
	const started = await list.check(
		'both signed deliveries were accepted the first time',
		async () => {
			await control.webhook.settled();
			const deliveries = control.webhook.deliveries();
			const events = deliveries.map((delivery) => [
				eventOf(delivery).event,
				...delivery.attempts.map(({ status }) => status),
			]);
			assert.deepEqual(events, [
				['STARTED', 200],
				['FINISHED', 200],
			]);
			assert.deepEqual(JSON.parse(deliveries[0].attempts[0].answer ?? ''), {
				status: { code: 0, message: 'OK' },
				data: { ids: [{ id: mailId }] },
			});
			return deliveries[0];
		},
	);
	await list.check('FINISHED, which the workflow does not ask for, started nothing', async () => {
		await sleep(SETTLE_MS);
		assert.equal((await executions()).length, 1);
	});
	for (const [spoil, expected] of REFUSED) {
		await list.check(`a delivery that is ${spoil} is refused and starts nothing`, async () => {
			const entity = { id: mailId, mediaType: 'email', interactionSubtype: 'InboundNew' } as const;
			const entities = [{ event: 'STARTED' as const, entity }];
			const { attempts } = await control.webhook.send({ entities, spoil });
			assert.equal(attempts.length, 1);
			assert.ok(expected.includes(attempts[0].status ?? 0), `answered ${attempts[0].status}`);
			await sleep(SETTLE_MS);
			assert.equal((await executions()).length, 1);
			assert.equal(followUps(mailId).length, 1);
		});
	}
	if (!started) return undefined;
	await list.check('the delivery sent five more times: 200, and nothing more started', async () => {
		const { operationId } = started;
		const attempts = [
			...(await control.webhook.redeliver(operationId, { times: 2 })),
			...(await control.webhook.redeliver(operationId, { times: 3, atOnce: true })),
		];
		assert.deepEqual(
			attempts.map(({ status }) => status),
			[200, 200, 200, 200, 200],
		);
		await sleep(SETTLE_MS);
		assert.equal((await executions()).length, 1);
		assert.equal(followUps(mailId).length, 1);
	});
	await list.check('a new delivery, sent five times at once, starts one execution', async () => {
		const { id } = control.secureEmails.add({ address: 'someone@example.com' });
		const entity = { id, mediaType: 'email', interactionSubtype: 'InboundNew' } as const;
		control.webhook.set({ url: '' });
		const { operationId } = await control.webhook.send({
			entities: [{ event: 'STARTED', entity }],
		});
		control.webhook.set({ url: demo.interactionsUrl });
		const attempts = await control.webhook.redeliver(operationId, { times: 5, atOnce: true });
		assert.deepEqual(
			attempts.map(({ status }) => status),
			[200, 200, 200, 200, 200],
		);
		await n8n.rest.waitForExecutions(workflowId, 2);
		await sleep(SETTLE_MS);
		assert.equal((await executions()).length, 2);
		assert.equal(followUps(id).length, 1);
	});
	return started;
}
