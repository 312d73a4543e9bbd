import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSimulator, type Simulator } from '../../simulator';
import { type N8nRest, type SavedCredential, type SavedWorkflow } from '../../tools/n8n';
import { agentCredential, startOnInvitation } from '../e2e/support/agentEmail';
import { LiveIntegration } from '../e2e/support/cloudMessaging';
import { exportTrigger, finishExport, tokenCredential } from '../e2e/support/exports';
import { channelCredential, SECRET, smsOf, TRIGGER as MESSAGES } from '../e2e/support/messaging';
import { outcomeOfPublication } from '../e2e/support/publication';
import { saveStatisticsTrigger, waitForSession } from '../e2e/support/statistics';
import { bodyOf, event, post, signatureOf, saveTrigger } from '../e2e/support/trigger';
import { node, PACKAGE, saveChain, saveCredential } from '../e2e/support/workflows';
import { folder, stack } from './support/stack';

const NOOP = 'n8n-nodes-base.noOp';

/** Every node type works where queue mode runs it. */
describe('in queue mode', () => {
	let rest: N8nRest;
	let simulator: Simulator;
	let token: SavedCredential;
	let active: SavedWorkflow[] = [];

	beforeAll(async () => {
		rest = await stack().connect();
		simulator = await startSimulator({ statistics: { tickMs: 0 } });
		token = await tokenCredential(rest, simulator);
	});

	afterEach(async () => {
		for (const { id } of active) await rest.deactivate(id);
		active = [];
	});

	afterAll(async () => await simulator?.close());

	/** What the logs of the workers say that they have executed. */
	const executedByWorkers = () =>
		['worker1', 'worker2'].flatMap((name) =>
			[
				...readFileSync(join(folder(), name, 'n8n.log'), 'utf8').matchAll(
					/started execution (\d+)/g,
				),
			].map(([, id]) => id),
		);
	const succeed = async (workflow: SavedWorkflow, count: number) => {
		const executions = await rest.waitForExecutions(workflow.id, count);
		expect(executions.map(({ status }) => status)).toEqual(executions.map(() => 'success'));
		expect(executedByWorkers()).toEqual(expect.arrayContaining(executions.map(({ id }) => id)));
		return await rest.getExecution(executions[0].id);
	};

	test('each action node runs on a worker, also when a person starts it in the editor', async () => {
		const { url: baseUrl, apiKey } = simulator;
		const channel = await channelCredential(rest, simulator);
		const agent = await agentCredential(rest, simulator);
		const cloud = await saveCredential(rest, 'genesysCloudOAuth2Api', {
			...{ region: 'custom', apiUrl: baseUrl, loginUrl: baseUrl },
			...{ grantType: 'clientCredentials', clientId: 'cloud-client' },
			...{ clientSecret: 'cloud-client-secret' },
		});
		const byKey = await saveCredential(rest, 'genesysApi', { baseUrl, apiKey });
		const { id: conversationId } = simulator.control.cloud.addConversation({ media: 'email' });
		const by = { authentication: 'token' };
		const steps: Array<[string, SavedCredential, Record<string, unknown>]> = [
			[
				'genesysOpenMedia',
				byKey,
				{
					...{ authentication: 'apiKey', resource: 'workitem', operation: 'create' },
					...{ openMediaService: 'workitems', dataMode: 'autoMapInputData' },
				},
			],
			[
				'genesysSecureEmail',
				byKey,
				{
					...{ authentication: 'apiKey', resource: 'secureEmail', operation: 'count' },
					address: 'consumer@example.com',
				},
			],
			['genesysAuthentication', token, { ...by, resource: 'user', operation: 'get' }],
			[
				'genesysStatistics',
				token,
				{
					...{ ...by, resource: 'statistic', operation: 'get' },
					...{ statisticName: 'TotalCallsInQueue', objectType: 'Queue', objectId: 'queue1' },
				},
			],
			[
				'genesysUserDataManagement',
				token,
				{ ...by, api: 'udm10', resource: 'exportJob', operation: 'getAll' },
			],
			[
				'genesysMessaging',
				channel,
				{
					...{ resource: 'message', operation: 'sendText' },
					...{ fromId: '+16504661149', toId: '+15559990000', text: 'Hello' },
				},
			],
			[
				'genesysAgentEmail',
				agent,
				{ authentication: 'webServices', resource: 'interaction', operation: 'getAll' },
			],
			[
				'genesysCloudConversations',
				cloud,
				{ resource: 'conversation', operation: 'get', conversationId },
			],
		];
		const workflow = await saveChain(rest, 'All', [
			node('Start', 'n8n-nodes-base.manualTrigger'),
			...steps.map(([type, credential, parameters]) => ({
				...node(type, `${PACKAGE}.${type}`, parameters, { credential }),
				alwaysOutputData: true,
				executeOnce: true,
			})),
		]);
		const id = await rest.runWorkflow(workflow.id, 'Start');
		const { data, status, runData } = await rest.waitForExecution(id);
		expect(JSON.stringify(data.resultData.error ?? 'none')).toBe('"none"');
		expect(status).toBe('success');
		expect(Object.keys(runData)).toEqual(['Start', ...steps.map(([type]) => type)]);
		expect(executedByWorkers()).toContain(id);
	});

	test.each(['webhook1', 'webhook2'] as const)(
		'the triggers that are delivered to work at %s',
		async (webhook) => {
			const at = (path: string) => `${stack().url(webhook)}/webhook/${path}`;
			const interactions = await saveTrigger(
				rest,
				await saveCredential(rest, 'genesysWebhookApi', { appSecret: SECRET }),
			);
			const trigger = node(MESSAGES, `${PACKAGE}.genesysMessagingTrigger`, undefined, {
				...{ typeVersion: 1.1, credential: await channelCredential(rest, simulator) },
			});
			const messages = await saveChain(rest, 'Messages', [trigger, node('After', NOOP)]);
			for (const workflow of [interactions.workflow, messages]) {
				await rest.activate(workflow);
				active.push(workflow);
			}
			const deliveries: Array<[string, string]> = [
				[interactions.path, bodyOf([event('one')])],
				[`${trigger.webhookId}/messaging`, smsOf(`at-${webhook}`)],
			];
			for (const [path, body] of deliveries) {
				await rest.waitForWebhook(path);
				const headers = { 'X-Hub-Signature': signatureOf(body, SECRET) };
				expect(await post(at(path), body, headers)).toMatchObject({ status: 200 });
				expect(await post(at(path), body, {})).toMatchObject({ status: 401 });
			}
			const received = await succeed(interactions.workflow, 1);
			expect(received.output('After')).toMatchObject([{ id: 'one' }]);
			const said = await succeed(messages, 1);
			expect(said.output('After')).toMatchObject([{ messageId: `at-${webhook}` }]);
		},
	);

	test('the trigger for messages of Genesys Cloud works', async () => {
		const secret = 'secret-of-the-integration';
		const credential = await saveCredential(rest, 'genesysWebhookApi', { appSecret: secret });
		const live = await LiveIntegration.start(rest, simulator, credential, secret);
		try {
			await live.deliver('one');
			expect(await live.passedOn()).toMatchObject([[{ messageId: 'one' }]]);
		} finally {
			await live.stop();
		}
	});

	test('the Export Trigger looks from the main process, and downloads on a worker', async () => {
		const workflow = await saveChain(rest, 'Exports', [exportTrigger(token), node('After', NOOP)]);
		await rest.activate(workflow);
		active.push(workflow);
		// It has looked by then.
		const outcome = await outcomeOfPublication(rest, workflow.id);
		expect(outcome).toMatchObject({ status: 'published' });
		finishExport(simulator, 'nightly');
		const { output } = await succeed(workflow, 1);
		expect(output('After')).toMatchObject([{ title: 'nightly' }]);
	});

	test('the triggers that listen do so in the main process, once, and start executions on workers', async () => {
		const statistics = await saveStatisticsTrigger(rest, token);
		await rest.activate(statistics);
		active.push(statistics);
		await waitForSession(simulator);
		await succeed(statistics, 1);
		const agent = await agentCredential(rest, simulator);
		const inbox = await startOnInvitation(rest, simulator, agent, [node('After', NOOP)]);
		active.push(inbox);
		const { id } = await simulator.control.webServices.addEmail();
		const { output } = await succeed(inbox, 1);
		expect(output('After')).toMatchObject([{ id }]);
		expect(simulator.control.webServices.cometd.sessions()).toHaveLength(1);
		expect(simulator.control.cometd.sessions()).toHaveLength(1);
	});
});
