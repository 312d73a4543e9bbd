/** @jest-environment node */
import { NodeApiError } from 'n8n-workflow';
import type { Step } from './fakeSession';
import { event, fails, fakeSession, fakeTime, httpError, ok, pass, replies } from './fakeSession';

fakeTime();

const hints = { endpoint: 'Check the endpoint', channels: 'Check the topic' };
const refuses = (error: string, advice?: object) => replies({ successful: false, error, advice });

describe('an endpoint that a user can name', () => {
	test.each<[string, Step]>([
		['HTTP 404', fails(httpError(404))],
		['HTTP 405', fails(httpError(405))],
		['a failure with HTTP 200', fails(httpError(200))],
		['what is no answer of CometD', () => ok({ hello: 'world' })],
	])('ends a first session at once: %s', async (_what, step) => {
		const fake = fakeSession({ hints });
		fake.steps.handshake.push(step);
		const outcome = await fake.start();
		await pass(200);
		expect(outcome.error).toBeDefined();
		expect(fake.metas()).toEqual(['handshake']);
	});

	test('is in the texts of the request and of the error', async () => {
		const fake = fakeSession({ hints });
		fake.steps.handshake.push(
			() => ok([]),
			() => ok('x'),
		);
		const outcome = await fake.start();
		await pass(1_200);
		expect(outcome.error).toMatchObject({
			message: 'The answer was not that of a CometD server. Check the endpoint',
		});
		const [{ request }] = fake.sent;
		for (const key of ['404', '405', 'notJson', 'soft']) {
			expect(request.explanations?.[key]?.message).toMatch(/\. Check the endpoint$/);
		}
	});

	test('that worked once is waited for, with a new session', async () => {
		const fake = fakeSession({ hints });
		const outcome = await fake.start();
		const lost = fails(httpError(404));
		fake.steps.handshake.push(lost, lost);
		await fake.answer(lost);
		await pass(5_000);
		expect(outcome).toEqual({});
		expect(fake.isHeld()).toBe(true);
		expect(fake.metas().filter((meta) => meta === 'handshake')).toHaveLength(4);
		await fake.stop();
	});

	test.each([500, 503, undefined])('is waited for when it only fails: HTTP %s', async (status) => {
		const fake = fakeSession({ hints });
		fake.steps.handshake.push(fails(httpError(status)));
		const outcome = await fake.start();
		await pass(1_200);
		expect(outcome).toEqual({});
		expect(fake.isHeld()).toBe(true);
		await fake.stop();
	});

	test('without hints, the failure is what it always was', async () => {
		const fake = fakeSession();
		const error = httpError(404);
		expect(error).toBeInstanceOf(NodeApiError);
		fake.steps.handshake.push(fails(error));
		const outcome = await fake.start();
		await pass(1_200);
		expect(outcome).toEqual({});
		expect(fake.sent[0].request.explanations).toBeUndefined();
		await fake.stop();
	});
});

describe('a channel that a user can name', () => {
	test.each(['400::', '401::', '403::denied', '404::unknown channel'])(
		'refused with %s: the end, which says what to check',
		async (error) => {
			const fake = fakeSession({ hints });
			fake.steps.subscribe.push(refuses(error));
			const outcome = await fake.start();
			await pass(200);
			expect(outcome.error).toMatchObject({
				message: `Genesys refused the subscribe of the notification session (${error}). Check the topic`,
			});
		},
	);

	test('is not blamed for a refused handshake', async () => {
		const fake = fakeSession({ hints });
		fake.steps.handshake.push(refuses('403::no', { reconnect: 'none' }));
		const outcome = await fake.start();
		await pass(200);
		expect(outcome.error).toMatchObject({
			message: 'Genesys refused the handshake of the notification session (403::no)',
		});
	});
});

describe('a session that survived a failure', () => {
	const broken = fails(new Error('broken'));

	test('tells so once polls are answered again, after the messages that came first', async () => {
		const told: string[] = [];
		const fake = fakeSession({
			onMessage: (_channel, data) => void told.push(String(data)),
			onOpen: () => void told.push('open'),
			onResume: () => void told.push('resume'),
		});
		await fake.start();
		fake.steps.connect.push(broken, replies({}, [event('message')]));
		await fake.answer(broken);
		await pass(5_000);
		expect(told).toEqual(['open', 'message', 'resume']);
		expect(fake.metas().filter((meta) => meta === 'handshake')).toHaveLength(1);
		expect(fake.isHeld()).toBe(true);
		await fake.stop();
	});

	test('has nothing to tell where the server has messages acknowledged', async () => {
		const onResume = jest.fn();
		const fake = fakeSession({ onResume });
		fake.steps.handshake.push(replies({ clientId: 'c1', ext: { ack: true } }));
		await fake.start();
		await fake.answer(broken);
		await pass(2_000);
		expect(fake.isHeld()).toBe(true);
		expect(onResume).not.toHaveBeenCalled();
		await fake.stop();
	});

	test('what is done about it ends with the session', async () => {
		let signal: AbortSignal | undefined;
		const fake = fakeSession({
			onResume: async (given) => {
				signal = given;
				await new Promise(() => {});
			},
		});
		await fake.start();
		await fake.answer(broken);
		await pass(2_000);
		expect(signal?.aborted).toBe(false);
		await fake.stop();
		expect(signal?.aborted).toBe(true);
	});
});
