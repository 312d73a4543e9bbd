import { setTimeout as sleep } from 'node:timers/promises';
import { waitFor, type N8nRest, type SavedCredential, type SavedWorkflow } from '../../tools/n8n';
import { startSimulator, type Simulator } from '../../simulator';
import { connect, instance, startInstance, stopInstance } from './support/instance';
import { outcomeOfPublication } from './support/publication';
import { tokenCredential } from './support/exports';
import {
	AFTER_WATCH,
	executionsOf,
	held,
	NOTHING,
	ONE,
	saveStatisticsTrigger,
	tell,
	waitForSession,
	waiting,
	WATCH,
	WATCHED,
} from './support/statistics';
import { saveCredential } from './support/workflows';

/** Only what is told counts: it is not what the simulator's own values are. */
const ONLY_TOLD = { options: { catchUp: false, initialValues: false } };

describe('the Statistics Trigger', () => {
	let rest: N8nRest;
	let simulator: Simulator;
	let credential: SavedCredential;
	let active: SavedWorkflow[] = [];

	beforeAll(async () => {
		rest = await connect();
		// Nothing moves by itself, so that each test knows what is told.
		simulator = await startSimulator({ statistics: { tickMs: 0 } });
		credential = await tokenCredential(rest, simulator);
	});

	afterEach(async () => {
		for (const { id } of active) await rest.deactivate(id);
		active = [];
		await waitFor('nothing to be left', async () => isIdle() || undefined);
		await simulator.control.reset();
	});

	afterAll(async () => await simulator?.close());

	const isIdle = () => JSON.stringify(held(simulator)) === JSON.stringify(NOTHING);
	const start = async (parameters: Record<string, unknown> = {}) => {
		const workflow = await saveStatisticsTrigger(rest, credential, parameters);
		await rest.activate(workflow);
		active.push(workflow);
		return { workflow, ...(await waitForSession(simulator)) };
	};
	/** What each execution so far was started with. */
	const started = async (workflow: SavedWorkflow, count: number) => {
		const executions = await executionsOf(rest, workflow, count);
		expect(executions.map(({ status }) => status)).toEqual(executions.map(() => 'success'));
		return executions.map(({ output }) => output(AFTER_WATCH));
	};

	test('active: the values at the start, then each update, one item per statistic', async () => {
		const { workflow, subscriptionId } = await start();
		expect(await outcomeOfPublication(rest, workflow.id)).toMatchObject({
			status: 'published',
			triggers: [{ status: 'activated' }],
		});
		expect(simulator.control.statistics.listSubscriptions()[0].statistics).toEqual(WATCHED);
		const sent = simulator.control.requests.list();
		expect(new Set(sent.map(({ headers }) => headers['x-api-key']))).toEqual(
			new Set([simulator.apiKey]),
		);
		const [initial] = await started(workflow, 1);
		expect(initial).toMatchObject(WATCHED);

		tell(simulator, subscriptionId, 5, 6);
		const [, told] = await started(workflow, 2);
		const [object] = WATCHED;
		expect(told).toMatchObject([
			{ ...object, ...waiting(5), subscriptionId },
			{ ...object, ...waiting(6), subscriptionId },
		]);
		expect(told.map(({ timestamp }) => typeof timestamp)).toEqual(['number', 'number']);
	});

	test('what moves at the simulator over a minute arrives completely and once', async () => {
		const { workflow } = await start(ONLY_TOLD);
		const published = simulator.control.statistics.tick(60);
		expect(published.length).toBeGreaterThan(5);
		const seen = await waitFor('all updates', async () => {
			const lists = await started(workflow, 1);
			return lists.flat().length >= published.length ? lists.flat() : undefined;
		});
		const essence = (updates: Array<Record<string, unknown>>) =>
			updates.map(({ statisticId, value, timestamp }) =>
				JSON.stringify([statisticId, value, timestamp]),
			);
		expect(essence(seen).sort()).toEqual(essence(published as never).sort());
	});

	test('one item per notification, without the outer envelope', async () => {
		simulator.control.statistics.set({ envelope: false });
		const { workflow, subscriptionId } = await start({ ...ONLY_TOLD, output: 'batch' });
		tell(simulator, subscriptionId, 5, 6);
		const [told] = await started(workflow, 1);
		expect(told).toMatchObject([{ statistics: [waiting(5), waiting(6)] }]);
		simulator.control.statistics.set({ envelope: true });
	});

	test('a lost session: a new one is opened, and updates go on, each once', async () => {
		const first = await start(ONLY_TOLD);
		tell(simulator, first.subscriptionId, 1);
		await started(first.workflow, 1);
		expect(simulator.control.cometd.loseSessions({ dropPolls: true })).toBe(1);
		const second = await waitForSession(simulator, first);
		tell(simulator, second.subscriptionId, 2);
		expect((await started(first.workflow, 2)).flat()).toMatchObject([waiting(1), waiting(2)]);
		expect(held(simulator)).toEqual(ONE);
	});

	test('the service goes away and returns: the subscription is opened again in the session', async () => {
		const { workflow, clientId, subscriptionId } = await start(ONLY_TOLD);
		simulator.control.statistics.setServiceState('UNAVAILABLE');
		expect(held(simulator)).toEqual({ ...ONE, subscriptions: 0 });
		simulator.control.statistics.setServiceState('AVAILABLE');
		const again = await waitForSession(simulator, { subscriptionId });
		expect(again.clientId).toBe(clientId);
		tell(simulator, again.subscriptionId, 3);
		expect(await started(workflow, 1)).toMatchObject([[waiting(3)]]);
	});

	test('deactivated: no session, held connect or subscription is left, and none comes', async () => {
		const { workflow } = await start();
		await started(workflow, 1);
		await rest.deactivate(workflow.id);
		active = [];
		await waitFor('nothing to be left', async () => isIdle() || undefined, 10_000);
		const sent = simulator.control.requests.list();
		expect(sent.filter(({ path }) => path.endsWith('/disconnect'))).toHaveLength(1);
		expect(sent.filter(({ method }) => method === 'DELETE')).toHaveLength(1);
		// Longer than the pause before a second attempt.
		await sleep(3_000);
		expect(simulator.control.requests.list()).toHaveLength(sent.length);
		expect(held(simulator)).toEqual(NOTHING);
		expect(await rest.listExecutions(workflow.id)).toHaveLength(1);
	});

	test('run by hand: it takes the first update, and leaves nothing behind', async () => {
		const workflow = await saveStatisticsTrigger(rest, credential, ONLY_TOLD);
		const id = await rest.runWorkflow(workflow.id, WATCH);
		const { subscriptionId } = await waitForSession(simulator);
		tell(simulator, subscriptionId, 7);
		const execution = await rest.waitForExecution(id);
		expect(execution).toMatchObject({ mode: 'manual', status: 'success' });
		expect(execution.output(AFTER_WATCH)).toMatchObject([waiting(7)]);
		await waitFor('nothing to be left', async () => isIdle() || undefined, 10_000);
	});

	test('a wrong key: the activation fails, and says that the key was refused', async () => {
		const { url: baseUrl } = simulator;
		const wrong = await saveCredential(rest, 'genesysApi', { baseUrl, apiKey: 'not the key' });
		const workflow = await saveStatisticsTrigger(rest, wrong, { authentication: 'apiKey' });
		await rest.activate(workflow);
		active.push(workflow);
		const { status, triggers } = await outcomeOfPublication(rest, workflow.id);
		expect(status).toBe('failed');
		expect(triggers).toMatchObject([
			{ status: 'failed', errorMessage: expect.stringMatching(/API key/) },
		]);
		expect(JSON.stringify(triggers)).not.toContain('not the key');
		expect(held(simulator)).toEqual(NOTHING);
	});

	test('a statistic that does not exist: the activation fails, and says why', async () => {
		const statisticsJson = JSON.stringify([{ ...WATCHED[0], name: 'NoSuchStatistic' }]);
		const parameters = { statisticsMode: 'json', statisticsJson };
		const workflow = await saveStatisticsTrigger(rest, credential, parameters);
		await rest.activate(workflow);
		active.push(workflow);
		expect(await outcomeOfPublication(rest, workflow.id)).toMatchObject({
			status: 'failed',
			triggers: [
				{
					status: 'failed',
					errorMessage: expect.stringContaining('Genesys could not open 1 of the statistics: '),
				},
			],
		});
		expect(held(simulator)).toMatchObject({ polls: 0, subscriptions: 0 });
	});

	test('after a restart of n8n it is live again, with exactly one session', async () => {
		const { workflow, clientId, subscriptionId } = await start(ONLY_TOLD);
		tell(simulator, subscriptionId, 1);
		await started(workflow, 1);
		const { port } = instance();
		await stopInstance();
		await startInstance({ port });
		rest = await connect();
		const again = await waitForSession(simulator, { clientId, subscriptionId });
		expect(await rest.getWorkflow(workflow.id)).toMatchObject({ active: true });
		tell(simulator, again.subscriptionId, 2);
		expect((await started(workflow, 2)).flat()).toMatchObject([waiting(1), waiting(2)]);
		expect(held(simulator)).toEqual(ONE);
	});
});
