import { setTimeout as sleep } from 'node:timers/promises';
import type { INodeParameters, WorkflowExecuteMode } from 'n8n-workflow';
import type { Credentials } from '../../harness/additionalData';
import {
	keyCredential,
	oAuth2Credential,
	signedInCredential,
	tokenCredential,
} from '../../harness/genesysCredentials';
import { startTrigger, type RunningTrigger } from '../../harness/runTrigger';
import { withSimulator } from '../../harness/simulator';

const sim = withSimulator({
	samples: false,
	statistics: { tickMs: 0 },
	cometd: { timeoutMs: 1_000 },
});
let trigger: RunningTrigger | undefined;
let name: string;
let objects: Array<{ objectType: string; objectId: string }>;

beforeEach(() => {
	sim.control.statistics.set({ envelope: true, requireToken: true });
	const { objectType } = sim.control.statistics.objects()[0];
	objects = sim.control.statistics.objects().filter((object) => object.objectType === objectType);
	name = sim.control.statistics.profiles().find((profile) => profile.objectType === objectType)
		?.name as string;
});
afterEach(async () => {
	await trigger?.close();
	trigger = undefined;
	expect(sim.control.cometd.heldPolls()).toBe(0);
});

async function start(
	options: INodeParameters = {},
	more: INodeParameters = {},
	credentials: Credentials = signedInCredential(sim),
	mode: WorkflowExecuteMode = 'trigger',
) {
	trigger = await startTrigger(
		'genesysStatisticsTrigger',
		{
			authentication: 'token',
			statisticsMode: 'form',
			statistics: {
				entries: ['a', 'b'].map((statisticId, i) => ({
					statisticId,
					source: 'name',
					name,
					...objects[i],
				})),
			},
			output: 'update',
			options: { initialValues: false, ...options },
			...more,
		},
		credentials,
		mode,
	);
	return trigger;
}
const subscriptionId = () => sim.control.statistics.listSubscriptions()[0]?.subscriptionId;
const publish = (statisticId: string, n: number, timestamp?: number) =>
	sim.control.statistics.publishUpdates([
		{ subscriptionId: subscriptionId(), statisticId, value: { n } as never, timestamp },
	]);
const values = () =>
	trigger?.emitted
		.flat()
		.map(({ statisticId, value }) => [statisticId, (value as { n: number }).n]);

describe('updates', () => {
	test('are emitted, and say which object they are about', async () => {
		const { emitted, until } = await start();
		publish('a', 1, 1_000);
		await until(() => emitted.length === 1, 'an update');
		expect(emitted[0]).toEqual([
			{
				statisticId: 'a',
				name,
				...objects[0],
				subscriptionId: subscriptionId(),
				value: { n: 1 },
				timestamp: 1_000,
			},
		]);
	});

	test('come with and without the outer envelope', async () => {
		const { emitted, until } = await start();
		for (const envelope of [true, false]) {
			sim.control.statistics.set({ envelope });
			publish('a', envelope ? 1 : 2);
			await until(() => emitted.length === (envelope ? 1 : 2), 'an update');
		}
		expect(values()).toEqual([
			['a', 1],
			['a', 2],
		]);
	});

	test('that arrive together are one item each, or one item in all', async () => {
		const both = () =>
			sim.control.statistics.publishUpdates(
				['a', 'b'].map((statisticId) => ({
					subscriptionId: subscriptionId(),
					statisticId,
					value: { n: 1 } as never,
				})),
			);
		await start();
		both();
		await trigger?.until(() => trigger?.emitted.length === 1, 'updates');
		expect(trigger?.emitted[0].map(({ statisticId }) => statisticId)).toEqual(['a', 'b']);
		await trigger?.close();

		await start({}, { output: 'batch' });
		both();
		await trigger?.until(() => trigger?.emitted.length === 1, 'updates');
		expect(trigger?.emitted[0]).toMatchObject([
			{ statistics: [{ statisticId: 'a' }, { statisticId: 'b' }] },
		]);
	});

	test('of another subscription are not ours', async () => {
		const { emitted, until } = await start();
		sim.control.statistics.publishUpdates([
			{ subscriptionId: 'another', statisticId: 'a', value: { n: 1 } as never },
		]);
		publish('a', 2);
		await until(() => emitted.length > 0, 'an update');
		expect(values()).toEqual([['a', 2]]);
	});

	test('start with the current values, unless told otherwise', async () => {
		const { emitted, until } = await start({ initialValues: true });
		await until(() => emitted.length === 1, 'the initial values');
		expect(emitted[0].map(({ statisticId }) => statisticId)).toEqual(['a', 'b']);
	});

	test('with the same value are left out when only changes count', async () => {
		const { until } = await start({ onlyChanges: true });
		for (const n of [1, 1, 2, 2, 1]) publish('a', n);
		publish('b', 1);
		await until(() => values()?.length === 4, 'four changes');
		expect(values()).toEqual([
			['a', 1],
			['a', 2],
			['a', 1],
			['b', 1],
		]);
	});

	test.each(['={{ "5s" }}', '={{ NaN }}', -1, 1e12])(
		'a throttle of %p is an error at once',
		async (throttle) => {
			await expect(start({ throttle })).rejects.toThrow('Throttle');
		},
	);

	test('are throttled per statistic: the first at once, then the latest', async () => {
		const { until } = await start({ throttle: 0.5 });
		for (let n = 1; n <= 20; n++) publish('a', n);
		publish('b', 1);
		await until(() => values()?.length === 3, 'three updates');
		await new Promise((resolve) => setTimeout(resolve, 700));
		expect(values()).toEqual([
			['a', 1],
			['b', 1],
			['a', 20],
		]);
	});
});

describe('a loss', () => {
	test('of the session opens a new one with a new subscription, and nothing is emitted twice', async () => {
		const { until } = await start({ initialValues: true });
		await until(() => values()?.length === 2, 'the initial values');
		const before = subscriptionId();
		sim.control.cometd.loseSessions();
		await until(
			() => subscriptionId() !== before && subscriptionId() !== undefined,
			'a new subscription',
		);
		await until(() => sim.control.cometd.sessions().length === 1, 'a new session');
		publish('a', 5);
		await until(() => values()?.length === 3, 'the update after the loss');
		// The initial values of the new subscription are those that were emitted before.
		expect(values()?.slice(2)).toEqual([['a', 5]]);
		expect(sim.control.statistics.listSubscriptions()).toHaveLength(1);
	});

	test('of the service opens the subscription again when it is back', async () => {
		const { until, errors } = await start();
		const before = subscriptionId();
		sim.control.statistics.setServiceState('UNAVAILABLE');
		sim.control.statistics.setServiceState('AVAILABLE');
		await until(
			() => subscriptionId() !== undefined && subscriptionId() !== before,
			'a new subscription',
		);
		publish('b', 7);
		await until(() => values()?.length === 1, 'the update');
		expect(values()).toEqual([['b', 7]]);
		expect(errors).toEqual([]);
	});

	const states = () =>
		trigger?.emitted
			.flat()
			.map(({ event, serviceState, statisticId }) => serviceState ?? statisticId ?? event);

	test('"notifies subscribers with a ServiceStateChange message": an item, when that is wanted', async () => {
		const { until, emitted } = await start({ serviceState: true });
		sim.control.statistics.setServiceState('UNAVAILABLE');
		await until(() => emitted.length === 1, 'the outage');
		expect(emitted[0]).toEqual([
			{ event: 'ServiceStateChange', serviceState: 'UNAVAILABLE', timestamp: expect.any(Number) },
		]);
		expect(Math.abs(Date.now() - Number(emitted[0][0].timestamp))).toBeLessThan(10_000);
		sim.control.statistics.setServiceState('AVAILABLE');
		await until(() => emitted.length === 2, 'its end');
		expect(states()).toEqual(['UNAVAILABLE', 'AVAILABLE']);
	});

	test('is an item of its own, also where updates that arrive together are one', async () => {
		const { until, emitted } = await start({ serviceState: true }, { output: 'batch' });
		sim.control.statistics.setServiceState('UNAVAILABLE');
		await until(() => emitted.length === 1, 'the outage');
		expect(states()).toEqual(['UNAVAILABLE']);
	});

	test('is no item unless that is wanted', async () => {
		const { until } = await start();
		const before = subscriptionId();
		sim.control.statistics.setServiceState('UNAVAILABLE');
		sim.control.statistics.setServiceState('AVAILABLE');
		await until(
			() => subscriptionId() !== undefined && subscriptionId() !== before,
			'a new subscription',
		);
		publish('b', 7);
		await until(() => values()?.length === 1, 'the update');
		expect(states()).toEqual(['b']);
	});

	test('after an outage that was told, values come again though they are the same', async () => {
		const { until } = await start({ serviceState: true, initialValues: true, onlyChanges: true });
		await until(() => states()?.length === 2, 'the values at the start');
		sim.control.statistics.setServiceState('UNAVAILABLE');
		sim.control.statistics.setServiceState('AVAILABLE');
		await until(() => states()?.length === 6, 'the values after the outage');
		expect(states()).toEqual(['a', 'b', 'UNAVAILABLE', 'AVAILABLE', 'a', 'b']);
	});

	test('of the connection is survived', async () => {
		const { until } = await start();
		await until(() => sim.control.cometd.heldPolls() === 1, 'a held poll');
		sim.control.cometd.dropPolls();
		await until(() => sim.control.cometd.heldPolls() === 0, 'a dropped poll');
		await until(() => sim.control.cometd.heldPolls() === 1, 'a new poll');
		// What is told to a subscription that is just opened again is part of the loss: so it is told again.
		for (let told = 0; told < 50 && !values()?.length; told++) {
			publish('a', 3);
			await sleep(200);
		}
		expect(values()?.[0]).toEqual(['a', 3]);
	});
});

test('one session is known by its cookies, from the handshake to the goodbye, its subscription as well', async () => {
	const { close } = await start();
	await close();
	const [handshake, ...others] = sim.control.requests.list({ path: '/statistics/v3' });
	expect(handshake.headers.cookie).toBeUndefined();
	expect(others.map(({ method, path, headers }) => [method, path, headers.cookie])).toEqual(
		others.map(({ method, path }) => [
			method,
			path,
			expect.stringMatching(/^BAYEUX_BROWSER=[^;]+/),
		]),
	);
	const subscriptions = others.filter(({ path }) => path.includes('/subscriptions'));
	expect(subscriptions.map(({ method }) => method)).toEqual(['POST', 'DELETE']);
});

describe('what n8n sees', () => {
	test('closing leaves no subscription, session or request behind', async () => {
		const { close } = await start();
		await close();
		expect(sim.control.statistics.listSubscriptions()).toEqual([]);
		expect(sim.control.cometd.sessions()).toEqual([]);
		expect(sim.control.cometd.heldPolls()).toBe(0);
		const count = sim.control.requests.list().length;
		await new Promise((resolve) => setTimeout(resolve, 300));
		expect(sim.control.requests.list()).toHaveLength(count);
	});

	test('a wrong key fails the activation', async () => {
		await expect(
			start(
				{},
				{ authentication: 'apiKey' },
				{ genesysApi: { baseUrl: sim.url, apiKey: 'wrong' } },
			),
		).rejects.toThrow('refused the API key');
	});

	test('"you first need to authenticate": a key alone fails the activation, which says what to choose', async () => {
		await expect(start({}, { authentication: 'apiKey' }, keyCredential(sim))).rejects.toThrow(
			'Genesys wants a token for statistics: choose a Genesys OAuth2 API or Genesys Token API credential',
		);
	});

	test('a key alone is enough where the account says so', async () => {
		sim.control.statistics.set({ requireToken: false });
		const { until } = await start({}, { authentication: 'apiKey' }, keyCredential(sim));
		publish('a', 1);
		await until(() => values()?.length === 1, 'the update');
	});

	test('statistics that do not exist fail the activation', async () => {
		await expect(
			start({}, { statistics: { entries: [{ source: 'name', name: 'None', ...objects[0] }] } }),
		).rejects.toThrow(/could not open 1 of the statistics: ./);
	});

	test('an end for good while it is active is an error, so that it is never silently dead', async () => {
		const { until, errors } = await start();
		sim.control.cometd.refuseHandshakes({ times: 5, reconnect: 'none' });
		sim.control.cometd.loseSessions();
		await until(() => errors.length === 1, 'an error');
		expect(`${errors[0].message} ${errors[0].description}`).toMatch(/session/);
	});

	test('a manual test emits the first update', async () => {
		const { until, emitted } = await start(
			{ initialValues: true },
			{},
			signedInCredential(sim),
			'manual',
		);
		await until(() => emitted.length > 0, 'the initial values');
	});

	test.each([
		['oAuth2', oAuth2Credential],
		['token', tokenCredential],
	])(
		'a token (%s) that expires is renewed below the session',
		async (authentication, credential) => {
			const { until, errors } = await start({}, { authentication }, await credential(sim));
			sim.control.auth.expireTokens();
			await until(
				() =>
					sim.control.requests.list({ path: '/auth/v3/oauth/token' }).length >
					(authentication === 'token' ? 1 : 0),
				'a renewal',
			);
			await until(() => sim.control.cometd.heldPolls() === 1, 'a held poll');
			publish('a', 4);
			await until(() => values()?.length === 1, 'the update');
			expect(errors).toEqual([]);
		},
	);
});
