/** @jest-environment node */
import { UserError } from 'n8n-workflow';
import { SessionFailure } from '../../../nodes/shared/cometd/failure';
import type { Step } from './fakeSession';
import { event, fails, fakeSession, fakeTime, httpError, ok, pass, replies } from './fakeSession';

fakeTime();

const refuses = (error: string, advice?: object) => replies({ successful: false, error, advice });
const times = (count: number, step: Step) => Array.from({ length: count }, () => step);
const open = ['handshake', 'subscribe', 'connect', 'connect'];

describe('the end', () => {
	test('comes when nothing succeeded for the time that was set', async () => {
		const fake = fakeSession({ settings: { giveUpAfter: 60_000 } });
		const outcome = await fake.start();
		await fake.answer(fails(httpError(500)));
		fake.steps.connect.push(...times(100, fails(httpError(500))));
		await pass(40_000);
		expect(outcome.error).toBeInstanceOf(UserError);
		expect(outcome.error).toMatchObject({
			message: 'The notification session with Genesys could not be kept open',
			description: expect.stringMatching(
				/^It failed 6 times in 31 s, at last because: HTTP 500\. /,
			),
		});
		expect(fake.metas().at(-1)).toBe('disconnect');
		expect(jest.getTimerCount()).toBe(0);
	});

	test('does not come from failures with a success between them', async () => {
		const fake = fakeSession({ settings: { giveUpAfter: 10_000 } });
		const outcome = await fake.start();
		for (let minute = 0; minute < 5; minute++) {
			await fake.answer(fails(httpError(500)));
			await pass(60_000);
		}
		expect(outcome).toEqual({});
		await fake.stop();
	});

	test('comes after the number of failures that was set', async () => {
		const fake = fakeSession({ settings: { maxFailures: 3 } });
		fake.steps.handshake.push(...times(9, refuses('500::busy')));
		const outcome = await fake.start();
		await pass(3_200);
		expect(outcome.error).toBeInstanceOf(UserError);
		expect(fake.metas()).toEqual(['handshake', 'handshake', 'handshake']);
	});

	test('comes at once when Genesys asks for more patience than was set', async () => {
		const fake = fakeSession();
		fake.steps.handshake.push(fails(httpError(429, 3_600_000)));
		const outcome = await fake.start();
		await pass(200);
		expect(outcome.error).toMatchObject({
			description: expect.stringContaining('Genesys asked to wait 3600 s.'),
		});
	});

	test.each([401, 403])('comes at once with HTTP %s, from whatever request', async (status) => {
		const error = httpError(status);
		for (const meta of ['handshake', 'subscribe', 'connect']) {
			const fake = fakeSession();
			fake.steps[meta].push(fails(error));
			const outcome = await fake.start();
			await pass(200);
			expect(outcome.error).toBe(error);
		}
		const fake = fakeSession({ onOpen: async () => await Promise.reject(error) });
		const outcome = await fake.start();
		await pass(200);
		expect(outcome.error).toBe(error);
		expect(fake.metas()).toEqual(['handshake', 'subscribe', 'disconnect']);
	});

	test.each(['handshake', 'connect'])('comes at once with advice none to a %s', async (meta) => {
		const fake = fakeSession();
		fake.steps[meta].push(refuses('403::not you', { reconnect: 'none' }));
		const outcome = await fake.start();
		await pass(200);
		expect(outcome.error).toBeInstanceOf(UserError);
		expect(outcome.error).toMatchObject({
			message: `Genesys refused the ${meta} of the notification session (403::not you)`,
			description: expect.stringContaining('may receive notifications'),
		});
		expect(jest.getTimerCount()).toBe(0);
	});

	test('comes at once with advice none to a poll that succeeded; its messages count', async () => {
		const fake = fakeSession();
		const outcome = await fake.start();
		await fake.answer(replies({ advice: { reconnect: 'none' } }, [event(1)]));
		await pass(200);
		expect(outcome.error).toMatchObject({ message: 'Genesys ended the notification session' });
		expect(fake.got).toEqual([1]);
		expect(fake.metas().at(-1)).toBe('disconnect');
	});
});

describe('opening again after', () => {
	test.each<[string, Step]>([
		['a refusal', refuses('500::busy')],
		['a refusal with 403 but no advice', refuses('403::later')],
		['a refusal with advice handshake', refuses('500::busy', { reconnect: 'handshake' })],
		['a reply without a client id', replies()],
		['a broken connection', fails(new Error('down'))],
		['HTTP 404', fails(httpError(404))],
	])('%s: handshake with backoff', async (_how, step) => {
		const fake = fakeSession();
		fake.steps.handshake.push(step, step);
		await fake.start();
		await pass(3_000);
		const at = fake.sent.filter(({ meta }) => meta === 'handshake').map((sent) => sent.at);
		expect(at).toEqual([0, 1_000, 3_000]);
		expect(fake.isHeld()).toBe(true);
		await fake.stop();
	});

	test('a success that comes with advice handshake is none', async () => {
		const fake = fakeSession();
		fake.steps.handshake.push(replies({ clientId: 'c1', advice: { reconnect: 'handshake' } }));
		await fake.start();
		expect(fake.metas()).toEqual(open);
		await fake.stop();
	});

	test('a subscription that is refused for now: goodbye, then all again', async () => {
		const fake = fakeSession();
		fake.steps.subscribe.push(refuses('500::busy'));
		await fake.start();
		await pass(1_200);
		expect(fake.metas()).toEqual(['handshake', 'subscribe', 'disconnect', ...open]);
		expect(fake.sent[2].messages[0].clientId).toBe('c1');
		expect(fake.sent[3].messages[0]).not.toHaveProperty('clientId');
		await fake.stop();
	});

	test('a subscription that is denied: never', async () => {
		const fake = fakeSession();
		fake.steps.subscribe.push(refuses('403::subscribe_denied'));
		const outcome = await fake.start();
		await pass(200);
		expect(outcome.error).toMatchObject({
			message: expect.stringContaining('403::subscribe_denied'),
		});
	});

	test('a subscribe with fewer replies than channels: goodbye, then all again', async () => {
		const fake = fakeSession({ channels: ['/a', '/b'] });
		fake.steps.subscribe.push(([first]) => ok([{ ...first, successful: true }]));
		await fake.start();
		await pass(1_200);
		expect(fake.metas()).toEqual(['handshake', 'subscribe', 'disconnect', ...open]);
		expect(fake.log).toContain(
			'warn Notification session interrupted: The answer of Genesys had no reply to the subscribe',
		);
		await fake.stop();
	});

	test('onOpen failed: goodbye, then all again, still as the first time', async () => {
		const opened: boolean[] = [];
		const fake = fakeSession({
			onOpen: async ({ reopened }) => {
				opened.push(reopened);
				if (opened.length === 1) throw httpError(500);
			},
		});
		await fake.start();
		await pass(1_200);
		expect(fake.metas()).toEqual(['handshake', 'subscribe', 'disconnect', ...open]);
		expect(opened).toEqual([false, false]);
		await fake.stop();
	});

	test('onOpen failed for good: never', async () => {
		const cause = new UserError('no such statistic');
		const fake = fakeSession({
			onOpen: () => {
				throw SessionFailure.fatal(cause);
			},
		});
		const outcome = await fake.start();
		await pass(200);
		expect(outcome.error).toBe(cause);
		expect(fake.metas().at(-1)).toBe('disconnect');
		expect(jest.getTimerCount()).toBe(0);
	});
});
