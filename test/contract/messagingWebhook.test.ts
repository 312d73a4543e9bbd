import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AgentSend } from '../../simulator/messaging/model';
import { channelCredential } from '../harness/genesysCredentials';
import { runNode } from '../harness/runNode';
import { withSimulator } from '../harness/simulator';
import { startTriggerHost, type TriggerHost } from '../harness/triggerHost';
import { foreignSignature } from '../simulator/messaging/helper';
import { checkRequest, usesOf, type Use } from './helpers/checkRequest';
import { channels } from './helpers/messagingExchanges';
import { operation } from './helpers/operations';

/** Messages with every documented field, as they were on the wire, and what the trigger made of them and answered. */
const webhook = operation('messaging-webhook.message');

/** The sample of the email is cut: it may belong into `channel`, where the table has it not. */
const CUT_SAMPLE = 'the body has channel.context, which is not documented';

interface Delivered {
	headers: IncomingHttpHeaders;
	body: string;
	status: number;
	answer: string;
}

const sim = withSimulator({ seed: 1, samples: false });
let host: TriggerHost;
let between: Server;
let delivered: Delivered[];

/** Stands between both and takes down what goes to and fro. */
async function startBetween(): Promise<Server> {
	const server = createServer(async (request, response) => {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		const { headers } = request;
		const body = Buffer.concat(chunks);
		const names = ['content-type', 'x-hub-signature', 'x-b3-traceid'];
		const answered = await fetch(host.url, {
			method: request.method,
			headers: names.map((name) => [name, String(headers[name])] as [string, string]),
			body,
		});
		const answer = await answered.text();
		delivered.push({ headers, body: body.toString('utf8'), status: answered.status, answer });
		response.writeHead(answered.status, { 'content-type': 'application/json' }).end(answer);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return server;
}

async function close(server: Server) {
	server.closeAllConnections();
	await new Promise((resolve) => server.close(resolve));
}

beforeEach(() => (delivered = []));

const CHANNELS = Object.values(channels({ apiKey: '' }));

async function deliver(
	channelId: string,
	send: AgentSend,
	workflowId: string,
	{ onRegister = async () => {}, secrets = {} } = {},
) {
	const channel = CHANNELS.find((one) => one.channelId === channelId);
	host = await startTriggerHost({
		node: 'genesysMessagingTrigger',
		parameters: { options: { includeRaw: true } },
		credentials: channelCredential(sim, { ...channel, ...secrets }),
		workflowId,
	});
	host.onRegister = onRegister;
	between = await startBetween();
	const { port } = between.address() as AddressInfo;
	sim.control.messaging.setChannel(channelId, { webhookUrl: `http://127.0.0.1:${port}` });
	try {
		await sim.control.messaging.sendFromAgent({ channelId, ...send });
	} finally {
		await close(between);
		await host.close();
	}
	return { channelSecret: String(channel?.channelSecret), items: host.executions.flat() };
}

const sms: AgentSend = {
	messageId: 'sms-1',
	from: { id: '18005551234' },
	to: '16504661149',
	text: 'Grüße\r\n"😀" \\/',
};
const email: AgentSend = {
	messageId: 'email-1',
	from: { id: 'no-reply@example.com', name: 'Support' },
	to: [{ id: 'a@example.com', name: 'Ann' }, { id: 'b@example.com' }],
	subject: 'Your lamp',
	text: 'Hello',
	html: '<p>Hello</p>',
	replyTo: { id: 'support@example.com', name: 'Support team' },
};
const smsOutput = {
	messageId: 'sms-1',
	channelId: 'sms-channel',
	channelType: 'sms',
	type: 'Text',
	from: { id: '18005551234' },
	to: [{ id: '16504661149' }],
	text: 'Grüße\r\n"😀" \\/',
};
const emailOutput = {
	messageId: 'email-1',
	channelId: 'email-channel',
	channelType: 'email',
	type: 'Email',
	from: { id: 'no-reply@example.com', name: 'Support' },
	to: [{ id: 'a@example.com', name: 'Ann' }, { id: 'b@example.com' }],
	subject: 'Your lamp',
	text: 'Hello',
	html: '<p>Hello</p>',
	content: [
		{ type: 'text', text: 'Hello' },
		{ type: 'html', text: '<p>Hello</p>' },
	],
	replyTo: { id: 'support@example.com', name: 'Support team' },
};

const CASES = [
	['an SMS with its id inside of channel', 'sms-channel', { ...sms, idPlace: 'inside' }, smsOutput],
	['an SMS with its id beside it', 'sms-channel', { ...sms, idPlace: 'beside' }, smsOutput],
	[
		'an email with its id and context inside',
		'email-channel',
		{ ...email, idPlace: 'inside' },
		emailOutput,
	],
	['an email with both beside it', 'email-channel', { ...email, idPlace: 'beside' }, emailOutput],
] as Array<[string, string, AgentSend, object]>;
const uses = new Set<Use>();

test.each(CASES)(
	'%s comes as documented, becomes an item, and is answered with its id',
	async (name, channelId, send, output) => {
		const { items, channelSecret } = await deliver(channelId, send, name);
		const [{ headers, body, status, answer }] = delivered;
		const { problems, uses: found } = checkRequest(webhook, {
			method: 'POST',
			path: '',
			query: {},
			headers,
			body,
		});
		expect(problems.filter((problem) => problem !== CUT_SAMPLE)).toEqual([]);
		found.forEach((use) => uses.add(use));

		expect(headers['x-hub-signature']).toBe(
			foreignSignature('openssl', Buffer.from(body), channelSecret),
		);
		expect(items).toEqual([
			{
				...output,
				deliveryId: `${channelId}:${send.messageId}`,
				traceId: headers['x-b3-traceid'],
				raw: JSON.parse(body),
			},
		]);
		expect({ status, answer: JSON.parse(answer) }).toEqual({
			status: 200,
			answer: { messageId: send.messageId },
		});
	},
);

test('these messages have every documented field and value', () => {
	expect(usesOf(webhook).filter((use) => !uses.has(use))).toEqual([]);
});

test('a message without an id gets one from the trigger, the same for the same bytes', async () => {
	const { items } = await deliver('sms-channel', { ...sms, idPlace: 'absent' }, 'no id');
	const { messageId } = items[0];
	expect(messageId).toMatch(/^[0-9a-f]{32}$/);
	expect(delivered.map(({ answer }) => JSON.parse(answer))).toEqual([{ messageId }]);
	const again = await deliver('sms-channel', { ...sms, idPlace: 'absent' }, 'no id, again');
	expect(again.items[0].messageId).toBe(messageId);
});

test.each(['unsigned', 'wrongSecret', 'tampered', 'truncated'] as const)(
	'one that is %s is answered 401 and starts nothing',
	async (spoil) => {
		const { items } = await deliver('sms-channel', { ...sms, spoil }, spoil);
		expect(items).toEqual([]);
		expect(delivered.map(({ status }) => status)).toEqual([401]);
	},
);

test('one that n8n cannot take is answered 5XX, comes again, and is taken once', async () => {
	sim.control.messaging.set({ retryDelayMs: 10 });
	let failures = 2;
	const onRegister = async () => {
		if (failures-- > 0) throw new Error('no database');
	};
	const { items } = await deliver('sms-channel', sms, 'no database', { onRegister });
	expect(delivered.map(({ status }) => status)).toEqual([500, 500, 200]);
	expect(items).toHaveLength(1);
});

test('while the secret is changed, either is accepted, and the current one signs', async () => {
	const secrets = { channelSecret: 'new', previousChannelSecret: 'demo-channel-secret' };
	sim.control.messaging.setChannel('sms-channel', {
		secret: 'new',
		previousSecret: 'demo-channel-secret',
	});
	for (const signedWith of ['secret', 'previousSecret'] as const) {
		const { items } = await deliver('sms-channel', { ...sms, signedWith }, signedWith, { secrets });
		expect(items).toHaveLength(1);
	}
	expect(delivered.map(({ status }) => status)).toEqual([200, 200]);

	sim.control.requests.clear();
	const { error } = await runNode({
		node: 'genesysMessaging',
		parameters: { resource: 'message', operation: 'sendText', fromId: '1', toId: '2', text: 'Hi' },
		credentials: channelCredential(sim, secrets),
	});
	expect(error).toBeUndefined();
	expect(sim.control.messaging.inbound().map(({ signedWith }) => signedWith)).toEqual(['secret']);
});
