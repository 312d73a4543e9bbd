import type { AxiosInstance } from 'axios';
import type { Simulator } from '../../../simulator';
import { sign } from '../../../simulator/webhooks/signature';
import { Receiver, start, startWithClient, until } from '../helper';

describe('delivery of webhooks', () => {
	let sim: Simulator;
	let control: AxiosInstance;
	let receiver: Receiver;
	let url: string;

	beforeEach(async () => {
		receiver = new Receiver();
		url = await receiver.start();
		({ sim, control } = await startWithClient({
			webhook: { url, retryDelayMs: 40, timeoutMs: 5_000, maxAttempts: 3 },
		}));
	});
	afterEach(async () => {
		await sim.close();
		await receiver.close();
	});

	const startChat = async () => {
		sim.control.chats.start();
		await sim.control.webhook.settled();
	};

	test.each([201, 204, 302, 404, 500])(
		'%d is not 200: the same bytes come again with a new trace id',
		async (status) => {
			receiver.answer = (index, response) => {
				response.statusCode = index < 2 ? status : 200;
				response.setHeader('location', url);
				response.end(index < 2 ? '' : 'taken');
			};
			await startChat();
			const [first, second, third] = receiver.received;
			expect(receiver.received).toHaveLength(3);
			expect(second.bytes.equals(first.bytes) && third.bytes.equals(first.bytes)).toBe(true);
			expect(new Set(receiver.received.map(({ headers }) => headers['x-b3-traceid'])).size).toBe(3);
			expect(new Set(receiver.received.map(({ headers }) => headers['x-hub-signature'])).size).toBe(
				1,
			);

			const { data: deliveries } = await control.get('/webhook/deliveries?settled=true');
			expect(deliveries).toHaveLength(1);
			expect(deliveries[0]).toMatchObject({
				state: 'delivered',
				body: first.bytes.toString('utf8'),
				attempts: [{ status }, { status }, { status: 200, answer: 'taken' }],
			});
		},
	);

	test('no answer in time counts as none, and the attempts have an end', async () => {
		receiver.answer = () => {};
		sim.control.webhook.set({ timeoutMs: 50, maxAttempts: 2 });
		await startChat();
		expect(receiver.received).toHaveLength(2);
		expect(sim.control.webhook.deliveries()).toMatchObject([
			{
				state: 'failed',
				attempts: [
					{ number: 1, status: null, error: expect.stringContaining('50ms') },
					{ number: 2, status: null },
				],
			},
		]);
	});

	test('a receiver that is not there is tried again, too', async () => {
		await receiver.close();
		const delivery = await sim.control.webhook.send({ entities: [], maxAttempts: 2 });
		expect(delivery).toMatchObject({ state: 'failed', attempts: [{ status: null }, {}] });
		expect(delivery.attempts[0].error).toMatch(/ECONNREFUSED/);
		url = await receiver.start();
	});

	test('redelivers n times, one after the other or at once', async () => {
		await startChat();
		const [{ operationId }] = sim.control.webhook.deliveries();
		const open: number[] = [];
		receiver.answer = (_index, response) => {
			const [delivery] = sim.control.webhook.deliveries();
			open.push(delivery.attempts.filter(({ status }) => status === null).length);
			response.end();
		};
		const path = `/webhook/deliveries/${operationId}/redeliver`;
		const { data: attempts } = await control.post(path, { times: 3 });
		expect(attempts).toMatchObject([{ number: 2 }, { number: 3 }, { number: 4 }]);
		expect(open).toEqual([1, 1, 1]);
		receiver.together(4, (_index, response) => response.end());
		await control.post(path, { times: 4, atOnce: true });
		const [first, ...others] = receiver.received;
		expect(others).toHaveLength(7);
		expect(others.every(({ bytes }) => bytes.equals(first.bytes))).toBe(true);
		expect((await control.post('/webhook/deliveries/nobody/redeliver')).status).toBe(404);
	});

	test('spoiled deliveries: wrong in one thing, sent once', async () => {
		receiver.answer = (_index, response) => {
			response.statusCode = 401;
			response.end('{"error":"Unauthorized"}');
		};
		const entities = [{ event: 'STARTED' as const, entity: { id: 'a' } }];
		for (const spoil of ['tampered', 'unsigned', 'wrongSecret', 'truncated'] as const) {
			const { data } = await control.post('/webhook/deliveries', { entities, spoil });
			expect(data).toMatchObject({
				spoil,
				state: 'failed',
				attempts: [{ status: 401, answer: '{"error":"Unauthorized"}' }],
			});
			expect(data.attempts).toHaveLength(1);
		}
		const [tampered, unsigned, wrongSecret, truncated] = receiver.received;
		const right = ({ bytes }: { bytes: Buffer }) => sign(bytes.toString('utf8'), sim.appSecret);
		expect(JSON.parse(tampered.bytes.toString('utf8'))).toMatchObject({ tampered: true });
		expect(tampered.headers['x-hub-signature']).toMatch(/^sha1=[0-9a-f]{40}$/);
		expect(tampered.headers['x-hub-signature']).not.toBe(right(tampered));
		expect(unsigned.headers).not.toHaveProperty('x-hub-signature');
		expect(wrongSecret.headers['x-hub-signature']).toMatch(/^sha1=[0-9a-f]{40}$/);
		expect(wrongSecret.headers['x-hub-signature']).not.toBe(right(wrongSecret));
		expect(truncated.bytes.length).toBe(Math.floor(wrongSecret.bytes.length / 2));
		expect(() => JSON.parse(truncated.bytes.toString('utf8'))).toThrow();
	});

	test('without a URL events are kept unsent, and can be sent later', async () => {
		await control.put('/webhook', { url: '' });
		await startChat();
		const [delivery] = sim.control.webhook.deliveries();
		expect(delivery).toMatchObject({ state: 'unsent', attempts: [] });
		const path = `/webhook/deliveries/${delivery.operationId}/redeliver`;
		expect((await control.post(path)).status).toBe(409);
		await control.put('/webhook', { url });
		expect((await control.post(path)).status).toBe(200);
		expect(receiver.bodies()).toMatchObject([{ data: { entities: [{ event: 'STARTED' }] } }]);
	});

	// Waiting for the end of either would take longer than the test may.
	test.each(['waits to send again', 'waits for an answer'])(
		'closing while a delivery %s leaves nothing behind',
		async (moment) => {
			const silent = moment === 'waits for an answer';
			receiver.answer = (_index, response) => {
				response.statusCode = 500;
				if (!silent) response.end();
			};
			sim.control.webhook.set({ timeoutMs: 60_000, retryDelayMs: 60_000 });
			sim.control.chats.start();
			const status = silent ? null : 500;
			const { deliveries } = sim.control.webhook;
			await until(() => receiver.received.length > 0);
			await until(() => deliveries()[0].attempts[0].status === status);
			await sim.close();
			expect(deliveries()).toMatchObject([{ state: 'stopped', attempts: [{ status }] }]);
		},
	);
});

test('after close() nothing is delivered any more', async () => {
	const receiver = new Receiver();
	const sim = await start({ webhook: { url: await receiver.start() } });
	await sim.close();
	sim.control.chats.start();
	await sim.control.webhook.settled();
	expect(receiver.received).toEqual([]);
	await receiver.close();
});
