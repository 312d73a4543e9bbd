/** @jest-environment node */
import type { Step } from '../../unit/cometd/fakeSession';
import {
	event,
	fails,
	fakeSession,
	httpError,
	ok,
	pass,
	replies,
	silent,
} from '../../unit/cometd/fakeSession';
import { chance } from '../servers/chance';
import { most } from './promises';

/** `SEEDS=1000` for a long run, `ONLY=7` for one of it. */
const { ONLY, SEEDS = '30' } = process.env;
const seeds = ONLY ? [Number(ONLY)] : Array.from({ length: Number(SEEDS) }, (_, n) => n + 1);
const MINUTES = 30;

/** A poll that is held for so many milliseconds, and then brings nothing. */
const held =
	(time: number): Step =>
	async (messages, request) =>
		await new Promise((resolve, reject) => {
			const timer = setTimeout(() => resolve(replies()(messages, request)), time);
			request.signal?.addEventListener('abort', () => {
				clearTimeout(timer);
				reject(new Error('aborted'));
			});
		});

/** A server that answers as its seed wants. */
function liar(next: () => number) {
	let told = 0;
	const pick = <T>(of: readonly T[]): T => of[Math.floor(next() * of.length)];
	const message = () => event(++told, next() < 0.5 ? { id: String(told) } : {});
	const lies: Array<() => Step> = [
		() => replies({ successful: false, error: '402::Unknown client' }),
		() => replies({ successful: false, error: '500::busy' }),
		() => replies({ successful: false, error: { code: 402 } }),
		() => replies({ advice: { reconnect: 'handshake' } }),
		() => replies({ clientId: 'x', advice: { interval: pick([-1, 0, 1e12, 'x', NaN]) } }),
		() => replies({ clientId: 'x', advice: { timeout: pick([-1, 0, 1, 1e12, null]) } }),
		() => fails(new Error('ECONNRESET')),
		() => fails(httpError(pick([400, 404, 408, 500, 502]))),
		() => fails(httpError(pick([429, 503]), pick([0, 1_000, undefined, 60_000]))),
		() => () => ok(pick<unknown>([[], null, '<html>', [null], { channel: 1 }, [[]]])),
		() => silent,
		() => replies({ clientId: 'x' }, [message()]),
		() => replies({ clientId: 'x' }),
	];
	const share = next();
	const habit = pick(lies);
	let honest = Math.ceil(next() * 40);
	const perhaps = (): Step | undefined => (next() < share ? pick(lies)() : undefined);
	const none = () => undefined;
	const { open, poll } = pick([
		{ open: perhaps, poll: perhaps },
		// It opens sessions and answers probes as it should, and polls always in the same wrong way.
		{ open: none, poll: (isProbe: boolean) => (isProbe ? undefined : habit()) },
		// It gives bad advice, and falls silent for good.
		{ open: none, poll: () => (--honest > 0 ? pick(lies.slice(4, 6))() : silent) },
	]);
	const connect: Step = async (messages, request) => {
		const isProbe = messages[0].advice !== undefined;
		const truth = isProbe ? replies() : held(next() * 60_000);
		return await (poll(isProbe) ?? truth)(messages, request);
	};
	return { open, connect, told: () => told };
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

test.each(seeds)(
	'a session with a server that lies neither hurries nor hangs: seed %i',
	async (seed) => {
		const next = chance(seed);
		const server = liar(next);
		const fake = fakeSession();
		// The script has no end: what is asked next is made up when it is asked.
		for (const meta of ['handshake', 'subscribe']) {
			Object.assign(fake.steps[meta], { shift: () => server.open() });
		}
		Object.assign(fake.steps.connect, { shift: () => server.connect });
		const outcome: { error?: unknown } = await fake.start();
		for (let minute = 0; minute < MINUTES; minute++) await pass(60_000);

		const at = (meta?: string) =>
			fake.sent.filter((one) => meta === undefined || one.meta === meta).map((one) => one.at);
		expect(most(at('handshake'), 60_000)).toBeLessThanOrEqual(20);
		// A poll that brings something may be followed by the next at once.
		expect(most(at(), 10_000)).toBeLessThanOrEqual(40 + server.told());
		expect(new Set(fake.got).size).toBe(fake.got.length);
		// Still at it, or given up with a reason. A poll may be held for as long as ten minutes.
		const last = at().at(-1) ?? 0;
		if (!outcome.error) expect(MINUTES * 60_000 - last).toBeLessThanOrEqual(611_000);
		else expect(String(outcome.error)).not.toMatch(/undefined|Cannot read/);
		await fake.stop();
	},
);
