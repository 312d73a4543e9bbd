import { startTrigger } from '../../harness/runTrigger';
import { until } from '../../harness/until';
import { forward } from './clock';
import type { Running, Scenario, Stage } from './scenario';

/** A trigger that is told by CometD. */
interface Told {
	name: string;
	start: (stage: Stage) => ReturnType<typeof startTrigger>;
	/** Where the control of its server is. */
	cometd: string;
}

const statistics: Told = {
	name: 'Statistics Trigger',
	cometd: 'cometd',
	start: async ({ credentials }) =>
		await startTrigger(
			'genesysStatisticsTrigger',
			{
				...{ authentication: 'token', statisticsMode: 'form', output: 'update' },
				statistics: {
					entries: ['agent1', 'agent2'].map((objectId) => ({
						...{ statisticId: objectId, source: 'name', name: 'CurrentAgentState' },
						...{ objectType: 'Agent', objectId },
					})),
				},
				options: { throttle: 1, onlyChanges: true, serviceState: true },
			},
			credentials.signedIn,
		),
};

const agentEmail: Told = {
	name: 'Agent Email Trigger',
	cometd: 'webServices.cometd',
	start: async ({ credentials }) =>
		await startTrigger('genesysAgentEmailTrigger', {}, credentials.webServices),
};

const HOUR_MS = 3_600_000;
/** A session that lasted so long is replaced at once when it is lost. */
const LASTS_MS = 31_000;
/** Much less than the time in which an answer has to come. */
const STEP_MS = 100;

const activations = ({ name, start }: Told): Scenario => ({
	name: `${name}: activations`,
	short: { warmUp: 16, measured: 40, atOnce: 8 },
	long: { warmUp: 100, measured: 1_000, atOnce: 20 },
	open: async (stage) => ({
		async unit() {
			const trigger = await start(stage);
			if (trigger.errors.length > 0) throw trigger.errors[0];
			await trigger.close();
		},
	}),
});

/** The ways in which a session ends, or a poll of it; `true` when a new session has to come of it. */
const LOSSES: Array<[string, object | undefined, boolean]> = [
	['loseSessions', { dropPolls: true }, true],
	['loseSessions', {}, true],
	['dropPolls', undefined, false],
];

async function openLosses({ cometd, start }: Told, stage: Stage): Promise<Running> {
	const { ask } = stage;
	const trigger = await start(stage);
	const begin = Date.now();
	let lost = 0;
	const session = async () => {
		const [one] = await ask<Array<{ clientId: string; held: boolean }>>(`${cometd}.sessions`);
		return one?.held ? one.clientId : undefined;
	};
	/** Time passes while the server has no session that waits, as fast as it answers. */
	const held = async (isRight: (clientId: string) => boolean) =>
		await until(
			async () => {
				const clientId = await session();
				if (clientId !== undefined && isRight(clientId)) return true;
				forward(STEP_MS);
				return false;
			},
			'a session that waits',
			30,
		);
	await held(() => true);
	return {
		async unit(number) {
			const before = await session();
			const [how, given, isNew] = LOSSES[number % LOSSES.length];
			forward(LASTS_MS);
			await ask(`${cometd}.${how}`, ...(given ? [given] : []));
			await held((now) => (now !== before) === isNew);
			if (isNew) lost++;
			if (trigger.errors.length > 0) throw trigger.errors[0];
		},
		rest: () => void (trigger.emitted.length = 0),
		close: trigger.close,
		said: () => ({ sessionsLost: lost, hours: (Date.now() - begin) / HOUR_MS }),
	};
}

const losses = (told: Told): Scenario => ({
	name: `${told.name}: losses`,
	short: { warmUp: 9, measured: 32, atOnce: 1 },
	long: { warmUp: 75, measured: 750, atOnce: 1 },
	open: async (stage) => await openLosses(told, stage),
});

/** Triggers that are told by CometD: switched on and off, and for hours with sessions that are lost. */
export const toldByCometd: Scenario[] = [statistics, agentEmail].flatMap((told) => [
	activations(told),
	losses(told),
]);
