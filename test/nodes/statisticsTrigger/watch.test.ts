import type { INode } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import { statistics } from '../../../nodes/shared/apis/engage';
import { SERVICE, StatisticsWatch, UPDATES } from '../../../nodes/GenesysStatisticsTrigger/watch';
import type { ApiRequest } from '../../../nodes/shared/transport/api';
import { ApiResponse } from '../../../nodes/shared/transport/response';

/** Lets everything happen that takes no time. */
const settled = async () => await new Promise((resolve) => setImmediate(resolve));
const ok = (body: unknown) => new ApiResponse(200, {}, body, statistics.envelope);

/** What a watch of a first run is given besides, and where it tells what it is told. */
const toldTo = (received: unknown[]) => ({
	onValues: (values: unknown[]) => void received.push(...values),
	onUpdates: (updates: unknown[]) => void received.push(...updates),
	former: [],
	onOpening: () => {},
});

/** A statistics service that opens subscriptions when the test says so. */
function service() {
	const live = new Set<string>();
	const waiting: Array<{ id: string; answer: () => void }> = [];
	const send = async ({ method, path, body, signal }: ApiRequest) => {
		if (method === 'DELETE') {
			live.delete(path.split('/').pop() as string);
			return ok({});
		}
		const id = (body as { operationId: string }).operationId;
		return await new Promise<ApiResponse>((resolve, reject) => {
			signal?.addEventListener('abort', () => reject(new Error('aborted')));
			waiting.push({
				id,
				answer: () => {
					if (signal?.aborted) return;
					live.add(id);
					resolve(ok({ data: { subscriptionId: id, statistics: [] } }));
				},
			});
		});
	};
	return { live, waiting, send };
}

/** A watch whose subscription is open, and that was told that the service is gone and back. */
async function reopening() {
	const server = service();
	const received: unknown[] = [];
	const watch = new StatisticsWatch({
		send: server.send,
		statistics: [{ statisticId: 's', objectId: 'o', objectType: 'Agent', name: 'n' }],
		...toldTo(received),
		onServiceState: () => {},
		onFailure: () => {},
		logger: { info: () => {}, warn: () => {} },
	});
	const opening = () => ({ clientId: 'c', reopened: false, signal: new AbortController().signal });
	const first = watch.open(opening());
	await settled();
	server.waiting.shift()?.answer();
	await first;

	watch.receive(SERVICE, { data: { serviceState: 'UNAVAILABLE' } });
	server.live.clear();
	watch.receive(SERVICE, { data: { serviceState: 'AVAILABLE' } });
	await settled();
	return { ...server, watch, received, opening };
}

test('a session that is lost while the subscription is reopened: the last one opened is heard, no other stays', async () => {
	const { watch, waiting, live, received, opening } = await reopening();
	const second = watch.open(opening());
	await settled();
	const [slow, quick] = waiting;
	quick.answer();
	await second;
	slow.answer();
	await settled();

	const update = { subscriptionId: quick.id, statisticId: 's', value: {}, timestamp: 1 };
	watch.receive(UPDATES, { data: { statistics: [update] } });
	expect(received).toEqual([update]);
	expect([...live]).toEqual([quick.id]);
});

test('closed while the subscription is reopened: nothing is opened afterwards', async () => {
	const { watch, waiting, live } = await reopening();
	await watch.close();
	waiting[0].answer();
	await settled();
	expect(live.size).toBe(0);
});

test('unavailable while the subscription is opened: it is opened once more when the service is back', async () => {
	const { watch, waiting, live } = await reopening();
	watch.receive(SERVICE, { data: { serviceState: 'UNAVAILABLE' } });
	waiting.shift()?.answer();
	await settled();
	live.clear();
	watch.receive(SERVICE, { data: { serviceState: 'AVAILABLE' } });
	await settled();
	waiting.shift()?.answer();
	await settled();
	expect(live.size).toBe(1);
});

/** What a watch of three statistics makes of the answer to its subscription. */
async function opened(status: number, body: unknown, secrets: string[] = []) {
	const received: unknown[] = [];
	const object = { objectId: 'o', objectType: 'Agent', name: 'n' };
	const watch = new StatisticsWatch({
		send: Object.assign(async () => new ApiResponse(status, {}, body, statistics.envelope), {
			secrets: async () => secrets,
		}),
		statistics: ['a', 'b', 'c'].map((statisticId) => ({ statisticId, ...object })),
		...toldTo(received),
		onServiceState: () => {},
		onFailure: () => {},
		logger: { info: () => {}, warn: (words) => void warnings.push(words) },
	});
	await watch.open({ clientId: 'c', reopened: false, signal: new AbortController().signal });
	return received;
}
let warnings: string[] = [];
beforeEach(() => (warnings = []));

test.each([
	[{ status: { code: 0 }, data: { subscriptionId: null, statistics: null }, errors: null }],
	[{ status: { code: 0 }, data: null }],
	[{ status: { code: 0 }, data: { statistics: [null, { value: 1 }] } }],
	[''],
	[null],
])('an answer without usable values opens it all the same: %j', async (body) => {
	expect(await opened(200, body)).toEqual([]);
});

test('a refusal that names no statistic is that of all', async () => {
	await expect(opened(400, { status: { code: 400, message: 'Bad Request' } })).rejects.toThrow(
		'Genesys could not open 3 of the statistics: Bad Request',
	);
});

describe('a reason that repeats a secret is not told', () => {
	const errors = [{ status: { message: 'No access for the%2Dapi-key' } }];
	const LEFT_OUT = /could not open 1 of the statistics: What else was said is left out/;

	test.each([
		[400, { errors }],
		[200, { status: { code: 2 }, errors }],
	])('of a subscription that is not opened: HTTP %i', async (status, body) => {
		await expect(opened(status, body, ['the-api-key'])).rejects.toThrow(LEFT_OUT);
	});

	test('of one that is opened in part', async () => {
		const values = [{ subscriptionId: 's', statisticId: 'a', value: 1, timestamp: 1 }];
		const body = { status: { code: 2 }, errors, data: { statistics: values } };
		await opened(200, body, ['the-api-key']);
		expect(warnings).toEqual([expect.stringMatching(LEFT_OUT)]);
	});
});

describe('a service that is back, but asks to wait', () => {
	beforeEach(() => jest.useFakeTimers());
	afterEach(() => jest.useRealTimers());

	async function told(retryAfter: number) {
		const busy = new NodeApiError({ name: 'T' } as INode, { message: 'busy' }, { message: 'busy' });
		busy.context.retryAfter = retryAfter;
		const ask = jest.fn().mockResolvedValueOnce(ok({})).mockRejectedValueOnce(busy);
		ask.mockResolvedValue(ok({}));
		const send = async ({ method }: ApiRequest) => (method === 'POST' ? await ask() : ok({}));
		const onFailure = jest.fn();
		const watch = new StatisticsWatch({
			send,
			statistics: [],
			...toldTo([]),
			onServiceState: () => {},
			onFailure,
			logger: { info: () => {}, warn: () => {} },
		});
		await watch.open({ clientId: 'c', reopened: false, signal: new AbortController().signal });
		watch.receive(SERVICE, { serviceState: 'UNAVAILABLE' });
		watch.receive(SERVICE, { serviceState: 'AVAILABLE' });
		return { watch, ask, onFailure };
	}

	test('is asked again after that time', async () => {
		const { ask, onFailure } = await told(20_000);
		await jest.advanceTimersByTimeAsync(19_999);
		expect(ask).toHaveBeenCalledTimes(2);
		await jest.advanceTimersByTimeAsync(1);
		expect(ask).toHaveBeenCalledTimes(3);
		expect(onFailure).not.toHaveBeenCalled();
	});

	test('is not asked sooner when it says once more that it is back', async () => {
		const { ask, watch } = await told(20_000);
		await jest.advanceTimersByTimeAsync(5_000);
		watch.receive(SERVICE, { serviceState: 'UNAVAILABLE' });
		watch.receive(SERVICE, { serviceState: 'AVAILABLE' });
		await jest.advanceTimersByTimeAsync(14_999);
		expect(ask).toHaveBeenCalledTimes(2);
		await jest.advanceTimersByTimeAsync(1);
		expect(ask).toHaveBeenCalledTimes(3);
	});

	test('for more than five minutes is a failure at once', async () => {
		const { onFailure } = await told(300_001);
		await jest.advanceTimersByTimeAsync(0);
		expect(onFailure).toHaveBeenCalledTimes(1);
	});
});

describe('a subscription whose answer was lost', () => {
	/** A service whose first answers are lost, though what was asked is done. */
	function forgetful(lost: number) {
		const live = new Set<string>();
		const received: unknown[] = [];
		const send = async ({ method, path, body }: ApiRequest) => {
			const id = (body as { operationId?: string } | undefined)?.operationId;
			if (method === 'DELETE') live.delete(path.split('/').pop() as string);
			if (!id) return ok({});
			live.add(id);
			if (lost-- > 0) throw new Error('broken');
			const statistics = [{ statisticId: 's', value: live.size }];
			return ok({ data: { subscriptionId: id, statistics } });
		};
		const watch = new StatisticsWatch({
			...{ send, statistics: [] },
			...toldTo(received),
			...{ onServiceState: () => {}, onFailure: () => {} },
			logger: { info: () => {}, warn: () => {} },
		});
		return { live, received, watch };
	}
	const opening = { clientId: 'c', reopened: false, signal: new AbortController().signal };

	test('is removed when it is closed', async () => {
		const { live, watch } = forgetful(1);
		await expect(watch.open(opening)).rejects.toThrow('broken');
		expect(live.size).toBe(1);
		await watch.close();
		expect(live.size).toBe(0);
	});

	test('is removed when the service is back once more', async () => {
		const { live, watch } = forgetful(0);
		await watch.open(opening);
		for (const serviceState of ['UNAVAILABLE', 'AVAILABLE', 'UNAVAILABLE', 'AVAILABLE']) {
			watch.receive(SERVICE, { serviceState });
			await settled();
		}
		expect(live.size).toBe(1);
		await watch.close();
		expect(live.size).toBe(0);
	});

	test('of a poll: the subscription is opened anew, since its values tell what was in the answer', async () => {
		const { live, received, watch } = forgetful(0);
		await watch.open(opening);
		await watch.resume();
		await settled();
		expect(received).toHaveLength(2);
		expect(live.size).toBe(1);
		await watch.close();
		expect(live.size).toBe(0);
	});
});
