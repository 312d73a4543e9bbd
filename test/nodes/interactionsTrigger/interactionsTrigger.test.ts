import type { IDataObject, INodeParameters } from 'n8n-workflow';
import {
	delivery,
	event,
	host,
	post,
	SECRET,
	sign,
	start,
	stop,
} from '../../harness/interactionsTrigger';
import { withSimulator } from '../../harness/simulator';

afterAll(stop);

describe('an accepted delivery', () => {
	beforeEach(async () => await start());

	test('is answered as documented and gives one item per interaction', async () => {
		const body = delivery('op-1', event('STARTED', 'a'), event('FINISHED', 'b', 'chat', 'SMS'));
		const response = await post(body, { 'x-b3-traceid': 'trace-1' });
		expect(response.status).toBe(200);
		expect(response.data).toEqual({
			status: { code: 0, message: 'OK' },
			data: { ids: [{ id: 'a' }, { id: 'b' }] },
		});
		const common = {
			deliveryId: expect.stringMatching(/^[0-9a-f]{32}$/),
			operationId: 'op-1',
			traceId: 'trace-1',
		};
		expect(host.executions).toEqual([
			[
				{
					event: 'STARTED',
					id: 'a',
					mediaType: 'email',
					interactionSubtype: 'InboundNew',
					selfUri: 'http://genesys.example/a',
					...common,
				},
				{
					event: 'FINISHED',
					id: 'b',
					mediaType: 'chat',
					interactionSubtype: 'SMS',
					selfUri: 'http://genesys.example/b',
					...common,
				},
			],
		]);
	});

	test('may come as any content type: the bytes are what counts', async () => {
		const body = delivery('op-1', event('STARTED', 'a'));
		for (const type of ['application/octet-stream', 'text/x-unknown']) {
			expect(
				(
					await post(body.replace('op-1', type), {
						'content-type': type,
						'x-hub-signature': sign(body.replace('op-1', type)),
					})
				).status,
			).toBe(200);
		}
		expect(host.executions).toHaveLength(2);
	});

	test('without events is answered and starts nothing', async () => {
		for (const body of ['{}', '{"data":{}}', '{"data":null}', '{"data":{"entities":[null, 7]}}']) {
			expect((await post(body)).status).toBe(200);
		}
		expect(host.executions).toEqual([]);
	});

	test.each(['not json', 'null', '[]', '"text"', '7'])(
		'that is signed but no JSON object is refused: %s',
		async (body) => {
			expect((await post(body)).status).toBe(400);
			expect(host.executions).toEqual([]);
		},
	);

	test('"entity (object, optional)": an event without one is passed on', async () => {
		const entities = [{ event: 'STARTED' }, { event: 'STARTED', entity: 'a' }];
		expect((await post(delivery('op-1', ...entities))).data.data).toEqual({ ids: [] });
		expect(host.executions.flat().map(({ event, ...rest }) => [event, Object.keys(rest)])).toEqual(
			Array(2).fill(['STARTED', ['deliveryId', 'operationId']]),
		);
	});

	test('fields that JavaScript can make no text of are as good as none', async () => {
		const odd = { toString: 1, valueOf: null };
		const body = JSON.stringify({
			operationId: odd,
			data: { entities: [{ event: odd }, event('STARTED', 'a', odd as never, odd as never)] },
		});
		expect((await post(body)).status).toBe(200);
		const [[item], ...more] = host.executions;
		expect(more).toEqual([]);
		expect(item).toMatchObject({ event: 'STARTED', id: 'a', mediaType: odd });
		expect(item).not.toHaveProperty('operationId');
	});

	test('may begin with a byte order mark, which is signed too', async () => {
		expect((await post(`\ufeff${delivery('op-1', event('STARTED', 'a'))}`)).status).toBe(200);
		expect(host.executions).toMatchObject([[{ id: 'a' }]]);
	});
});

describe('filters', () => {
	const all = delivery(
		'op-1',
		event('STARTED', 'a', 'email', 'InboundNew'),
		event('FINISHED', 'b', 'email', 'Outbound'),
		event('STARTED', 'c', 'chat', 'WhatsApp'),
	);
	test.each<[INodeParameters, string[]]>([
		[{ events: ['STARTED'] }, ['a', 'c']],
		[{ events: ['FINISHED'] }, ['b']],
		[{ filters: { mediaTypes: ['chat'] } }, ['c']],
		[{ filters: { mediaTypes: ['chat', 'email'] } }, ['a', 'b', 'c']],
		[{ filters: { interactionSubtypes: ['Outbound', 'WhatsApp'] } }, ['b', 'c']],
		[{ filters: { mediaTypes: ['email'], interactionSubtypes: ['WhatsApp'] } }, []],
	])('%j lets pass %j', async (parameters, ids) => {
		await start(parameters);
		const response = await post(all);
		expect(response.status).toBe(200);
		expect(response.data.data.ids).toHaveLength(3);
		expect(host.executions.flat().map(({ id }) => id)).toEqual(ids);
		expect(host.executions).toHaveLength(ids.length ? 1 : 0);
	});
});

test('a filter passes what Genesys writes in other letters than its documents', async () => {
	await start({ filters: { mediaTypes: ['chat'], interactionSubtypes: ['WhatsApp'] } });
	await post(delivery('op-1', event('Started', 'a', 'Chat', 'whatsapp')));
	expect(host.executions).toMatchObject([[{ event: 'Started', id: 'a', mediaType: 'Chat' }]]);
});

test('one item per delivery, with the headers when asked for', async () => {
	await start({ output: 'delivery', options: { includeHeaders: true } });
	await post(delivery('op-1', event('STARTED', 'a'), event('STARTED', 'b')), { 'x-own': 'yes' });
	const [[item]] = host.executions as Array<Array<IDataObject & { events: IDataObject[] }>>;
	expect(host.executions[0]).toHaveLength(1);
	expect(item.events.map(({ id }) => id)).toEqual(['a', 'b']);
	expect(item.headers).toMatchObject({ 'x-own': 'yes' });
});

describe('with the simulator', () => {
	const sim = withSimulator({ appSecret: SECRET, samples: false });

	test('takes what it delivers', async () => {
		await start();
		sim.control.webhook.set({ url: host.url });
		sim.control.chats.start({});
		await sim.control.webhook.settled();
		expect(sim.control.webhook.deliveries()[0].state).toBe('delivered');
		expect(host.executions).toMatchObject([[{ event: 'STARTED', mediaType: 'chat' }]]);
	});
});
