import { randomUUID } from 'node:crypto';
import type { N8nRest, SavedCredential } from '../../tools/n8n';
import { startSimulator, type Simulator } from '../../simulator';
import { connect } from './support/instance';
import { AFTER, bodyOf, event, LiveTrigger, TRIGGER } from './support/trigger';
import { node, PACKAGE, runManually, saveChain, saveCredential } from './support/workflows';

const SECRET = 'current-secret';

describe('deliveries to a live Interactions Trigger', () => {
	let rest: N8nRest;
	let simulator: Simulator;
	let credential: SavedCredential;
	let live: LiveTrigger;
	const triggers: LiveTrigger[] = [];

	const start = async (parameters: Record<string, unknown> = {}) => {
		const trigger = await LiveTrigger.start(rest, credential, SECRET, parameters);
		triggers.push(trigger);
		return trigger;
	};

	beforeAll(async () => {
		rest = await connect();
		simulator = await startSimulator({ appSecret: SECRET });
		credential = await saveCredential(rest, 'genesysWebhookApi', { appSecret: SECRET });
		live = await start();
	});

	beforeEach(() => {
		simulator.control.webhook.clearDeliveries();
		simulator.control.webhook.set({ url: live.url });
	});

	afterAll(async () => {
		for (const trigger of triggers) await trigger.stop();
		await simulator?.close();
	});

	test('a chat that starts: 200 with the documented answer, one execution, one item', async () => {
		const chat = simulator.control.chats.start();
		await simulator.control.webhook.settled();
		const [delivery] = simulator.control.webhook.deliveries();
		expect(delivery.state).toBe('delivered');
		expect(delivery.attempts).toHaveLength(1);
		const [{ status, answer, traceId }] = delivery.attempts;
		expect(status).toBe(200);
		expect(JSON.parse(answer ?? '')).toEqual({
			status: { code: 0, message: 'OK' },
			data: { ids: [{ id: chat.id }] },
		});

		const [execution, ...more] = await live.started();
		expect(more).toEqual([]);
		expect(execution).toMatchObject({ status: 'success', mode: 'webhook' });
		const items = [
			{
				event: 'STARTED',
				id: chat.id,
				mediaType: 'chat',
				interactionSubtype: 'InboundNew',
				selfUri: chat.selfUri,
				operationId: delivery.operationId,
				traceId,
				deliveryId: expect.stringMatching(/^[0-9a-f]{32}$/),
			},
		];
		expect(execution.output(TRIGGER)).toEqual(items);
		expect(execution.output(AFTER)).toEqual(items);
	});

	test('a secure mail that a workflow sends and marks as read: STARTED, then FINISHED', async () => {
		const { url, apiKey } = simulator;
		const access = await saveCredential(rest, 'genesysApi', { baseUrl: url, apiKey });
		const secureEmail = (name: string, parameters: Record<string, unknown>) =>
			node(name, `${PACKAGE}.genesysSecureEmail`, parameters, { credential: access });
		const workflow = await saveChain(rest, 'Send and read', [
			node('Start', 'n8n-nodes-base.manualTrigger'),
			secureEmail('Send', {
				resource: 'secureEmail',
				operation: 'send',
				dataMode: 'defineBelow',
				data: { entries: [{ key: 'address', value: 'consumer@example.com' }] },
			}),
			secureEmail('Mark as Read', {
				resource: 'secureEmail',
				operation: 'markAsRead',
				secureMailId: { __rl: true, mode: 'id', value: '={{ $json.secureMailId }}' },
			}),
		]);
		const sent = await runManually(rest, workflow, 'Start');
		expect(sent.status).toBe('success');
		const id = sent.output('Send')[0].secureMailId;

		await simulator.control.webhook.settled();
		const executions = await live.started();
		const items = executions.flatMap(({ output }) => output(AFTER));
		expect(items).toMatchObject([
			{ event: 'STARTED', id, mediaType: 'email', interactionSubtype: 'InboundNew' },
			{ event: 'FINISHED', id, mediaType: 'email', interactionSubtype: 'InboundNew' },
		]);
	});

	test('two events in one delivery: one execution with an item for each', async () => {
		const finished = { ...event('two-b', { mediaType: 'email' }), event: 'FINISHED' as const };
		const body = bodyOf([event('two-a'), finished]);
		expect(await live.deliver(body)).toEqual({
			status: 200,
			body: {
				status: { code: 0, message: 'OK' },
				data: { ids: [{ id: 'two-a' }, { id: 'two-b' }] },
			},
		});
		const [execution, ...more] = await live.started();
		expect(more).toEqual([]);
		expect(execution.output(AFTER)).toMatchObject([
			{ event: 'STARTED', id: 'two-a', mediaType: 'chat' },
			{ event: 'FINISHED', id: 'two-b', mediaType: 'email' },
		]);
	});

	test('five times one after another: each answered 200, one execution', async () => {
		const first = await simulator.control.webhook.send({ entities: [event('in-turn')] });
		const { operationId } = first;
		const again = await simulator.control.webhook.redeliver(operationId, { times: 4 });
		const attempts = [...first.attempts, ...again];
		expect(attempts.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
		expect(new Set(attempts.map(({ answer }) => answer)).size).toBe(1);
		const executions = await live.started();
		expect(executions.map(({ output }) => output(AFTER))).toMatchObject([[{ id: 'in-turn' }]]);
	});

	test('five times at once: each answered 200, one execution', async () => {
		simulator.control.webhook.set({ url: '' });
		const { operationId } = await simulator.control.webhook.send({ entities: [event('at-once')] });
		simulator.control.webhook.set({ url: live.url });
		const attempts = await simulator.control.webhook.redeliver(operationId, {
			times: 5,
			atOnce: true,
		});
		expect(attempts.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
		expect(new Set(attempts.map(({ answer }) => answer)).size).toBe(1);
		const executions = await live.started();
		expect(executions.map(({ output }) => output(AFTER))).toMatchObject([[{ id: 'at-once' }]]);
	});

	test('five different deliveries at once: five executions', async () => {
		const ids = ['a', 'b', 'c', 'd', 'e'];
		const answers = await Promise.all(ids.map((id) => live.deliver(bodyOf([event(id)]))));
		expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
		const executions = await live.started();
		expect(executions.map(({ output }) => output(AFTER)[0].id).sort()).toEqual(ids);
	});

	test('what is not chosen or filtered out: 200 with its id, and no execution', async () => {
		const filtered = await start({
			events: ['FINISHED'],
			filters: { mediaTypes: ['email'], interactionSubtypes: ['InboundNew', 'Outbound'] },
		});
		const finished = (id: string, changes: Parameters<typeof event>[1]) => ({
			...event(id, { mediaType: 'email', ...changes }),
			event: 'FINISHED' as const,
		});
		const left = [
			event('wrong-event', { mediaType: 'email' }),
			finished('wrong-medium', { mediaType: 'chat' }),
			finished('wrong-subtype', { interactionSubtype: 'SMS' }),
		];
		for (const entity of left) {
			const { status, body } = await filtered.deliver(bodyOf([entity]));
			expect(status).toBe(200);
			expect(body).toMatchObject({ data: { ids: [{ id: entity.entity?.id }] } });
		}
		await filtered.deliver(bodyOf([...left, finished('passes', {})]));
		const executions = await rest.waitForExecutions(filtered.workflow.id, 1);
		expect(executions).toHaveLength(1);
		const { output } = await rest.getExecution(executions[0].id);
		expect(output(AFTER)).toMatchObject([{ event: 'FINISHED', id: 'passes' }]);
	});

	test('one item per delivery, with the headers when asked for', async () => {
		const perDelivery = await start({ output: 'delivery', options: { includeHeaders: true } });
		const operationId = randomUUID();
		await perDelivery.deliver(bodyOf([event('one'), event('two')], operationId), {
			headers: { 'X-B3-TraceId': 'trace-1' },
		});
		const [execution] = await perDelivery.started();
		expect(execution.output(AFTER)).toMatchObject([
			{
				operationId,
				traceId: 'trace-1',
				events: [{ id: 'one' }, { id: 'two' }],
				headers: { 'x-b3-traceid': 'trace-1', 'content-type': 'application/json' },
			},
		]);
	});

	test('with "Ignore Redeliveries" off, each copy starts an execution', async () => {
		const eager = await start({ options: { ignoreRedeliveries: false } });
		const body = bodyOf([event('copied')]);
		await eager.deliver(body);
		await eager.deliver(body);
		expect(await eager.started()).toHaveLength(2);
	});
});
