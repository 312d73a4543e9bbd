/** @jest-environment node */
import type { Step } from './fakeSession';
import { event, fails, fakeSession, fakeTime, httpError, ok, pass, replies } from './fakeSession';

fakeTime();

const refuses = (error: string, advice?: object) => replies({ successful: false, error, advice });
const unknown = refuses('402::Unknown client');
const times = (count: number, step: Step) => Array.from({ length: count }, () => step);
const alternately = (...steps: Step[]) => times(100, steps[0]).flatMap(() => steps);
const handshakes = ({ sent }: Pick<ReturnType<typeof fakeSession>, 'sent'>) =>
	sent.filter(({ meta }) => meta === 'handshake').map(({ at }) => at);
const open = ['handshake', 'subscribe', 'connect', 'connect'];

describe('a lost session', () => {
	test.each<[string, Step]>([
		['402', unknown],
		['another number and the words', refuses('403::Unknown client')],
		['advice handshake', refuses('500::busy', { reconnect: 'handshake' })],
		['advice handshake with a success', replies({ advice: { reconnect: 'handshake' } })],
	])('is opened again at once after %s', async (_how, step) => {
		const opened: boolean[] = [];
		const fake = fakeSession({ onOpen: ({ reopened }) => void opened.push(reopened) });
		await fake.start();
		await pass(5_000);
		expect(fake.session.state.connectedSince).toBeDefined();
		await fake.answer(step);
		expect(fake.metas()).toEqual([...open, ...open]);
		expect(fake.sent[4].messages[0]).not.toHaveProperty('clientId');
		expect(fake.sent[7].messages[0].clientId).toBe('c2');
		expect(opened).toEqual([false, true]);
		expect(fake.session.state.reconnects).toBe(1);
		await fake.stop();
	});

	test('waits for the interval that comes with the advice', async () => {
		const fake = fakeSession();
		await fake.start();
		await pass(5_000);
		await fake.answer(refuses('402::', { reconnect: 'handshake', interval: 4_000 }));
		await pass(3_999);
		expect(fake.metas()).toEqual(open);
		await pass(1);
		expect(fake.metas().slice(4, 5)).toEqual(['handshake']);
		await fake.stop();
	});

	test('again and again is opened ever less often, then it is the end', async () => {
		const fake = fakeSession();
		fake.steps.connect = alternately(replies(), unknown);
		const outcome = await fake.start();
		await pass(62_000);
		expect(handshakes(fake)).toEqual([0, 1, 3, 7, 15, 31, 61].map((at) => at * 1_000));
		await pass(300_000);
		expect(outcome.error).toMatchObject({
			description: expect.stringContaining('402::Unknown client'),
		});
	});

	test.each<[string, Step]>([
		['a message', replies({}, [event(1)])],
		['polls that are answered at once', replies()],
	])('again and again, though %s came before, is no better', async (_what, step) => {
		const fake = fakeSession();
		fake.steps.connect = alternately(replies(), step, unknown);
		await fake.start();
		await pass(30_000);
		expect(handshakes(fake).length).toBeLessThan(8);
		await fake.stop();
	});

	test('that had lasted is opened again at once, whatever was before', async () => {
		const fake = fakeSession();
		fake.steps.connect = alternately(replies(), unknown).slice(0, 6);
		await fake.start();
		await pass(40_000);
		expect(handshakes(fake)).toEqual([0, 1_000, 3_000, 7_000]);
		await fake.answer(unknown);
		expect(handshakes(fake).at(-1)).toBe(40_000);
		await fake.answer(unknown);
		await pass(2_000);
		expect(handshakes(fake).at(-1)).toBe(42_000);
		await fake.stop();
	});

	test('that never answered a poll is a failure: longer and longer waits, then the end', async () => {
		const fake = fakeSession();
		fake.steps.connect.push(...times(100, unknown));
		const outcome = await fake.start();
		await pass(31_000);
		expect(handshakes(fake)).toEqual([0, 1_000, 3_000, 7_000, 15_000, 31_000]);
		await pass(300_000);
		expect(outcome.error).toMatchObject({
			description: expect.stringContaining('402::Unknown client'),
		});
	});

	test('a subscribe can find it lost, too', async () => {
		const fake = fakeSession();
		fake.steps.subscribe.push(unknown);
		await fake.start();
		await pass(1_000);
		expect(fake.metas()).toEqual(['handshake', 'subscribe', ...open]);
		await fake.stop();
	});
});

describe('a failed poll', () => {
	test.each<[string, Step]>([
		['the connection breaks', fails(new Error('ECONNRESET'))],
		['HTTP 500', fails(httpError(500))],
		['HTTP 502', fails(httpError(502))],
		['HTTP 408', fails(httpError(408))],
		['a refusal with advice retry', refuses('500::busy', { reconnect: 'retry' })],
		['an answer without a reply', () => ok([])],
		['a sign-in page', () => ok('<html>Sign in</html>')],
		['JSON that is not Bayeux', () => ok([{ status: 0 }])],
	])('goes on with the same session when %s', async (_how, step) => {
		const fake = fakeSession();
		await fake.start();
		await fake.answer(step);
		expect(fake.session.state.connectedSince).toBeUndefined();
		await pass(999);
		expect(fake.metas()).toEqual(open);
		await pass(1);
		expect(fake.metas()).toEqual([...open, 'connect', 'connect']);
		expect(fake.sent[4].messages[0]).toMatchObject({ clientId: 'c1', advice: { timeout: 0 } });
		expect(fake.isHeld()).toBe(true);
		expect(fake.session.state.reconnects).toBe(0);
		await fake.stop();
	});

	test('opens a new session when the server has forgotten the old one', async () => {
		const fake = fakeSession();
		await fake.start();
		await fake.answer(fails(new Error('ECONNRESET')));
		fake.steps.connect.push(unknown);
		await pass(1_000);
		expect(fake.metas()).toEqual([...open, 'connect', ...open]);
		await fake.stop();
	});

	test('with another 4xx gives up that session, says goodbye, and opens a new one', async () => {
		const fake = fakeSession();
		await fake.start();
		await pass(1_000);
		await fake.answer(fails(httpError(400)));
		await pass(200);
		expect(fake.metas()).toEqual([...open, 'disconnect', ...open]);
		await fake.stop();
	});

	test('waits longer from time to time', async () => {
		const fake = fakeSession();
		await fake.start();
		fake.steps.connect.push(...times(7, fails(new Error('down'))));
		await fake.answer(fails(new Error('down')));
		await pass(125_000);
		const polls = fake.sent.slice(4).map(({ at }) => at);
		expect(polls.slice(0, 8)).toEqual([1, 3, 7, 15, 31, 61, 91, 121].map((at) => at * 1_000));
		expect(fake.isHeld()).toBe(true);
		await fake.stop();
	});

	test.each<[string, (fake: ReturnType<typeof fakeSession>) => Promise<void>, number]>([
		['a poll that is answered', async (fake) => await fake.answer(replies()), 1_000],
		['a message', async (fake) => await fake.answer(replies({}, [event(1)])), 1_000],
		['ten seconds', async () => await pass(10_000), 1_000],
		['a probe alone', async () => await pass(8_000), 8_000],
	])('is forgiven by %s, or not', async (_what, happens, wait) => {
		const fake = fakeSession();
		await fake.start();
		fake.steps.connect.push(...times(2, fails(new Error('down'))));
		await fake.answer(fails(new Error('down')));
		await pass(7_000);
		await happens(fake);
		await pass(1_000);
		expect(fake.isHeld()).toBe(true);
		await fake.answer(fails(new Error('down')));
		await pass(wait - 1);
		expect(fake.isHeld()).toBe(false);
		await pass(1);
		expect(fake.isHeld()).toBe(true);
		await fake.stop();
	});

	test('waits with jitter', async () => {
		jest.spyOn(Math, 'random').mockReturnValue(0);
		const fake = fakeSession();
		await fake.start();
		await fake.answer(fails(new Error('down')));
		await pass(500);
		expect(fake.isHeld()).toBe(true);
		await fake.stop();
	});

	test.each([429, 503])('with HTTP %s waits as Retry-After says', async (status) => {
		const fake = fakeSession();
		await fake.start();
		await fake.answer(fails(httpError(status, 20_000)));
		await pass(19_999);
		expect(fake.metas()).toEqual(open);
		await pass(1);
		expect(fake.metas()).toEqual([...open, 'connect', 'connect']);
		await fake.stop();
	});

	test('waits as the answer of what onOpen asked says', async () => {
		const onOpen = jest.fn().mockRejectedValueOnce(httpError(429, 20_000));
		const fake = fakeSession({ onOpen });
		await fake.start();
		await pass(19_999);
		expect(handshakes(fake)).toEqual([0]);
		await pass(400);
		expect(handshakes(fake)).toHaveLength(2);
		await fake.stop();
	});
});
