import type { AxiosInstance } from 'axios';
import type { Simulator } from '../../../simulator';
import { startWithClient, until } from '../helper';

const WORKITEMS = '/nexus/v3/openmedia/workitems/interactions';
const COUNT = '/nexus/v3/securemail/count?address=consumer@example.com';

describe('faults', () => {
	let sim: Simulator;
	let client: AxiosInstance;
	let control: AxiosInstance;

	beforeAll(async () => {
		({ sim, client, control } = await startWithClient());
	});
	beforeEach(async () => await sim.control.reset());
	afterAll(async () => await sim.close());

	const statuses = async (times: number, url = COUNT) => {
		const seen: number[] = [];
		for (let i = 0; i < times; i++) seen.push((await client.get(url)).status);
		return seen;
	};
	const errorCode = async (request: Promise<unknown>) =>
		await request.then(
			() => 'answered',
			(error: { code: string }) => error.code,
		);

	test('status: 429 with Retry-After in seconds, once', async () => {
		await control.post('/faults', { kind: 'status', status: 429, retryAfter: 2 });
		const { status, headers, data } = await client.get(COUNT);
		expect([status, headers['retry-after'], data]).toEqual([
			429,
			'2',
			{ message: 'Too Many Requests' },
		]);
		expect(await statuses(1)).toEqual([200]);
	});

	test('status: body, headers and Retry-After as a date are as asked for', async () => {
		sim.control.faults.add({
			kind: 'status',
			status: 503,
			body: { status: { code: 503 } },
			retryAfter: 'Wed, 21 Oct 2026 07:28:00 GMT',
			headers: { 'x-extra': 'yes' },
		});
		const { status, headers, data } = await client.get(COUNT);
		expect(status).toBe(503);
		expect(headers).toMatchObject({
			'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT',
			'x-extra': 'yes',
		});
		expect(data).toEqual({ status: { code: 503 } });
	});

	test('rateLimit: so many in each window, 429 with Retry-After for the others', async () => {
		const limit = { kind: 'rateLimit', most: 2, windowMs: 60_000, times: 0 };
		await control.post('/faults', limit);
		expect(await statuses(4)).toEqual([200, 200, 429, 429]);
		const { headers } = await client.get(COUNT);
		expect(Number(headers['retry-after'])).toBeGreaterThan(30);
		expect(Number(headers['retry-after'])).toBeLessThanOrEqual(60);
		expect(sim.control.faults.list()).toEqual([
			{ ...limit, id: expect.any(Number), matched: 5, applied: 3, active: true },
		]);
		await sim.control.reset();
		await control.post('/faults', { ...limit, most: 1, windowMs: 50 });
		expect(await statuses(1)).toEqual([200]);
		await until(async () => (await client.get(COUNT)).status === 200);
	});

	test('skip and times count matching requests', async () => {
		sim.control.faults.add({ kind: 'status', status: 500, skip: 1, times: 2 });
		expect(await statuses(5)).toEqual([200, 500, 500, 200, 200]);
		expect(sim.control.faults.list()).toMatchObject([{ matched: 3, applied: 2, active: false }]);
	});

	test('times 0 goes on until cleared', async () => {
		await control.post('/faults', { kind: 'status', status: 500, times: 0 });
		expect(await statuses(4)).toEqual([500, 500, 500, 500]);
		expect((await control.delete('/faults')).data).toEqual([]);
		expect(await statuses(1)).toEqual([200]);
	});

	test.each([
		[{ method: 'post' }, [200, 418]],
		[{ path: '/nexus/v3/securemail' }, [418, 200]],
		[{ pathRegex: 'interactions$' }, [200, 418]],
		[{ header: { name: 'X-Mark', contains: 'ab' } }, [200, 418]],
		[{ bodyContains: 'needle' }, [200, 418]],
		[{ method: 'POST', bodyContains: 'another' }, [200, 200]],
		[{}, [418, 418]],
	])('match %j', async (match, expected) => {
		await control.post('/faults', { kind: 'status', status: 418, times: 0, match });
		const get = await client.get(COUNT);
		const post = await client.post(
			WORKITEMS,
			{ data: { userData: { a: 'needle' } } },
			{ headers: { 'x-mark': 'xabx' } },
		);
		expect([get.status, post.status]).toEqual(expected);
	});

	test('latency comes before another fault and before the answer', async () => {
		sim.control.faults.add({ kind: 'latency', ms: 500, times: 2 });
		sim.control.faults.add({ kind: 'status', status: 500 });
		for (const [index, expected] of [500, 200].entries()) {
			const answered = statuses(1);
			await until(() => sim.control.requests.list().length > index);
			// Others are answered meanwhile.
			await control.get('/faults');
			const waiting = sim.control.requests.list()[index];
			expect([waiting.fault, waiting.status]).toEqual(['latency', null]);
			expect(await answered).toEqual([expected]);
		}
		expect(sim.control.requests.list().map(({ fault }) => fault)).toEqual(['status', 'latency']);
	});

	test('reset drops the connection and nothing happens', async () => {
		sim.control.faults.add({ kind: 'reset' });
		expect(await errorCode(client.post(WORKITEMS, { data: { externalId: 'x' } }))).toBe(
			'ECONNRESET',
		);
		expect(sim.control.workitems.list()).toEqual([]);
		expect(sim.control.requests.list()).toMatchObject([{ status: null, fault: 'reset' }]);
	});

	test('resetAfter drops the connection after the operation', async () => {
		sim.control.faults.add({ kind: 'resetAfter' });
		expect(await errorCode(client.post(WORKITEMS, { data: { externalId: 'x' } }))).toBe(
			'ECONNRESET',
		);
		expect(sim.control.workitems.list()).toMatchObject([{ externalId: 'x' }]);
		expect(sim.control.requests.list()).toMatchObject([{ status: null, fault: 'resetAfter' }]);
		expect((await client.post(WORKITEMS, { data: { externalId: 'x' } })).status).toBe(409);
	});

	test('truncate announces the whole body and sends half of it', async () => {
		const whole = JSON.stringify((await client.get(COUNT)).data);
		sim.control.faults.add({ kind: 'truncate' });
		const response = await fetch(`${sim.url}${COUNT}`, { headers: { 'x-api-key': sim.apiKey } });
		expect(response.status).toBe(200);
		expect(Number(response.headers.get('content-length'))).toBe(whole.length);
		await expect(response.text()).rejects.toThrow('terminated');
	});

	test('softFailure is a 200 that says FAILURE, and nothing happens', async () => {
		sim.control.faults.add({ kind: 'softFailure', message: 'Mailbox is busy' });
		const { status, data } = await client.post('/nexus/v3/securemail', {
			data: { address: 'soft@example.com' },
		});
		expect(status).toBe(200);
		expect(data.status).toMatchObject({ code: 'FAILURE', message: 'Mailbox is busy' });
		expect(sim.control.secureEmails.list().map(({ address }) => address)).not.toContain(
			'soft@example.com',
		);
	});

	test.each([
		{},
		{ kind: 'explode' },
		{ kind: 'status' },
		{ kind: 'status', status: '500' },
		{ kind: 'latency', ms: -1 },
		{ kind: 'reset', ms: 5 },
		{ kind: 'reset', times: -1 },
		{ kind: 'reset', match: { url: '/' } },
		{ kind: 'reset', match: { pathRegex: '(' } },
	])('%j is no fault', async (rule) => {
		const { status, data } = await control.post('/faults', rule);
		expect(status).toBe(400);
		expect(data.message).toEqual(expect.any(String));
		expect(sim.control.faults.list()).toEqual([]);
	});

	test('the control API itself is never disturbed', async () => {
		sim.control.faults.add({ kind: 'reset', times: 0 });
		expect((await control.get('/faults')).status).toBe(200);
	});
});

test('closing ends a latency under way at once', async () => {
	// Waiting for its end would take longer than the test may.
	const { sim, client } = await startWithClient({ latencyMs: 60_000 });
	const request = client.get(COUNT).catch(() => undefined);
	await until(() => sim.control.requests.maxInFlight() === 1);
	await sim.close();
	await request;
});
