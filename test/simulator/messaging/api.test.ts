import { foreignSignatures } from '../../harness/foreignSignatures';
import type { AxiosInstance } from 'axios';
import type { Simulator } from '../../../simulator';
import { startWithClient } from '../helper';
import { caller, EMAIL, hubSignature, receipt, SMS, text, type Call } from './helper';

const MESSAGES = `${SMS}/messages`;
const ID = expect.stringMatching(/^\d{13}-\d+$/) as unknown as string;

const email = (more: object, to: unknown = [{ id: 'email-channel' }]) => ({
	channel: { from: { id: 'a@example.com', name: 'Ada' }, to },
	type: 'Email',
	subject: 'S',
	context: { replyTo: { id: 'b@example.com' } },
	content: [{ type: 'html', text: '<p>x</p>' }],
	...more,
});

describe('Third-Party Messaging: messages', () => {
	let sim: Simulator;
	let control: AxiosInstance;
	let call: ReturnType<typeof caller>;

	beforeEach(async () => {
		({ sim, control } = await startWithClient());
		call = caller(sim);
	});
	afterEach(async () => await sim.close());

	const send = async (messages: unknown, more: Call = {}, path = MESSAGES) =>
		await call(path, { body: { messages }, ...more });

	test('takes a message, answers its id, and keeps it as it was sent', async () => {
		const { status, data } = await send([text('Grüße 👋')], { headers: { 'x-b3-traceid': 't-1' } });
		expect([status, data]).toEqual([200, { status: { code: 0 }, data: { ids: [ID] } }]);
		expect(sim.control.messaging.inbound()).toEqual([
			{
				id: data.data.ids[0],
				channelId: 'sms-channel',
				type: 'Text',
				message: text('Grüße 👋'),
				signedWith: 'secret',
				traceId: 't-1',
				time: expect.any(String),
			},
		]);
		expect((await control.get('/messaging/inbound?channelId=email-channel')).data).toEqual([]);
		expect((await control.get('/messaging/inbound?channelId=sms-channel')).data).toHaveLength(1);
	});

	test('a batch has one id for each message, in order; a receipt has none', async () => {
		const batch = [text('a'), receipt('x', 'Delivered'), text('b'), text('c')];
		const { data } = await send(batch);
		const inbound = sim.control.messaging.inbound();
		expect(inbound.map(({ message }) => message.text)).toEqual(['a', 'b', 'c']);
		expect(data.data.ids).toEqual(inbound.map(({ id }) => id));
		expect(new Set(data.data.ids).size).toBe(3);
		expect((await send([receipt('x', 'Delivered')])).data).toEqual({ status: { code: 0 } });

		sim.control.messaging.set({ idsAs: 'objects', receiptIds: true });
		expect((await send(batch)).data.data.ids).toEqual(Array(4).fill({ id: ID }));
	});

	test('the same seed gives the same ids', async () => {
		const other = await startWithClient();
		const mine = await send([text(), text()]);
		const theirs = await caller(other.sim)(MESSAGES, { body: { messages: [text(), text()] } });
		expect(theirs.data).toEqual(mine.data);
		await other.sim.close();
	});

	test.each([
		['Text without text', { ...text(), text: undefined }, "must have required property 'text'"],
		['empty text', text(''), 'text must NOT have fewer than 1 characters'],
		['no channel', { type: 'Text', text: 'a' }, "must have required property 'channel'"],
		['no type', { ...text(), type: undefined }, 'type'],
		['unknown type', text('a', { type: 'Video' }), 'type'],
		[
			'a list of recipients',
			text('a', { channel: { from: { id: 'a' }, to: [{ id: 'b' }] } }),
			'to',
		],
		['sender without id', text('a', { channel: { from: {}, to: { id: 'b' } } }), "property 'id'"],
		['RichMedia with nothing', { ...text(), text: undefined, type: 'RichMedia' }, '/1'],
		['Email without parts', email({ content: [] }), 'content'],
		['Email part of another kind', email({ content: [{ type: 'pdf' }] }), 'content/0'],
		['Email part without a text', email({ content: [{ type: 'html' }] }), "property 'text'"],
		['Email to one object', email({}, { id: 'email-channel' }), 'channel/to must be array'],
		['Receipt without id', text('a', { type: 'Receipt', status: 'Delivered' }), 'messageId'],
		['Receipt with another word', receipt('x', 'Read'), 'status'],
		['reasons of a success', receipt('x', 'Delivered', { reasons: [{ code: 310 }] }), 'reasons'],
		['unknown reason', receipt('x', 'Failed', { reasons: [{ code: 1 }] }), 'code'],
	])('%s is a 400 that says which message, and nothing of the batch is taken', async (...row) => {
		const [, wrong, reason] = row;
		const { status, data } = await send([text(), wrong]);
		expect([status, data]).toEqual([
			400,
			{ status: { code: 400, message: expect.stringContaining(reason) } },
		]);
		expect(data.status.message).toContain('body/messages/1');
		expect(sim.control.messaging.inbound()).toEqual([]);
	});

	test.each([
		['{"messages":[]}', 'fewer than 1'],
		['{"messages":[', 'not valid JSON'],
		['{}', "'messages'"],
		['', 'body'],
		['{"messages":[],"more":1}', ''],
	])('the body %s is a 400', async (body, reason) => {
		const { status, data } = await call(MESSAGES, { body });
		expect([status, data.status.code]).toEqual([400, 400]);
		expect(data.status.message).toContain(reason);
	});

	test('takes Email with a list of recipients, and RichMedia', async () => {
		const to = [{ id: 'email-channel', name: 'Support' }];
		const mails = [email({}, to), email({}, [...to, { id: 'c' }])];
		expect((await send(mails, {}, `${EMAIL}/messages`)).status).toBe(200);
		const rich = text('a', { type: 'RichMedia', text: undefined, content: [{ any: 1 }] });
		expect((await send([rich])).status).toBe(200);
		expect(sim.control.messaging.inbound('email-channel').map(({ message }) => message)).toEqual(
			mails,
		);
	});

	const body = Buffer.from(JSON.stringify({ messages: [text()] }));
	const right = hubSignature(body, 'demo-channel-secret');

	test.each<[string, number, Record<string, string | undefined>, string?]>([
		['no signature', 401, { 'x-hub-signature': undefined }],
		['an empty signature', 401, { 'x-hub-signature': '' }],
		['another secret', 401, { 'x-hub-signature': hubSignature(body, 'other') }],
		[
			'the signature of another body',
			401,
			{ 'x-hub-signature': hubSignature('{}', 'demo-channel-secret') },
		],
		['no sha1=', 401, { 'x-hub-signature': right.slice(5) }],
		['upper case', 401, { 'x-hub-signature': right.toUpperCase() }],
		['a part of the signature', 401, { 'x-hub-signature': right.slice(0, -1) }],
		['another contact center', 403, { 'x-ccid': 'other' }],
		['no contact center', 400, { 'x-ccid': undefined }],
		['an unknown channel', 404, {}, '/nexus/v3/channels/nobody/messages'],
		['no JSON type', 400, { 'content-type': 'text/plain' }],
	])('%s is a %d', async (_name, status, headers, path = MESSAGES) => {
		const answer = await call(path, { body, headers });
		expect([answer.status, answer.data]).toEqual([
			status,
			{ status: { code: status, message: expect.any(String) } },
		]);
		expect(answer.headers).not.toHaveProperty('www-authenticate');
		if (status === 404) expect(answer.data.status.message).toBe('Channel nobody not found');
		expect(sim.control.messaging.inbound()).toEqual([]);
	});

	test('the signature is looked at before the body is', async () => {
		const headers = { 'x-hub-signature': 'sha1=0' };
		expect((await call(MESSAGES, { body: '{"messages":', headers })).status).toBe(401);
	});

	test('the key is asked for only when set so, but a wrong one never works', async () => {
		const status = async (key?: string) =>
			(await send([text()], { headers: { 'x-api-key': key } })).status;
		expect([await status(), await status('wrong'), await status(sim.apiKey)]).toEqual([
			200, 403, 200,
		]);
		await control.put('/messaging/settings', { requireApiKey: true });
		expect([await status(), await status('wrong'), await status(sim.apiKey)]).toEqual([
			403, 403, 200,
		]);
	});

	test('two secrets are valid while one is changed, then one', async () => {
		const status = async (secret: string) => (await send([text()], { secret })).status;
		await control.put('/messaging/channels/sms-channel', {
			secret: 'new',
			previousSecret: 'demo-channel-secret',
		});
		expect([await status('new'), await status('demo-channel-secret')]).toEqual([200, 200]);
		expect(sim.control.messaging.inbound().map(({ signedWith }) => signedWith)).toEqual([
			'secret',
			'previousSecret',
		]);
		sim.control.messaging.setChannel('sms-channel', { previousSecret: '' });
		expect([await status('new'), await status('demo-channel-secret')]).toEqual([200, 401]);
		expect(await status('')).toBe(401);
	});

	test('a channel of its own', async () => {
		await control.put('/messaging/channels/0123456789', { secret: 's', ccid: 'cc-2' });
		const path = '/nexus/v3/channels/0123456789/messages';
		const status = async (ccid: string) =>
			(await send([text()], { secret: 's', headers: { 'x-ccid': ccid } }, path)).status;
		expect([await status('cc-2'), await status('demo-ccid')]).toEqual([200, 403]);
		expect((await control.get('/messaging/channels')).data[2]).toEqual({
			id: '0123456789',
			type: 'sms',
			secret: 's',
			previousSecret: '',
			ccid: 'cc-2',
			webhookUrl: '',
		});
	});

	const words = 'Grüße 👩‍👩‍👧 \\/ \\u00e9 \u2028';
	const message = JSON.stringify(text()).slice(1);
	const BODIES: Array<[string, Buffer, number]> = [
		['unicode and emoji', Buffer.from(JSON.stringify({ messages: [text(words)] })), 200],
		['escaped slashes', Buffer.from(`{"messages":[{"a":"http:\\/\\/x",${message}]}`), 200],
		['CRLF', Buffer.from(`{\r\n"messages":\r\n[{${message}]\r\n}\r\n`), 200],
		['duplicate keys', Buffer.from(`{"messages":[],"messages":[{"text":"1",${message}]}`), 200],
		['5 MiB', Buffer.from(JSON.stringify({ messages: [text('x'.repeat(5 << 20))] })), 200],
		['bytes that are no UTF-8', Buffer.from([0x7b, 0xff, 0xfe, 0x7d]), 400],
	];

	const bodies = BODIES.map(([, bytes]) => bytes);
	let foreign: string[][];
	// Starting a program takes longer than signing.
	beforeAll(() => {
		foreign = (['openssl', 'python3'] as const).map((program) =>
			foreignSignatures(program, bodies, 'demo-channel-secret'),
		);
	});

	test.each(BODIES)(
		'a signature made by openssl and Python fits: %s',
		async (_name, bytes, status) => {
			for (const signatures of foreign) {
				const signature = signatures[bodies.indexOf(bytes)];
				const signed = (sent: Buffer) =>
					call(MESSAGES, { body: sent, headers: { 'x-hub-signature': signature } });
				expect((await signed(bytes)).status).toBe(status);
				expect((await signed(Buffer.concat([bytes, Buffer.from(' ')]))).status).toBe(401);
			}
		},
	);

	test('reset forgets messages and receipts, and keeps channels and settings', async () => {
		const first = await send([text(), receipt('x', 'Failed', { reasons: [{ code: 310 }] })]);
		sim.control.messaging.set({ idsAs: 'objects' });
		expect(sim.control.messaging.receipts()).toMatchObject([{ messageId: 'x', known: false }]);
		await control.post('/messaging/reset');
		expect(sim.control.messaging.inbound()).toEqual([]);
		expect((await control.get('/messaging/receipts')).data).toEqual([]);
		const again = await send([text()]);
		expect(again.data.data.ids).toEqual([{ id: first.data.data.ids[0] }]);
	});
});
