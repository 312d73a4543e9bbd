import fc from 'fast-check';
import type { Fault, Kind } from './genesys';
import { count, type World } from './world';

/** What the model knows: whether a trigger runs. */
export interface Model {
	isOpen: boolean;
}

type Command = fc.AsyncCommand<Model, World>;

function command(
	name: string,
	run: (world: World, model: Model) => Promise<void>,
	check: (model: Readonly<Model>) => boolean = () => true,
): Command {
	return {
		check,
		async run(model, world) {
			count.commands++;
			await run(world, model);
			await world.pass(0);
		},
		toString: () => name,
	};
}

const isOpen = ({ isOpen: open }: Readonly<Model>) => open;
const isClosed = (model: Readonly<Model>) => !model.isOpen;
const just = <T>(...values: T[]) => fc.constantFrom(...values);

const status = fc
	.record({
		how: just<'status'>('status'),
		status: just(429, 503, 500, 502, 408, 400),
		retryAfter: just<number | undefined>(undefined, undefined, 0, 1, 20, 60, 400),
	})
	.map((fault): Fault => (fault.status === 400 ? { how: 'status', status: 400 } : fault));
const broken = just<Fault>(
	{ how: 'refused' },
	{ how: 'lostBefore' },
	{ how: 'lostAfter' },
	{ how: 'silent' },
);
const refusal = fc.record({
	how: just<'bayeux'>('bayeux'),
	error: just('402::Unknown client', '500::busy', '503::later'),
	reconnect: just<string | undefined>(undefined, 'retry', 'handshake'),
});
const denial = just<Fault>(
	{ how: 'status', status: 403 },
	{ how: 'bayeux', error: '403::denied', reconnect: 'none' },
);
const body = fc.record({
	how: just<'body'>('body'),
	body: just<unknown>([], null, '<html>', [null], { channel: 1 }, [[]], {}),
});
const listBody = fc.record({
	how: just<'body'>('body'),
	body: just<unknown>(
		'text',
		{},
		{ interactions: null },
		{ interactions: { id: 'a' } },
		{
			interactions: [null, 'a', { id: 7 }, { id: 'i0', state: 'Accepted' }],
		},
	),
});

const often = (arbitrary: fc.Arbitrary<Fault>, weight: number) => ({ arbitrary, weight });
const cometdFault = fc.oneof(
	...[often(broken, 8), often(status, 4), often(refusal, 4), often(body, 2), often(denial, 1)],
);
const plan: Array<fc.Arbitrary<{ kind: Kind; fault: Fault }>> = [
	fc.record({
		kind: just<Kind>('connect', 'connect', 'handshake', 'subscribe'),
		fault: cometdFault,
	}),
	fc.record({ kind: just<Kind>('open'), fault: fc.oneof(broken, broken, status) }),
	fc.record({ kind: just<Kind>('list'), fault: fc.oneof(broken, status, listBody) }),
	fc.record({ kind: just<Kind>('remove', 'disconnect', 'token'), fault: fc.oneof(broken, status) }),
];

const faults = fc.array(fc.oneof(...plan), { minLength: 1, maxLength: 3 }).map((planned) =>
	command(`plan(${JSON.stringify(planned)})`, async ({ genesys }) => {
		genesys.faults.push(...planned);
	}),
);

const publish = fc
	.array(fc.nat(11), { minLength: 1, maxLength: 5 })
	.map((which) => command(`publish(${which.join()})`, async (world) => await world.publish(which)));

const pass = just(0, 100, 1_000, 5_000, 12_000, 35_000, 120_000).map((time) =>
	command(`pass(${time})`, async (world) => await world.pass(time)),
);

const cut = fc.nat(3).map((repeats) =>
	command(`cut(${repeats})`, async ({ genesys, server, setup }) => {
		const poll = genesys.sent.at(-1);
		const isPolled = poll?.kind === 'connect' && poll.endedAt === undefined;
		if (genesys.cut() > 0 && isPolled && setup.numbered) server.repeats = repeats;
	}),
);

const lose = just(
	command('lose()', async ({ genesys }) => {
		count.sessionsLost += genesys.bayeux.sessions().length;
		genesys.bayeux.lose();
	}),
);

const restart = fc
	.record({
		time: just(0, 500, 8_000, 45_000),
		how: just<'refused' | 'silent'>('refused', 'silent'),
	})
	.map(({ time, how }) =>
		command(`restart(${time}, ${how})`, async ({ genesys }) => {
			count.sessionsLost += genesys.bayeux.sessions().length;
			genesys.away = { until: Date.now() + time, how };
			genesys.cut();
			genesys.bayeux.lose();
		}),
	);

const advise = fc
	.record({
		hold: just(1_000, 5_000, 30_000, 60_000),
		interval: just(0, 0, 100, 2_000, 1e12),
		advice: just<Record<string, unknown>>(
			...[{}, {}, { interval: 1e12 }, { timeout: 1e12 }, { interval: 'x', timeout: -1 }],
			...[{ reconnect: 'handshake' }, { timeout: 0 }, { interval: NaN }],
		),
	})
	.map((advice) =>
		command(`advise(${JSON.stringify(advice)})`, async ({ server }) => {
			Object.assign(server, advice);
		}),
	);

const reorder = fc
	.boolean()
	.map((reorders) =>
		command(`reorder(${reorders})`, async ({ server }) => void Object.assign(server, { reorders })),
	);

const service = fc.boolean().map((available) =>
	command(`service(${available})`, async ({ genesys, setup }) => {
		if (setup.kind === 'statistics') genesys.setService(available);
	}),
);

/** What is told while the poll's answer is lost. */
const lost = fc.tuple(just('values', 'gone', 'back', 'outage'), fc.nat(11)).map(([what, which]) =>
	command(`lost(${what}, ${which})`, async (world) => {
		const { genesys, setup } = world;
		genesys.cut();
		if (what === 'values' || setup.kind === 'agentEmail') return await world.publish([which]);
		if (what !== 'back') genesys.setService(false);
		if (what !== 'gone') genesys.setService(true);
	}),
);

/** The service is gone and back, and then opens no subscription at once. */
const outage = fc
	.tuple(fc.array(fc.oneof(broken, status), { maxLength: 3 }), fc.boolean())
	.map(([planned, twice]) =>
		command(`outage(${JSON.stringify(planned)}, ${twice})`, async (world) => {
			const { genesys, setup } = world;
			if (setup.kind === 'agentEmail') return;
			genesys.setService(false);
			await world.pass(0);
			genesys.faults.push(...planned.map((fault) => ({ kind: 'open' as const, fault })));
			genesys.setService(true);
			if (twice) genesys.setService(true);
		}),
	);

const expire = fc.integer({ min: 0, max: 9 }).map((n) =>
	command(`expire(${n > 0 ? 'renewed' : 'refused'})`, async ({ genesys, setup }) => {
		genesys.canRenew = n > 0;
		if (setup.kind === 'statistics' || n === 0) genesys.token++;
	}),
);

const habit = fc
	.option(fc.oneof(broken, refusal, body), { nil: undefined })
	.map((fault) =>
		command(`habit(${JSON.stringify(fault)})`, async ({ genesys }) => void (genesys.habit = fault)),
	);

const close = just(
	command(
		'close()',
		async (world, model) => {
			await world.close();
			model.isOpen = false;
		},
		isOpen,
	),
);
const kill = just(
	command(
		'kill()',
		async (world, model) => {
			await world.kill();
			model.isOpen = false;
		},
		isOpen,
	),
);
const open = just(
	command(
		'open()',
		async (world, model) => {
			await world.open();
			model.isOpen = true;
		},
		isClosed,
	),
);

/** What can happen, in a row. */
export const commands = fc.commands(
	[
		...[
			publish,
			publish,
			publish,
			publish,
			pass,
			pass,
			pass,
			pass,
			faults,
			faults,
			faults,
			open,
			open,
		],
		...[lost, lost, outage, outage, cut, lose],
		...[restart, advise, reorder, service, expire, habit, close, kill],
	],
	{ maxCommands: 40, size: 'max' },
);
