import { waitFor, type N8nRest } from '../../tools/n8n';
import { connect, instance } from './support/instance';
import { outcomeOfPublication } from './support/publication';
import {
	AFTER,
	bodyOf,
	event,
	LiveTrigger,
	post,
	saveTrigger,
	signatureOf,
	TRIGGER,
} from './support/trigger';
import { saveCredential } from './support/workflows';

const SECRET = 'current-secret';

describe('an Interactions Trigger while it is built and changed', () => {
	let rest: N8nRest;

	beforeAll(async () => {
		rest = await connect();
	});

	test('while it listens for a test event, the Test URL takes one delivery', async () => {
		const credential = await saveCredential(rest, 'genesysWebhookApi', { appSecret: SECRET });
		const { workflow, path } = await saveTrigger(rest, credential);
		const url = `${instance().url}/webhook-test/${path}`;
		const body = bodyOf([event('tested')]);
		const headers = { 'X-Hub-Signature': signatureOf(body, SECRET) };
		const listen = async () =>
			await rest.call<{ waitingForWebhook?: boolean }>('POST', `/workflows/${workflow.id}/run`, {
				workflowData: await rest.getWorkflow(workflow.id),
				triggerToStartFrom: { name: TRIGGER },
			});

		expect((await post(url, body, headers)).status).toBe(404);
		for (const round of [1, 2]) {
			// The same delivery again: while it is being built, a redelivery is no duplicate.
			expect(await listen()).toMatchObject({ waitingForWebhook: true });
			expect(await post(url, body, headers)).toMatchObject({
				status: 200,
				body: { status: { code: 0, message: 'OK' }, data: { ids: [{ id: 'tested' }] } },
			});
			const executions = await rest.waitForExecutions(workflow.id, round);
			expect(executions).toHaveLength(round);
			const execution = await rest.getExecution(executions[0].id);
			expect(execution).toMatchObject({ mode: 'manual', status: 'success' });
			expect(execution.output(AFTER)).toMatchObject([{ event: 'STARTED', id: 'tested' }]);
		}
		expect((await post(url, body, headers)).status).toBe(404);

		// What is not signed is not let in here either.
		await listen();
		expect(await post(url, body, {})).toEqual({ status: 401, body: { error: 'Unauthorized' } });
		expect(await rest.waitForExecutions(workflow.id, 2)).toHaveLength(2);
	});

	test('with a credential that has no app secret, it does not go live and says why', async () => {
		const publish = async (data: { appSecret: string; previousAppSecret?: string }) => {
			const credential = await saveCredential(rest, 'genesysWebhookApi', data);
			const saved = await saveTrigger(rest, credential);
			// n8n answers at once, and publishes (and tries again for 15 s) then; the editor shows the outcome.
			await rest.activate(saved.workflow);
			return saved;
		};
		const saved = [
			await publish({ appSecret: '' }),
			await publish({ appSecret: '', previousAppSecret: 'old' }),
		];
		for (const { workflow, path } of saved) {
			expect(await outcomeOfPublication(rest, workflow.id)).toMatchObject({
				status: 'failed',
				triggers: [{ status: 'failed', errorMessage: 'This trigger has no secret' }],
			});
			const body = bodyOf([event('unverified')]);
			const url = `${instance().url}/webhook/${path}`;
			for (const secret of ['', 'old']) {
				const headers = { 'X-Hub-Signature': signatureOf(body, secret) };
				expect((await post(url, body, headers)).status).toBe(404);
			}
			expect(await rest.listExecutions(workflow.id)).toEqual([]);
			await rest.deactivate(workflow.id);
		}
	});

	test('with no credential at all, it is not activated and says why', async () => {
		const { workflow } = await saveTrigger(rest, undefined);
		await expect(rest.activate(workflow)).rejects.toThrow(/credential/i);
		expect(await rest.getWorkflow(workflow.id)).toMatchObject({ active: false });
	});

	test('a secret taken away while it is live: nothing is accepted any more', async () => {
		const data = { appSecret: SECRET };
		const credential = await saveCredential(rest, 'genesysWebhookApi', data);
		const live = await LiveTrigger.start(rest, credential, SECRET);
		const { type, name } = credential;
		await rest.updateCredential(credential.id, { type, name, data: { appSecret: '' } });
		// It was not asked for a delivery yet, so no secret is remembered.
		expect((await live.deliver(bodyOf([event('a')]))).status).toBe(401);
		expect((await live.deliver(bodyOf([event('b')]), { secret: '' })).status).toBe(401);
		expect(await rest.listExecutions(live.workflow.id)).toEqual([]);
		await live.stop();
	});

	test('a changed secret acts within seconds, with no restart', async () => {
		const data = { appSecret: SECRET };
		const credential = await saveCredential(rest, 'genesysWebhookApi', data);
		const live = await LiveTrigger.start(rest, credential, SECRET);
		expect((await live.deliver(bodyOf([event('before')]))).status).toBe(200);
		const { type, name } = credential;
		await rest.updateCredential(credential.id, { type, name, data: { appSecret: 'changed' } });
		const changed = Date.now();
		const body = bodyOf([event('after')]);
		await waitFor(
			'the changed secret to be accepted',
			async () => (await live.deliver(body, { secret: 'changed' })).status === 200 || undefined,
			60_000,
		);
		expect(Date.now() - changed).toBeLessThan(15_000);
		expect((await live.deliver(bodyOf([event('old')]))).status).toBe(401);
		const executions = await rest.waitForExecutions(live.workflow.id, 2);
		expect(executions).toHaveLength(2);
		await live.stop();
	});
});
