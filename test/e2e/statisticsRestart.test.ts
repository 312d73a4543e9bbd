import { setTimeout as sleep } from 'node:timers/promises';
import type { N8nRest, SavedWorkflow } from '../../tools/n8n';
import { startSimulator, type Simulator } from '../../simulator';
import { tokenCredential } from './support/exports';
import {
	connect,
	instance,
	killInstance,
	startInstance,
	stopInstance,
	type Instance,
} from './support/instance';
import {
	AFTER_WATCH,
	executionsOf,
	held,
	ONE,
	saveStatisticsTrigger,
	waitForSession,
} from './support/statistics';

/** Statistics of which some change in a while, and some do not. */
const WATCHED = [
	{ statisticId: 'waiting', objectType: 'Queue', objectId: 'queue1', name: 'TotalCallsInQueue' },
	{ statisticId: 'lost', objectType: 'Queue', objectId: 'queue1', name: 'TotalCallsAbandoned' },
	{ statisticId: 'one', objectType: 'Agent', objectId: 'agent1', name: 'CurrentAgentState' },
	{ statisticId: 'two', objectType: 'Agent', objectId: 'agent2', name: 'CurrentAgentState' },
	{ statisticId: 'calls', objectType: 'Agent', objectId: 'agent2', name: 'TotalCallsHandled' },
];

type Values = Record<string, string>;

/** n8n ends while the statistics go on; the tests build on one another. */
describe('the Statistics Trigger, when n8n ends', () => {
	let rest: N8nRest;
	let simulator: Simulator;
	let workflow: SavedWorkflow;
	let session: { clientId: string; subscriptionId: string };

	beforeAll(async () => {
		rest = await connect();
		// Nothing moves by itself, and a session is not forgotten before it is said goodbye to.
		simulator = await startSimulator({
			statistics: { tickMs: 0 },
			cometd: { maxIntervalMs: 3_600_000 },
		});
		const entries = WATCHED.map((statistic) => ({ ...statistic, source: 'name' }));
		const parameters = { statistics: { entries } };
		workflow = await saveStatisticsTrigger(
			rest,
			await tokenCredential(rest, simulator),
			parameters,
		);
		await rest.activate(workflow);
		session = await waitForSession(simulator);
	});

	afterAll(async () => {
		if (workflow) await rest.deactivate(workflow.id);
		await simulator?.close();
	});

	/** The statistics and their values as the server has them. */
	const current = async (): Promise<Values> => {
		const { accessToken } = simulator.control.auth.issueToken('agent');
		const answer = await fetch(`${simulator.url}/statistics/v3/operations/get-statistic-ex`, {
			method: 'POST',
			headers: {
				'content-type': 'application/json',
				'x-api-key': simulator.apiKey,
				authorization: `Bearer ${accessToken}`,
			},
			body: JSON.stringify({
				data: { statistics: WATCHED.map(({ statisticId: _id, ...named }) => named) },
			}),
		});
		const { data } = (await answer.json()) as { data: { statistics: Array<{ value: unknown }> } };
		return Object.fromEntries(
			data.statistics.map(({ value }, at) => [WATCHED[at].statisticId, JSON.stringify(value)]),
		);
	};
	/** What each execution so far was started with. */
	const told = async (count: number) =>
		(await executionsOf(rest, workflow, count)).map(({ output }) =>
			output(AFTER_WATCH).map(({ statisticId, value }) => [
				String(statisticId),
				JSON.stringify(value),
			]),
		);
	const differing = (before: Values, after: Values) =>
		Object.entries(after).filter(([id, value]) => before[id] !== value);
	/** Time passes at the server until some values are others than before, and some are not. */
	const move = async (before: Values) => {
		for (let step = 0; step < 200; step++) {
			simulator.control.statistics.tick();
			const news = differing(before, await current());
			if (news.length > 0 && news.length < WATCHED.length) return news;
		}
		throw new Error('all values have changed, or none');
	};
	/** Ends n8n, lets the values change if they are to, and starts n8n again. */
	const restart = async (end: () => Promise<void>, change: boolean) => {
		const { port }: Instance = instance();
		const before = await current();
		await end();
		const left = held(simulator);
		const news = change ? await move(before) : [];
		await startInstance({ port });
		rest = await connect();
		const former = session;
		session = await waitForSession(simulator, former);
		return { left, news };
	};

	test('first, the values at the start are passed on', async () => {
		expect((await told(1)).flat()).toEqual(Object.entries(await current()));
	});

	test.each([
		['stopped', stopInstance],
		['killed', killInstance],
	])(
		'%s: what differs from what was passed on last is passed on, once, and nothing else',
		async (_how, end) => {
			const before = (await rest.listExecutions(workflow.id)).length;
			const live = await move(await current());
			expect((await told(before + 1)).slice(before)).toEqual([live]);

			const { news } = await restart(end, true);
			expect((await told(before + 2)).slice(before + 1)).toEqual([news]);
			expect(held(simulator)).toEqual(ONE);

			// It listens, and nothing more has come of the restart.
			const more = await move(await current());
			expect((await told(before + 3)).slice(before + 2)).toEqual([more]);
		},
	);

	test('killed, and nothing has changed: nothing is passed on, and the session of before is ended', async () => {
		const before = (await rest.listExecutions(workflow.id)).length;
		const { left } = await restart(killInstance, false);
		// Killed, it could say goodbye to nobody.
		expect(left).toMatchObject({ sessions: 1, subscriptions: 1 });
		expect(held(simulator)).toEqual(ONE);
		await sleep(2_000);
		expect(await rest.listExecutions(workflow.id)).toHaveLength(before);
	});
});
