import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import axios from 'axios';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { channelCredential } from '../harness/genesysCredentials';
import { startPollHost } from '../harness/runPoll';
import { withSimulator } from '../harness/simulator';
import {
	initDeduplication,
	startTriggerHost,
	type TriggerHost,
	type TriggerHostOptions,
} from '../harness/triggerHost';
import { until } from '../harness/until';

const NODE = 'genesysMessagingTrigger';
const SECRET = 'demo-channel-secret';
const client = axios.create({ proxy: false, validateStatus: () => true });

const sim = withSimulator();
let host: TriggerHost;
let hosts = 0;

beforeAll(async () => {
	await initDeduplication();
});
afterAll(async () => {
	await host?.close();
});

async function start(parameters: INodeParameters = {}, more: Partial<TriggerHostOptions> = {}) {
	await host?.close();
	host = await startTriggerHost({
		node: NODE,
		parameters,
		credentials: channelCredential(sim),
		workflowId: `messaging-${++hosts}`,
		...more,
	});
}
const sign = (body: string, secret = SECRET) =>
	`sha1=${createHmac('sha1', secret).update(body).digest('hex')}`;
const post = async (body: unknown, headers: Record<string, string | undefined> = {}) => {
	const text = typeof body === 'string' ? body : JSON.stringify(body);
	return await client.post(host.url, text, {
		headers: { 'content-type': 'application/json', 'x-hub-signature': sign(text), ...headers },
		transformRequest: (data: string) => data,
	});
};
const received = () => host.executions.flat();

const sms = {
	channel: {
		id: 'sms-channel',
		type: 'sms',
		from: { id: '+1555' },
		to: { id: '+1666' },
		messageId: 'm1',
	},
	type: 'Text',
	text: 'Hello 😀',
};
const email = {
	channel: {
		id: 'email-channel',
		type: 'email',
		from: { id: 'support@example.com', name: 'Support' },
		to: [{ id: 'a@example.com', name: 'A' }, { id: 'b@example.com' }],
	},
	type: 'Email',
	subject: 'Hi',
	content: [
		{ type: 'text', text: 'plain' },
		{ type: 'html', text: '<b>rich</b>' },
	],
};

describe('the output', () => {
	beforeEach(async () => await start());

	test('of an SMS', async () => {
		const answer = await post(sms, { 'x-b3-traceid': 'trace-1' });
		expect([answer.status, answer.data]).toEqual([200, { messageId: 'm1' }]);
		expect(received()).toEqual([
			{
				messageId: 'm1',
				channelId: 'sms-channel',
				channelType: 'sms',
				type: 'Text',
				from: { id: '+1555' },
				to: [{ id: '+1666' }],
				text: 'Hello 😀',
				deliveryId: 'sms-channel:m1',
				traceId: 'trace-1',
			},
		]);
	});

	test('of a part whose text is none', async () => {
		const content = [{ type: 'text', text: { toString: 1, valueOf: null } }];
		expect((await post({ ...email, content })).status).toBe(200);
		expect(received()).toMatchObject([{ subject: 'Hi', text: '', content }]);
	});

	test.each([
		['within the channel', { channel: { messageId: 'm2', context: { replyTo: { id: 'r' } } } }],
		['beside the channel', { messageId: 'm2', context: { replyTo: { id: 'r' } } }],
	])('of an email with its id %s', async (_where, more) => {
		const channel = { ...email.channel, ...(more as { channel?: object }).channel };
		const answer = await post({ ...email, ...more, channel });
		expect(answer.data).toEqual({ messageId: 'm2' });
		expect(received()).toEqual([
			{
				messageId: 'm2',
				channelId: 'email-channel',
				channelType: 'email',
				type: 'Email',
				from: { id: 'support@example.com', name: 'Support' },
				to: [{ id: 'a@example.com', name: 'A' }, { id: 'b@example.com' }],
				subject: 'Hi',
				text: 'plain',
				html: '<b>rich</b>',
				content: email.content,
				replyTo: { id: 'r' },
				deliveryId: 'email-channel:m2',
			},
		]);
	});

	test('without an id has one of its own, the same for each delivery', async () => {
		const first = await post(email);
		expect(first.data.messageId).toMatch(/^[0-9a-f]{32}$/);
		expect((await post(email)).data).toEqual(first.data);
		expect(received()).toHaveLength(1);
		expect((await post({ ...email, subject: 'other' })).data).not.toEqual(first.data);
	});

	test.each(['', null])('with the id %j has one of its own: none is lost', async (messageId) => {
		for (const text of ['one', 'two']) {
			const { data } = await post({ ...sms, channel: { ...sms.channel, messageId }, text });
			expect(data.messageId).toMatch(/^[0-9a-f]{32}$/);
		}
		expect(received().map(({ text }) => text)).toEqual(['one', 'two']);
	});

	test('has IDs beyond 2^53 to the last digit: two that JavaScript takes for one number are two', async () => {
		const ids = ['9007199254740992', '9007199254740993'];
		const text = JSON.stringify(sms);
		for (const id of ids) {
			const { data } = await post(text.replace('"m1"', id));
			expect(data).toEqual({ messageId: id });
		}
		expect(received().map(({ messageId }) => messageId)).toEqual(ids);
	});

	test('has the message as it came when that is wished', async () => {
		await start({ options: { includeRaw: true } });
		await post(sms);
		expect(received()[0].raw).toEqual(sms);
	});

	test.each(['[]', '"text"', '7', 'null', '{'])('%s is answered 400', async (body) => {
		expect((await post(body)).status).toBe(400);
		expect(received()).toEqual([]);
	});

	test.each([{}, { channel: 'x', to: 3 }, { channel: { to: ['x', null] } }])(
		'%j breaks nothing',
		async (body) => {
			expect((await post(body)).status).toBe(200);
			expect(received()[0].to).toEqual([]);
		},
	);
});

test.each([
	[{ channelTypes: ['email'] }, 0],
	[{ channelTypes: ['sms'] }, 1],
	[{ channelIds: 'other, sms-channel' }, 1],
	[{ channelIds: 'other' }, 0],
	[{ messageTypes: ['Email'] }, 0],
	[{ messageTypes: ['Text'], channelTypes: ['SMS'] }, 1],
])('filter %j: answered all the same', async (filters, count) => {
	await start({ filters });
	const { status, data } = await post(sms);
	expect([status, data]).toEqual([200, { messageId: 'm1' }]);
	expect(received()).toHaveLength(count);
});

describe('the signature', () => {
	test.each([undefined, '', sign('other'), sign(JSON.stringify(sms), 'wrong')])(
		'%s is answered 401',
		async (signature) => {
			await start();
			expect((await post(sms, { 'x-hub-signature': signature })).status).toBe(401);
			expect(received()).toEqual([]);
		},
	);

	test('with the previous secret is right while it is set', async () => {
		await start(
			{},
			{
				credentials: channelCredential(sim, {
					channelSecret: 'new',
					previousChannelSecret: SECRET,
				}),
			},
		);
		expect((await post(sms)).status).toBe(200);
	});

	test('that cannot be checked just now is answered 503, and the message comes again', async () => {
		const credentials = channelCredential(sim);
		const { genesysMessagingChannelApi } = credentials;
		delete credentials.genesysMessagingChannelApi;
		credentials.genesysMessagingChannelApi = undefined as never;
		await start({}, { credentials });
		expect((await post(sms)).status).toBe(503);
		credentials.genesysMessagingChannelApi = genesysMessagingChannelApi;
		await until(async () => (await post(sms)).status === 200);
		expect(received()).toHaveLength(1);
	});
});

describe('ten deliveries of one message', () => {
	test.each(['at once', 'one after another'])('%s start one execution', async (how) => {
		await start();
		const answers: unknown[] = [];
		const one = async () => answers.push((await post(sms)).data);
		if (how === 'at once') await Promise.all(Array.from({ length: 10 }, one));
		else for (let n = 0; n < 10; n++) await one();
		expect(answers).toEqual(Array(10).fill({ messageId: 'm1' }));
		expect(received()).toHaveLength(1);
	});

	test('that n8n cannot take are answered 500, and taken later', async () => {
		await start();
		host.onRegister = async () => {
			throw new Error('database is locked');
		};
		expect((await post(sms)).status).toBe(500);
		host.onRegister = async () => {};
		expect((await post(sms)).status).toBe(200);
		expect(received()).toHaveLength(1);
	});

	test('are all taken when the user does not want them to be ignored', async () => {
		await start({ options: { ignoreRedeliveries: false } });
		await post(sms);
		await post(sms);
		expect(received()).toHaveLength(2);
	});
});

describe('"Send a response to the webhook within 10 seconds"', () => {
	afterEach(() => jest.restoreAllMocks());
	/** Lets so much time pass at once; what waits looks at the clock several times a second. */
	const pass = (time: number) => {
		const now = Date.now.bind(Date);
		jest.spyOn(Date, 'now').mockImplementation(() => now() + time);
	};

	test.each([
		['took the first', 200],
		['could not take the first', 500],
	])(
		'"webhooks that cannot be processed right now … must have a 5XX": 503 for a copy, until n8n %s',
		async (_what, status) => {
			await start();
			let register: (error?: Error) => void = () => {};
			let registering = 0;
			host.onRegister = async () => {
				registering++;
				const error = await new Promise<Error | undefined>((resolve) => (register = resolve));
				if (error) throw error;
			};
			const first = post(sms);
			await until(() => registering === 1);
			const copies = [post(sms), post(sms)];
			await until(() => host.received === 3);
			await sleep(100);
			pass(8_000);
			const answers = await Promise.all(copies);
			expect(answers.map((answer) => [answer.status, answer.data])).toEqual(
				Array(2).fill([503, { error: 'Try again later' }]),
			);
			jest.restoreAllMocks();

			register(status === 500 ? new Error('database is locked') : undefined);
			expect((await first).status).toBe(status);
			host.onRegister = async () => {};
			// Nothing is lost, and nothing comes twice.
			expect(await post(sms)).toMatchObject({ status: 200, data: { messageId: 'm1' } });
			expect(received()).toHaveLength(1);
		},
	);

	test('a copy that waits is answered as soon as n8n has taken the first', async () => {
		await start();
		let register: () => void = () => {};
		host.onRegister = async () => await new Promise((resolve) => (register = resolve));
		const first = post(sms);
		await until(() => host.received === 1);
		const copy = post(sms);
		await until(() => host.received === 2);
		await sleep(100);
		pass(7_000);
		expect(await Promise.race([copy, sleep(500)])).toBeUndefined();
		register();
		expect([(await first).status, (await copy).status]).toEqual([200, 200]);
		expect(received()).toHaveLength(1);
	});
});

test('what many executions record at the same moment is all remembered', async () => {
	const trigger = await startPollHost({
		node: NODE,
		parameters: {},
		credentials: channelCredential(sim),
		workflowId: `at-once-${++hosts}`,
	});
	const executeAll = async (attempt: string) => {
		const runs = Array.from({ length: 20 }, async (_, n) => {
			const items = [{ json: { deliveryId: `d${n}` } }];
			return (await trigger.execute(items, `${attempt}${n}`, 'webhook')).items.length;
		});
		return (await Promise.all(runs)).reduce((sum, count) => sum + count, 0);
	};
	expect(await executeAll('first')).toBe(20);
	expect(await executeAll('again')).toBe(0);
});

test('in the execution an option means what it means at the webhook, also as text', async () => {
	const trigger = await startPollHost({
		node: NODE,
		parameters: {
			options: { ignoreRedeliveries: '={{ "false" }}', sendReceipt: '={{ "false" }}' },
		},
		credentials: channelCredential(sim),
		workflowId: `as-text-${++hosts}`,
	});
	for (const id of ['1', '2']) {
		const items = [{ json: { deliveryId: 'd', to: [{ id: '+1666' }] } }];
		expect(await trigger.execute(items, id, 'webhook')).toMatchObject({ items });
	}
	expect(sim.control.requests.list()).toEqual([]);
});

describe('receipts', () => {
	const execute = async (json: IDataObject, credentials = channelCredential(sim)) => {
		const trigger = await startPollHost({
			node: NODE,
			parameters: { options: { sendReceipt: true } },
			credentials,
			workflowId: `receipts-${++hosts}`,
		});
		return await trigger.execute([{ json }], '1', 'webhook');
	};
	const message = {
		messageId: 'm1',
		from: { id: '+1555' },
		to: [{ id: '+1666' }, { id: '+1777' }],
	};

	test('are sent for each recipient', async () => {
		const { items } = await execute(message);
		expect(items[0].json.receipt).toEqual({ status: 'Delivered' });
		const receipt = { messageId: 'm1', status: 'Delivered' };
		expect(sim.control.messaging.receipts()).toMatchObject([
			{ ...receipt, to: '+1666' },
			{ ...receipt, to: '+1777' },
		]);
	});

	test('"POST /channels/company.com/messages": go to the channel of the message', async () => {
		sim.control.messaging.setChannel('company.com');
		const message = { messageId: 'm1', from: { id: 'no-reply@company.com' }, to: [{ id: 'a@x' }] };
		await execute({ ...message, channelId: 'company.com' });
		await execute(message);
		const paths = sim.control.requests.list().map(({ path }) => path);
		expect(paths).toEqual([
			'/nexus/v3/channels/company.com/messages',
			'/nexus/v3/channels/sms-channel/messages',
		]);
	});

	test('reach their message, which another channel than that of the credential delivered', async () => {
		await start();
		sim.control.messaging.setChannel('+15559990001', { webhookUrl: host.url });
		const { messageId } = await sim.control.messaging.sendFromAgent({ channelId: '+15559990001' });
		const { items } = await execute(received()[0]);
		expect(items[0].json.receipt).toEqual({ status: 'Delivered' });
		expect(sim.control.messaging.receipts()).toMatchObject([
			{ channelId: '+15559990001', messageId, known: true },
		]);
	});

	test.each([{ channelSecret: 'wrong' }, { baseUrl: 'no address' }])(
		'that cannot be sent with %j cost no message',
		async (more) => {
			const { items, error } = await execute(message, channelCredential(sim, more));
			expect(error).toBeUndefined();
			expect(items[0].json).toMatchObject({
				messageId: 'm1',
				receipt: { error: expect.any(String) },
			});
		},
	);

	test('are not sent when nobody is written to', async () => {
		await execute({ messageId: 'm1', to: [] });
		expect(sim.control.requests.list()).toEqual([]);
	});
});

test('what the simulator delivers is taken', async () => {
	await start();
	sim.control.messaging.setChannel('sms-channel', { webhookUrl: host.url });
	for (const idPlace of ['sample', 'inside', 'beside'] as const) {
		const { state } = await sim.control.messaging.sendFromAgent({
			text: idPlace,
			idPlace,
			copies: 5,
		});
		expect(state).toBe('delivered');
	}
	expect(received().map(({ text }) => text)).toEqual(['sample', 'inside', 'beside']);
	for (const { answeredIds } of sim.control.messaging.messages()) {
		expect(answeredIds).toHaveLength(1);
	}
});
