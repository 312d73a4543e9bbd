import { createHmac } from 'node:crypto';
import { connect } from 'node:net';
import axios from 'axios';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { startSimulator } from '../../simulator';
import { runNode } from '../harness/runNode';
import {
	initDeduplication,
	startTriggerHost,
	type TriggerHost,
	type TriggerHostOptions,
} from '../harness/triggerHost';

const NODE = 'genesysInteractionsTrigger';
const SECRET = 'app secret';
const client = axios.create({ proxy: false, validateStatus: () => true });

let host: TriggerHost;
let hosts = 0;

async function start(
	parameters: INodeParameters = {},
	more: Partial<TriggerHostOptions> = {},
): Promise<void> {
	await host?.close();
	host = await startTriggerHost({
		node: NODE,
		parameters: { events: ['STARTED', 'FINISHED'], output: 'entity', ...parameters },
		credentials: { genesysWebhookApi: { appSecret: SECRET, previousAppSecret: '' } },
		workflowId: `workflow-${++hosts}`,
		...more,
	});
}

const event = (
	name: string,
	id: string,
	mediaType = 'email',
	interactionSubtype = 'InboundNew',
) => ({
	event: name,
	entity: { id, mediaType, interactionSubtype, selfUri: `http://genesys.example/${id}` },
});
const delivery = (operationId: string | undefined, ...entities: unknown[]) =>
	JSON.stringify({ operationId, data: { entities } });
const sign = (body: string, secret = SECRET) =>
	`sha1=${createHmac('sha1', secret).update(body).digest('hex')}`;

async function post(body: string, headers: Record<string, string | undefined> = {}) {
	return await client.post(host.url, body, {
		headers: { 'content-type': 'application/json', 'x-hub-signature': sign(body), ...headers },
		transformRequest: (data: string) => data,
	});
}

afterAll(async () => await host.close());

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
		for (const body of ['{}', '{"data":{}}', '{"data":{"entities":[null]}}', 'null', '[]']) {
			expect((await post(body)).status).toBe(200);
		}
		expect(host.executions).toEqual([]);
	});

	test('that is signed but no JSON is refused', async () => {
		expect((await post('not json')).status).toBe(400);
		expect(host.executions).toEqual([]);
	});
});

describe('what is not signed with the secret gets 401 and starts nothing', () => {
	const body = delivery('op-1', event('STARTED', 'a'));
	const cases: Record<string, [body: string, headers: Record<string, string | undefined>]> = {
		'no signature': [body, { 'x-hub-signature': undefined }],
		'an empty signature': [body, { 'x-hub-signature': '' }],
		'another secret': [body, { 'x-hub-signature': sign(body, 'other') }],
		'an empty secret': [body, { 'x-hub-signature': sign(body, '') }],
		'another algorithm': [
			body,
			{ 'x-hub-signature': `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}` },
		],
		'a tampered body': [body.replace('"a"', '"b"'), { 'x-hub-signature': sign(body) }],
		'a truncated body': [body.slice(0, -3), { 'x-hub-signature': sign(body) }],
		'a body with other white space': [
			JSON.stringify(JSON.parse(body), null, 1),
			{ 'x-hub-signature': sign(body) },
		],
	};

	beforeEach(async () => await start());

	test.each(Object.keys(cases))('%s', async (name) => {
		const response = await post(...cases[name]);
		expect(response.status).toBe(401);
		expect(response.data).toEqual({ error: 'Unauthorized' });
		expect(host.executions).toEqual([]);
	});

	test('a refused delivery is not remembered: the genuine one is taken afterwards', async () => {
		await post(body, { 'x-hub-signature': sign(body, 'other') });
		expect((await post(body)).status).toBe(200);
		expect(host.executions).toHaveLength(1);
	});
});

describe('the secret', () => {
	const body = delivery('op-1', event('STARTED', 'a'));
	const credentials = (appSecret: string, previousAppSecret = '') => ({
		credentials: { genesysWebhookApi: { appSecret, previousAppSecret } },
	});

	test('that was valid before is still accepted while both are set', async () => {
		await start({}, credentials('new secret', SECRET));
		expect((await post(body)).status).toBe(200);
		expect((await post(body, { 'x-hub-signature': sign(body, 'new secret') })).status).toBe(200);
	});

	test.each([
		['no credential', { credentials: {} }],
		['an empty secret', credentials('')],
		['only a previous secret', credentials('', SECRET)],
	])('%s: nothing is accepted, and the node does not go live', async (_name, more) => {
		await start({}, more);
		expect((await post(body)).status).toBe(401);
		expect((await post(body, { 'x-hub-signature': sign(body, '') })).status).toBe(401);
		expect(host.executions).toEqual([]);
		await expect(host.hook('create')).rejects.toThrow('has no app secret');
	});

	test('is decrypted once for many deliveries, and a node that has one goes live', async () => {
		await start();
		for (let i = 0; i < 5; i++) await post(delivery(`op-${i}`, event('STARTED', 'a')));
		expect(host.executions).toHaveLength(5);
		expect(host.credentialUse.decrypted).toBe(1);
		expect(await host.hook('checkExists')).toBe(false);
		expect(await host.hook('create')).toBe(true);
		expect(await host.hook('delete')).toBe(true);
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

test('one item per delivery, with the headers when asked for', async () => {
	await start({ output: 'delivery', options: { includeHeaders: true } });
	await post(delivery('op-1', event('STARTED', 'a'), event('STARTED', 'b')), { 'x-own': 'yes' });
	const [[item]] = host.executions as Array<Array<IDataObject & { events: IDataObject[] }>>;
	expect(host.executions[0]).toHaveLength(1);
	expect(item.events.map(({ id }) => id)).toEqual(['a', 'b']);
	expect(item.headers).toMatchObject({ 'x-own': 'yes' });
});

describe('a delivery that comes again', () => {
	const body = delivery('op-1', event('STARTED', 'a'));

	beforeEach(async () => await start());

	test('five times one after another starts one execution, and is answered alike', async () => {
		const answers = [];
		for (let i = 0; i < 5; i++) answers.push(await post(body, { 'x-b3-traceid': `trace-${i}` }));
		expect(
			new Set(answers.map(({ status, data }) => `${status} ${JSON.stringify(data)}`)).size,
		).toBe(1);
		expect(host.executions).toHaveLength(1);
	});

	test('five times at once starts one execution, and all wait until it is registered', async () => {
		let registered = false;
		host.onRegister = async () => {
			await new Promise((resolve) => setTimeout(resolve, 50));
			registered = true;
		};
		const answers = await Promise.all(
			Array.from({ length: 5 }, async () => ({ ...(await post(body)), registered })),
		);
		expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
		expect(answers.every((answer) => answer.registered)).toBe(true);
		expect(host.executions).toHaveLength(1);
	});

	test('is taken when n8n could not take it the first time', async () => {
		host.onRegister = async () => await Promise.reject(new Error('database is down'));
		expect((await post(body)).status).toBe(500);
		host.onRegister = async () => {};
		expect((await post(body)).status).toBe(200);
		expect(host.executions).toHaveLength(1);
	});

	test('is taken again when the sender hung up before the answer', async () => {
		let release = () => {};
		const held = new Promise<void>((resolve) => (release = resolve));
		host.onRegister = async () => await held;
		const socket = connect(Number(new URL(host.url).port), '127.0.0.1');
		socket.write(
			`POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nX-Hub-Signature: ${sign(body)}\r\n` +
				`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
		);
		await new Promise((resolve) => setTimeout(resolve, 50));
		socket.destroy();
		host.onRegister = async () => {};
		expect((await post(body)).status).toBe(200);
		release();
	});

	test('with another operation id or other events is another delivery', async () => {
		await post(body);
		await post(delivery('op-2', event('STARTED', 'a')));
		await post(delivery('op-1', event('FINISHED', 'a')));
		await post(delivery('op-1', event('STARTED', 'b')));
		expect(host.executions).toHaveLength(4);
	});

	test('is known by its operation id and events, even when it is written differently', async () => {
		await post(body);
		await post(JSON.stringify(JSON.parse(body), null, 2));
		expect(host.executions).toHaveLength(1);
	});

	test('without an operation id is known by its bytes', async () => {
		const nameless = delivery(undefined, event('STARTED', 'a'));
		await post(nameless);
		await post(nameless);
		await post(delivery(undefined, event('STARTED', 'b')));
		expect(host.executions).toHaveLength(2);
	});

	test('starts the workflow again when the user wants that', async () => {
		await start({ options: { ignoreRedeliveries: false } });
		await post(body);
		await post(body);
		expect(host.executions).toHaveLength(2);
	});

	test('starts the workflow again while the user tests it', async () => {
		await start({}, { mode: 'manual' });
		await post(body);
		await post(body);
		expect(host.executions).toHaveLength(2);
	});
});

describe('in the execution, n8n’s database', () => {
	let database: Awaited<ReturnType<typeof initDeduplication>>;
	beforeAll(async () => (database = await initDeduplication()));
	beforeEach(() => {
		database.clear();
		database.failures = 0;
	});

	const run = async (deliveryId: string, executionId: string, options = {}) =>
		(
			await runNode({
				node: NODE,
				typeVersion: 1.1,
				parameters: { options },
				executionId,
				credentials: {},
				items: [
					{ deliveryId, id: 'a' },
					{ deliveryId, id: 'b' },
				],
			})
		).items.map(({ json }) => json.id);

	test('lets all items of a new delivery pass', async () => {
		expect(await run('d-1', '1')).toEqual(['a', 'b']);
		expect(await run('d-2', '2')).toEqual(['a', 'b']);
	});

	test('stops a delivery that another execution has taken', async () => {
		await run('d-1', '1');
		expect(await run('d-1', '2')).toEqual([]);
	});

	test('lets it pass again when n8n runs the same execution once more', async () => {
		await run('d-1', '1');
		expect(await run('d-1', '1')).toEqual(['a', 'b']);
	});

	test('is asked again when two executions collide in it', async () => {
		database.failures = 1;
		expect(await run('d-1', '1')).toEqual(['a', 'b']);
		expect(await run('d-1', '2')).toEqual([]);
	});

	test('that does not answer at all loses no delivery', async () => {
		database.failures = 2;
		expect(await run('d-1', '1')).toEqual(['a', 'b']);
	});

	test('is not asked when the user wants redeliveries to start the workflow', async () => {
		await run('d-1', '1');
		expect(await run('d-1', '2', { ignoreRedeliveries: false })).toEqual(['a', 'b']);
	});
});

test('takes what the simulator delivers', async () => {
	const sim = await startSimulator({ port: 0, appSecret: SECRET, samples: false });
	try {
		await start();
		sim.control.webhook.set({ url: host.url });
		sim.control.chats.start({});
		await sim.control.webhook.settled();
		expect(sim.control.webhook.deliveries()[0].state).toBe('delivered');
		expect(host.executions).toMatchObject([[{ event: 'STARTED', mediaType: 'chat' }]]);
	} finally {
		await sim.close();
	}
});
