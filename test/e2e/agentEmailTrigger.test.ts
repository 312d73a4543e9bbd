import { setTimeout as sleep } from 'node:timers/promises';
import { waitFor, type N8nRest, type SavedCredential, type SavedWorkflow } from '../../tools/n8n';
import { startSimulator, type Simulator } from '../../simulator';
import { connect } from './support/instance';
import { outcomeOfPublication } from './support/publication';
import { executionsOf } from './support/statistics';
import { node, PACKAGE, saveChain, saveCredential } from './support/workflows';

const WATCH = 'Inbox';
const AFTER = 'After';

describe('the Agent Email Trigger', () => {
	let rest: N8nRest;
	let simulator: Simulator;
	let credential: SavedCredential;
	let active: SavedWorkflow[] = [];

	const inbox = () => simulator.control.webServices;
	const held = () => [inbox().cometd.sessions().length, inbox().cometd.heldPolls()].join();
	const untilHeld = async (what: string) =>
		await waitFor(`sessions and polls: ${what}`, async () => held() === what || undefined);

	beforeAll(async () => {
		rest = await connect();
		simulator = await startSimulator({ samples: false });
		credential = await saveAgent('agent-password');
	});

	afterEach(async () => {
		for (const { id } of active) await rest.deactivate(id);
		active = [];
		await untilHeld('0,0');
		await simulator.control.reset();
	});

	afterAll(async () => await simulator?.close());

	const saveAgent = async (password: string) =>
		await saveCredential(rest, 'genesysWebServicesApi', {
			...{ baseUrl: simulator.url, apiPath: '/api/v2', user: 'agent', password },
		});
	const save = async (parameters: Record<string, unknown> = {}, agent = credential) =>
		await saveChain(rest, 'Inbox', [
			node(WATCH, `${PACKAGE}.genesysAgentEmailTrigger`, parameters, { credential: agent }),
			node(AFTER, 'n8n-nodes-base.noOp'),
		]);
	const start = async (parameters: Record<string, unknown> = {}) => {
		const workflow = await save(parameters);
		await rest.activate(workflow);
		active.push(workflow);
		await untilHeld('1,1');
		return workflow;
	};
	/** What each execution so far was started with. */
	const started = async (workflow: SavedWorkflow, count: number) => {
		const executions = await executionsOf(rest, workflow, count);
		expect(executions.map(({ status }) => status)).toEqual(executions.map(() => 'success'));
		return executions.map(({ output }) => output(AFTER));
	};
	const perform = async (id: string, operationName: string) => {
		const authorization = `Basic ${Buffer.from('agent:agent-password').toString('base64')}`;
		await fetch(`${simulator.url}/api/v2/me/interactions/${id}`, {
			method: 'POST',
			headers: { authorization, 'content-type': 'application/json' },
			body: JSON.stringify({ operationName }),
		});
	};

	test('active: one execution for each notification, with one item', async () => {
		const workflow = await start();
		expect(await outcomeOfPublication(rest, workflow.id)).toMatchObject({
			status: 'published',
			triggers: [{ status: 'activated' }],
		});
		const { id } = await inbox().addEmail({ subject: 'First' });
		const second = await inbox().addEmail({ subject: 'Second' });
		await started(workflow, 2);
		await perform(id, 'Accept');
		expect(await started(workflow, 3)).toMatchObject([
			[{ id, state: 'Invited', subject: 'First', from: 'customer@example.com' }],
			[{ id: second.id, state: 'Invited', subject: 'Second' }],
			[{ id, state: 'Accepted', subject: 'First' }],
		]);
	});

	test('filtered: what is not asked for starts nothing', async () => {
		const workflow = await start({
			filters: { states: ['Accepted'], subtypes: ['InboundNew'], channels: 'email' },
		});
		const { id } = await inbox().addEmail();
		await perform(id, 'Accept');
		await perform(id, 'Complete');
		const { id: next } = await inbox().addEmail();
		await perform(next, 'Accept');
		expect(await started(workflow, 2)).toMatchObject([
			[{ id, state: 'Accepted' }],
			[{ id: next, state: 'Accepted' }],
		]);
	});

	test('a lost session: what came meanwhile is passed on, and notifications go on, each once', async () => {
		const workflow = await start();
		const known = await inbox().addEmail();
		await started(workflow, 1);
		const [before] = inbox().cometd.sessions();
		simulator.control.faults.add({
			...{ kind: 'status', status: 503 },
			match: { path: '/api/v2/notifications/handshake' },
		});
		inbox().cometd.loseSessions({ dropPolls: true });
		const missed = await inbox().addEmail();
		await started(workflow, 2);
		await untilHeld('1,1');
		expect(inbox().cometd.sessions()).not.toMatchObject([{ clientId: before.clientId }]);
		await perform(known.id, 'Accept');
		expect(await started(workflow, 3)).toMatchObject([
			[{ id: known.id, state: 'Invited' }],
			[{ id: missed.id, state: 'Invited' }],
			[{ id: known.id, state: 'Accepted' }],
		]);
	});

	test('open interactions at the start: one execution for each', async () => {
		const { id } = await inbox().addEmail();
		await waitFor('the notification', async () => inbox().notifications().length || undefined);
		const workflow = await start({ options: { openAtStart: true } });
		expect(await started(workflow, 1)).toMatchObject([[{ id, state: 'Invited', attachments: [] }]]);
	});

	test('deactivated: no session or held connect is left, and none comes', async () => {
		const workflow = await start();
		await rest.deactivate(workflow.id);
		active = [];
		await untilHeld('0,0');
		const sent = simulator.control.requests.list();
		expect(sent.filter(({ path }) => path.endsWith('/disconnect'))).toHaveLength(1);
		// Longer than the pause before a second attempt.
		await sleep(3_000);
		expect(simulator.control.requests.list()).toHaveLength(sent.length);
		expect(await rest.listExecutions(workflow.id)).toEqual([]);
	});

	test('run by hand: it takes the first notification, and leaves nothing behind', async () => {
		const workflow = await save();
		const id = await rest.runWorkflow(workflow.id, WATCH);
		await untilHeld('1,1');
		const email = await inbox().addEmail();
		const execution = await rest.waitForExecution(id);
		expect(execution).toMatchObject({ mode: 'manual', status: 'success' });
		expect(execution.output(AFTER)).toMatchObject([{ id: email.id, state: 'Invited' }]);
		await untilHeld('0,0');
	});

	test.each<[string, Record<string, unknown>, RegExp]>([
		['a wrong password', {}, /did not accept the sign-in of the agent/],
		[
			'a topic that is refused',
			{ options: { topic: '/none' } },
			/Check Notifications Topic \(\/none\)/,
		],
		[
			'an endpoint that is none',
			{ options: { endpoint: '/me/interactions/none' } },
			/Check Notifications Endpoint/,
		],
	])('%s: the activation fails, and says why', async (what, parameters, reason) => {
		const agent = what === 'a wrong password' ? await saveAgent('not the password') : credential;
		const workflow = await save(parameters, agent);
		await rest.activate(workflow);
		active.push(workflow);
		const { status, triggers } = await outcomeOfPublication(rest, workflow.id);
		expect(status).toBe('failed');
		expect(triggers).toMatchObject([
			{ status: 'failed', errorMessage: expect.stringMatching(reason) },
		]);
		expect(JSON.stringify(triggers)).not.toContain('not the password');
	});
});
