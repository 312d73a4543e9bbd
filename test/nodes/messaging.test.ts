import { createHash } from 'node:crypto';
import type { IBinaryData, IDataObject, INodeParameters } from 'n8n-workflow';
import { channelCredential } from '../harness/genesysCredentials';
import { withLiar } from '../harness/liar';
import { runNode, type NodeRun } from '../harness/runNode';
import { withSimulator } from '../harness/simulator';

const sim = withSimulator();
const liar = withLiar();

const run = async (
	resource: string,
	operation: string,
	parameters: INodeParameters,
	more: Partial<NodeRun> = {},
) =>
	await runNode({
		node: 'genesysMessaging',
		parameters: { resource, operation, ...parameters },
		credentials: channelCredential(sim),
		...more,
	});
const parties = { fromId: '+15551230001', toId: '+15559990000' };
const sendText = async (parameters: INodeParameters = {}, more: Partial<NodeRun> = {}) =>
	await run('message', 'sendText', { ...parties, text: 'Hello', ...parameters }, more);
const sent = () => sim.control.requests.list();
const inbound = (channel = 'sms-channel') => sim.control.messaging.inbound(channel);
const texts = () => inbound().map(({ message }) => message.text);
const file = (content: string | Buffer, fileName: string, mimeType: string): IBinaryData => ({
	data: Buffer.from(content).toString('base64'),
	fileName,
	mimeType,
});

describe('a text', () => {
	test.each(['plain', 'naïve 😀 \u2028', '"quoted" \\/ \\u0041', 'a\r\nb\tc', '{"a":1,"a":2}'])(
		'%j arrives as it is, with the right signature',
		async (text) => {
			const { items, error } = await sendText({ text });
			expect(error).toBeUndefined();
			expect(texts()).toEqual([text]);
			expect(items).toEqual([
				{
					json: { accepted: true, id: expect.any(String), type: 'Text' },
					pairedItem: { item: 0 },
				},
			]);
		},
	);

	test('the id of the answer goes to its item, as a text or in an object', async () => {
		for (const idsAs of ['strings', 'objects'] as const) {
			sim.control.messaging.set({ idsAs });
			const { items } = await sendText({ text: '={{ $json.n }}' }, { items: [{ n: 1 }, { n: 2 }] });
			const ids = inbound().slice(-2);
			expect(items.map(({ json }) => json.id)).toEqual(ids.map(({ id }) => id));
		}
		sim.control.messaging.set({ idsAs: 'strings' });
	});

	test('every request has a trace id of its own, or the one that is given', async () => {
		await sendText({}, { items: [{}, {}] });
		await sendText({ options: { traceId: 'my-trace' } });
		const ids = sent().map(({ headers }) => headers['x-b3-traceid']);
		expect(new Set(ids).size).toBe(3);
		expect(ids[0]).toMatch(/^[0-9a-f]{32}$/);
		expect(ids[2]).toBe('my-trace');
	});

	test('an error shows the trace id and no secret', async () => {
		const { error } = await sendText(
			{ options: { traceId: 'trace-1' } },
			{ credentials: channelCredential(sim, { channelSecret: 'wrong-secret' }) },
		);
		expect(error).toMatchObject({
			message: 'Genesys did not accept the signature',
			httpCode: '401',
		});
		expect(error?.description).toContain('Reference: trace-1.');
		expect(JSON.stringify(error)).not.toContain('wrong-secret');
	});

	test.each([
		[{ contactCenterId: 'other' }, '403', 'refused the contact center'],
		[{ channelId: 'nobody' }, '404', 'does not know the channel'],
	])('with %j Genesys answers %s', async (more, httpCode, message) => {
		const { error } = await sendText({}, { credentials: channelCredential(sim, more) });
		expect(error).toMatchObject({ httpCode, message: expect.stringContaining(message) });
	});

	test('is not sent again after a fault that may have come after it arrived', async () => {
		sim.control.faults.add({
			kind: 'status',
			status: 503,
			times: 1,
			match: { pathRegex: '/messages$' },
		});
		const { error } = await sendText();
		expect(error?.httpCode).toBe('503');
		expect(sent()).toHaveLength(1);
	});
});

test('messages of one conversation keep their order', async () => {
	for (const n of [0, 2]) {
		sim.control.faults.add({ kind: 'latency', ms: 50, match: { bodyContains: `"n${n}"` } });
	}
	const items = Array.from({ length: 6 }, (_, n) => ({ n }));
	await sendText({ text: '=n{{ $json.n }}' }, { items });
	expect(texts()).toEqual(['n0', 'n1', 'n2', 'n3', 'n4', 'n5']);
});

describe('several in one request', () => {
	const items = Array.from({ length: 25 }, (_, n) => ({ n }));
	const batch = { text: '={{ $json.n === 7 ? "" : String($json.n) }}', options: { batchSize: 10 } };

	test('each item has its own id', async () => {
		const { items: output } = await sendText(
			{ ...batch, text: '={{ String($json.n) }}' },
			{ items },
		);
		expect(sent()).toHaveLength(3);
		const byText = new Map(inbound().map(({ id, message }) => [message.text, id]));
		expect(output.map(({ json }) => json.id)).toEqual(items.map(({ n }) => byText.get(String(n))));
		expect(output.map(({ pairedItem }) => (pairedItem as { item: number }).item)).toEqual(
			items.map(({ n }) => n),
		);
	});

	test('files of one batch go up no more at once than Concurrency says', async () => {
		sim.control.faults.add({ kind: 'latency', ms: 30, times: 0 });
		const { error } = await run(
			'message',
			'sendRichMedia',
			{ ...parties, binaryPropertyNames: 'data', options: { batchSize: 8, concurrency: 2 } },
			{
				items: items.slice(0, 8),
				binary: items.slice(0, 8).map(() => ({ data: file('Hello', 'a.txt', 'text/plain') })),
			},
		);
		expect(error).toBeUndefined();
		expect(inbound()).toHaveLength(8);
		expect(sim.control.requests.maxInFlight()).toBe(2);
	});

	test('"The ID of the accepted message, if provided": one that is not provided is left out', async () => {
		for (const ids of [[null, { id: null }, {}], undefined, null]) {
			sim.control.faults.add({
				kind: 'status',
				status: 200,
				body: { status: { code: 0 }, data: { ids } },
			});
			const { items: output } = await sendText(
				{ options: { batchSize: 3 } },
				{ items: items.slice(0, 3) },
			);
			expect(output.map(({ json }) => json)).toEqual(
				Array(3).fill({ accepted: true, type: 'Text' }),
			);
		}
	});

	test('"status": { "code": 0 }: a list in its place is no answer, nothing at all is', async () => {
		const answerTo = async (body: unknown) => {
			sim.control.faults.add({ kind: 'status', status: 200, body });
			return await sendText();
		};
		for (const body of [[], [1], { status: { code: 0 }, data: [] }]) {
			const { error } = await answerTo(body);
			expect(error?.message).toBe('Genesys sent a list in place of one thing');
		}
		expect((await answerTo('')).items[0].json).toEqual({ accepted: true, type: 'Text' });
	});

	test('the order within a conversation is kept', async () => {
		sim.control.faults.add({
			kind: 'latency',
			ms: 80,
			times: 1,
			match: { pathRegex: '/messages$' },
		});
		const both = Array.from({ length: 8 }, (_, n) => ({ n, from: n % 3 === 1 ? 'b' : 'a' }));
		await sendText(
			{ fromId: '={{ $json.from }}', text: '={{ "t" + $json.n }}', options: { batchSize: 2 } },
			{ items: both },
		);
		expect(texts()).toEqual(both.map(({ n }) => `t${n}`));
	});

	test('one that is wrong costs no other', async () => {
		const { items: output } = await sendText(batch, { items, onError: 'continueRegularOutput' });
		expect(inbound()).toHaveLength(24);
		expect(output.flatMap(({ json }, n) => (json.error ? [n] : []))).toEqual([7]);
	});

	test('one that Genesys refuses costs no other', async () => {
		const messageJson =
			'={{ { channel: { from: { id: "1" }, to: { id: "2" } }, type: $json.n === 3 ? "Nonsense" : "Text", text: String($json.n) } }}';
		const { items: output } = await run(
			'message',
			'sendCustom',
			{ messageJson, options: { batchSize: 10 } },
			{ items: items.slice(0, 10), onError: 'continueRegularOutput' },
		);
		expect(texts()).toEqual(['0', '1', '2', '4', '5', '6', '7', '8', '9']);
		expect(output.flatMap(({ json }, n) => (json.error ? [n] : []))).toEqual([3]);
	});
});

describe('an email', () => {
	const email = { fromId: 'a@example.com', toId: 'support@example.com', subject: 'Hi' };
	const send = async (parameters: INodeParameters) =>
		await run(
			'message',
			'sendEmail',
			{ ...email, ...parameters },
			{
				credentials: channelCredential(sim, {
					channelId: 'email-channel',
					channelSecret: 'demo-email-secret',
				}),
			},
		);
	const body = () =>
		(JSON.parse(sent().at(-1)?.body ?? '') as { messages: IDataObject[] }).messages[0];

	test('has its text and HTML as parts, and where answers go', async () => {
		const { error } = await send({
			emailType: 'both',
			text: 'text ü',
			html: '<b>ü</b>',
			fromId: 'Ann <a@example.com>',
			options: { replyTo: 'R <r@example.com>', messageId: 'm1' },
		});
		expect(error).toBeUndefined();
		expect(body()).toEqual({
			channel: {
				from: { id: 'a@example.com', name: 'Ann' },
				to: [{ id: 'support@example.com' }],
				messageId: 'm1',
				context: { replyTo: { id: 'r@example.com', name: 'R' } },
			},
			type: 'Email',
			subject: 'Hi',
			content: [
				{ type: 'text', text: 'text ü' },
				{ type: 'html', text: '<b>ü</b>' },
			],
		});
	});

	test.each([
		['a@b.example', [{ id: 'a@b.example' }]],
		['a@b.example, c@d.example', [{ id: 'a@b.example' }, { id: 'c@d.example' }]],
		[
			'First Recipient <recipient-1@mail.com>, "Recipient, Second" <recipient-2@mail.com>',
			[
				{ id: 'recipient-1@mail.com', name: 'First Recipient' },
				{ id: 'recipient-2@mail.com', name: 'Recipient, Second' },
			],
		],
		[
			'={{ ["A <a@b.example>", "c@d.example"] }}',
			[{ id: 'a@b.example', name: 'A' }, { id: 'c@d.example' }],
		],
	])('"to": [ { "id", "name" } ]: the recipients %s are a list', async (toId, to) => {
		const { error } = await send({ toId, text: 'x' });
		expect(error).toBeUndefined();
		expect(body().channel).toMatchObject({ to });
		expect(inbound('email-channel')).toHaveLength(1);
	});

	test.each([
		[{ emailType: 'html', text: 'not sent', html: '' }, 'The email has no body'],
		[{ text: 'x', toId: 'Smith, Ann <ann@example.com>' }, '"Smith" is no email address'],
		[{ text: 'x', fromId: '+15551230001' }, '"+15551230001" is no email address'],
		[{ text: 'x', toId: '={{ [] }}' }, 'The field "To Email" has no value'],
		[{ text: 'x', toId: ' , ' }, 'The message has no recipient'],
		[{ text: '', options: { attachments: 'data' } }, 'The email has no body'],
	])('with %j is refused before anything is sent', async (parameters, message) => {
		const { error } = await send(parameters);
		expect(error?.message).toContain(message);
		// The editor takes a description for HTML, and drops an address in angle brackets.
		expect(error?.description).not.toMatch(/[<>]/);
		expect(sent()).toHaveLength(0);
	});
});

describe('a receipt', () => {
	const send = async (parameters: INodeParameters) =>
		await run('message', 'sendReceipt', { ...parties, messageId: 'm1', ...parameters });
	const body = () =>
		(JSON.parse(sent().at(-1)?.body ?? '') as { messages: IDataObject[] }).messages[0];
	const channel = {
		from: { id: parties.fromId },
		to: { id: parties.toId },
		messageId: 'm1',
	};

	test.each(['Delivered', 'Removed'])('%s', async (status) => {
		const { items } = await send({ status, reasonCode: 305 });
		expect(body()).toEqual({ channel, type: 'Receipt', status });
		expect(items[0].json).toEqual({ accepted: true, type: 'Receipt' });
	});

	test('"can attach a reason code": Failed without one is a receipt as well', async () => {
		for (const reason of [
			{},
			{ reasonCode: '={{ $json.unknown }}' },
			{ reasonCode: '={{ null }}' },
		]) {
			const { error } = await send({ status: 'Failed', ...reason });
			expect(error).toBeUndefined();
			expect(body()).toEqual({ channel, type: 'Receipt', status: 'Failed' });
		}
	});

	test('"a reason code and an optional message": Failed, with its reason', async () => {
		await send({ status: 'Failed', reasonCode: 350 });
		expect(body()).toMatchObject({ reasons: [{ code: 350 }] });
		await send({ status: 'Failed', reasonCode: 530, reasonMessage: 'no such number' });
		const reasons = [{ code: 530, message: 'no such number' }];
		expect(body()).toEqual({ channel, type: 'Receipt', status: 'Failed', reasons });
	});

	test('is sent again when the connection fails: twice says the same', async () => {
		sim.control.faults.add({
			kind: 'status',
			status: 503,
			times: 1,
			match: { pathRegex: '/messages$' },
		});
		const { error } = await send({ status: 'Delivered' });
		expect(error).toBeUndefined();
		expect(sent()).toHaveLength(2);
	});

	test.each([
		[{ status: 'Lost' }, '"Lost" is not a choice of the field "Status"'],
		[{ status: 'Failed', reasonCode: 999 }, '"999" is not a choice of the field "Reason"'],
		[{ status: 'Failed', reasonMessage: 'busy' }, 'has a Reason Message without a Reason'],
	])('%j is refused before it is sent', async (parameters, message) => {
		expect((await send(parameters)).error?.message).toContain(message);
		expect(sent()).toHaveLength(0);
	});
});

describe('media', () => {
	const mediaFile = (mode: string, value: unknown) => ({ __rl: true, mode, value });
	const picture = Buffer.from(Array.from({ length: 70_000 }, (_, n) => n % 251));
	const files = [{ data: file(picture, 'ü "1".png', 'image/png') }];

	test('goes up, comes down the same, and is deleted', async () => {
		const up = await run('media', 'upload', { binaryPropertyName: 'data' }, { binary: files });
		expect(up.error).toBeUndefined();
		const { mediaId, url, length } = up.items[0].json;
		expect(length).toBe(picture.length);
		expect(sim.control.messaging.media()).toMatchObject([
			{
				mediaId,
				mimetype: 'image/png',
				sha256: createHash('sha256').update(picture).digest('hex'),
			},
		]);

		const inModes = [mediaFile('id', mediaId), mediaFile('url', url)];
		for (const id of [...inModes, mediaId, url]) {
			const down = await run('media', 'download', {
				mediaId: id as INodeParameters[string],
				outputField: 'picture',
			});
			expect(down.error).toBeUndefined();
			const { data, mimeType } = down.items[0].binary?.picture as IBinaryData;
			expect(mimeType).toBe('image/png');
			expect(Buffer.from(data, 'base64').equals(picture)).toBe(true);
		}

		const gone = await run('media', 'delete', { mediaId: mediaId as string });
		expect(gone.items[0].json).toEqual({ deleted: true });
		expect(sim.control.messaging.media()).toEqual([]);
	});

	test('has the name that Genesys sends, or the one that the user gives', async () => {
		const up = await run('media', 'upload', { binaryPropertyName: 'data' }, { binary: files });
		const mediaId = up.items[0].json.mediaId as string;
		const nameOf = async (options: INodeParameters) =>
			(await run('media', 'download', { mediaId, options })).items[0].json.fileName;
		expect(await nameOf({})).toBe('ü %221%22.png');
		expect(await nameOf({ fileName: 'own.png' })).toBe('own.png');
	});

	test('is no web page, also when no name was given', async () => {
		liar.answer = (response) =>
			void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Sign in</html>');
		const { genesysMessagingChannelApi: channel } = channelCredential(sim);
		const { items, error } = await run(
			'media',
			'download',
			{ mediaId: 'm1', options: { maxRetries: 0 } },
			{ credentials: { genesysMessagingChannelApi: { ...channel, baseUrl: liar.url } } },
		);
		expect(error?.message).toBe('Something other than a Genesys web API answered');
		expect(items).toEqual([]);
	});

	test('a missing field says which there are', async () => {
		const { error } = await run(
			'media',
			'upload',
			{ binaryPropertyName: 'photo' },
			{ binary: files },
		);
		expect(error?.message).toContain('no file in the field "photo"');
		expect(error?.description).toContain('data');
	});

	test('of a rich media message goes up first, and the message refers to it', async () => {
		const { error } = await run(
			'message',
			'sendRichMedia',
			{ ...parties, text: 'look', binaryPropertyNames: 'data' },
			{ binary: files },
		);
		expect(error).toBeUndefined();
		const [{ url }] = sim.control.messaging.media();
		expect(JSON.parse(sent().at(-1)?.body ?? '')).toMatchObject({
			messages: [{ type: 'RichMedia', text: 'look', content: [{ type: 'image', url }] }],
		});
	});

	test('an empty list of content, which the editor begins with, leaves it to the files', async () => {
		await run(
			'message',
			'sendRichMedia',
			{ ...parties, binaryPropertyNames: 'data', contentJson: '[]' },
			{ binary: files },
		);
		expect(JSON.parse(sent().at(-1)?.body ?? '')).toMatchObject({
			messages: [{ content: [{ type: 'image' }] }],
		});
	});

	test('content of the user has the address where it says so', async () => {
		await run(
			'message',
			'sendRichMedia',
			{ ...parties, binaryPropertyNames: 'data', contentJson: '[{"card":{"image":"$file0"}}]' },
			{ binary: files },
		);
		const [{ url }] = sim.control.messaging.media();
		expect(JSON.parse(sent().at(-1)?.body ?? '')).toMatchObject({
			messages: [{ content: [{ card: { image: url } }] }],
		});
	});
});

/** Other numbers with the secret of the credential. */
const numbers = ['+15559990001', '+15559990002'];
const withNumbers = () => {
	for (const id of numbers) sim.control.messaging.setChannel(id);
};

describe('"channelId: The ID of the channel", one secret for many', () => {
	beforeEach(withNumbers);
	const to = { options: { channelId: '={{ $json.channel }}' } };
	const items = [{ channel: numbers[0] }, { channel: '' }, { channel: numbers[1] }];
	const paths = () => sent().map(({ path }) => path.replace('/nexus/v3/channels/', ''));

	test('a message goes to that of its item, or else of the credential', async () => {
		const { error } = await sendText(to, { items });
		expect(error).toBeUndefined();
		expect([...numbers, 'sms-channel'].map((id) => inbound(id).length)).toEqual([1, 1, 1]);
	});

	test('a batch is a request for each channel, and each item has its own id', async () => {
		const many = Array.from({ length: 9 }, (_, n) => ({ n, ...items[n % 3] }));
		const { items: output } = await sendText(
			{
				text: '={{ String($json.n) }}',
				options: { ...to.options, batchSize: 9 },
			},
			{ items: many },
		);
		expect(sent()).toHaveLength(3);
		const all = sim.control.messaging.inbound();
		expect(
			output.map(({ json }) => {
				const { channelId, message } = all.find(({ id }) => id === json.id) ?? all[0];
				return [channelId, message.text];
			}),
		).toEqual(many.map(({ n, channel }) => [channel || 'sms-channel', String(n)]));
	});

	test('files go up, come down and are deleted there, also those of a message', async () => {
		const channelId = numbers[1];
		const options = { channelId };
		const binary = [{ data: file('Hello', 'a.txt', 'text/plain') }];
		const up = await run('media', 'upload', { options }, { binary });
		const { mediaId } = up.items[0].json as { mediaId: string };
		expect((await run('media', 'download', { mediaId, options })).error).toBeUndefined();
		expect((await run('media', 'download', { mediaId })).error?.message).toContain(
			'no media file with this ID in the channel',
		);
		expect((await run('media', 'delete', { mediaId, options })).error).toBeUndefined();

		const rich = await run('message', 'sendRichMedia', { ...parties, options }, { binary });
		expect(rich.error).toBeUndefined();
		expect(sim.control.messaging.media()).toMatchObject([{ channelId }]);
		expect(inbound(channelId)).toMatchObject([{ type: 'RichMedia' }]);
		expect(new Set(paths().map((path) => decodeURIComponent(path.split('/')[0])))).toEqual(
			new Set([channelId, 'sms-channel']),
		);
	});

	test('a receipt and a custom message go there as well', async () => {
		const options = { channelId: numbers[0] };
		const receipt = { ...parties, messageId: 'm1', status: 'Delivered', options };
		expect((await run('message', 'sendReceipt', receipt)).error).toBeUndefined();
		expect((await run('message', 'sendCustom', { options })).error).toBeUndefined();
		expect(paths()).toEqual(Array(2).fill(`${encodeURIComponent(numbers[0])}/messages`));
	});

	test('one that does not exist is told, and costs no other item of the batch', async () => {
		const options = { ...to.options, batchSize: 3 };
		const { items: output } = await sendText(
			{ options },
			{
				items: [items[0], { channel: 'nobody' }, { channel: '..' }],
				onError: 'continueRegularOutput',
			},
		);
		expect(output.map(({ json }) => json.accepted ?? json.error)).toEqual([
			true,
			'Genesys does not know the channel, or what is asked for in it',
			'An ID or name cannot be "." or ".."',
		]);
	});
});

describe('"must send a POST request to deliver the message to the agent": a reply', () => {
	beforeEach(withNumbers);
	const sms = {
		messageId: 'm1',
		channelId: numbers[0],
		channelType: 'sms',
		type: 'Text',
		from: { id: numbers[0] },
		to: [{ id: '+15551230001' }],
		text: 'How can I help?',
	};
	const email = {
		messageId: 'm2',
		channelId: 'email-channel',
		channelType: 'email',
		type: 'Email',
		from: { id: 'no-reply@company.com', name: 'Sender display name' },
		to: [
			{ id: 'recipient-1@mail.com', name: 'First Recipient' },
			{ id: 'recipient-2@mail.com', name: 'Second Recipient' },
		],
		subject: 'Subject',
		replyTo: { id: 'reply-to@company.com', name: 'Responder display name' },
	};
	const reply = async (item: IDataObject, parameters: INodeParameters = {}, more = {}) =>
		await run(
			'message',
			'reply',
			{ text: 'My answer', ...parameters },
			{
				items: [item],
				...(item.channelType === 'email'
					? { credentials: channelCredential(sim, { channelSecret: 'demo-email-secret' }) }
					: {}),
				...more,
			},
		);

	test('to an SMS has from and to swapped, on the same channel', async () => {
		const { items, error } = await reply(sms);
		expect(error).toBeUndefined();
		expect(inbound(numbers[0]).map(({ message }) => message)).toEqual([
			{
				channel: { from: { id: '+15551230001' }, to: { id: numbers[0] } },
				type: 'Text',
				text: 'My answer',
			},
		]);
		expect(items[0].json).toEqual({ accepted: true, id: expect.any(String), type: 'Text' });
	});

	test('takes numbers for addresses, which another node may have made of them', async () => {
		const numeric = {
			...sms,
			from: { id: 15559990001 },
			to: [null, { id: 15551230001, name: '' }],
		};
		const { error } = await reply(numeric as IDataObject);
		expect(error).toBeUndefined();
		expect(inbound(numbers[0])[0].message.channel).toEqual({
			from: { id: '15551230001' },
			to: { id: '15559990001' },
		});
	});

	test('to an email goes to where answers are wanted, with its names and its subject', async () => {
		const { error } = await reply(email);
		expect(error).toBeUndefined();
		expect(inbound('email-channel').map(({ message }) => message)).toEqual([
			{
				channel: {
					from: { id: 'recipient-1@mail.com', name: 'First Recipient' },
					to: [{ id: 'reply-to@company.com', name: 'Responder display name' }],
				},
				type: 'Email',
				subject: 'Re: Subject',
				content: [{ type: 'text', text: 'My answer' }],
			},
		]);
	});

	test('to an email without such an address goes to the sender; one that is a reply keeps its subject', async () => {
		await reply(
			{ ...email, replyTo: undefined, subject: 'RE: Subject' },
			{ options: { html: '<p>My answer</p>' } },
		);
		expect(inbound('email-channel')[0].message).toMatchObject({
			channel: { to: [{ id: 'no-reply@company.com', name: 'Sender display name' }] },
			subject: 'RE: Subject',
			content: [{ type: 'text' }, { type: 'html', text: '<p>My answer</p>' }],
		});
	});

	test.each([null, '', undefined])('to an email with the subject %j has none', async (subject) => {
		expect((await reply({ ...email, subject })).error).toBeUndefined();
		expect(inbound('email-channel').at(-1)?.message).not.toHaveProperty('subject');
	});

	test('can be that of another recipient, with another subject, on another channel', async () => {
		const options = {
			fromId: 'recipient-2@mail.com',
			subject: 'Absent',
			channelId: 'email-channel',
			messageId: 'own',
		};
		const { error } = await reply({ ...email, channelId: 'nobody' }, { options });
		expect(error).toBeUndefined();
		expect(inbound('email-channel')[0].message).toMatchObject({
			channel: {
				from: { id: 'recipient-2@mail.com', name: 'Second Recipient' },
				messageId: 'own',
			},
			subject: 'Absent',
		});
	});

	test.each([
		[email, 'Email', 'text'],
		[sms, 'RichMedia', undefined],
	])('to %j takes its files along, which go up to the same channel', async (item, type, first) => {
		const binary = [{ data: file('Hello', 'a.txt', 'text/plain') }];
		const { error } = await reply(item, { options: { attachments: 'data' } }, { binary });
		expect(error).toBeUndefined();
		const [{ url, channelId }] = sim.control.messaging.media();
		expect(channelId).toBe(item.channelId);
		const { message } = inbound(channelId)[0];
		expect(message.type).toBe(type);
		expect((message.content as IDataObject[]).map((part) => part.url ?? part.type)).toEqual(
			first ? [first, url] : [url],
		);
	});

	test('to a message of a node further back takes it by its expression', async () => {
		const { error } = await reply(
			{ output: { text: 'yes' }, trigger: sms },
			{
				message: '={{ $json.trigger }}',
				text: '={{ $json.output.text }}',
			},
		);
		expect(error).toBeUndefined();
		expect(inbound(numbers[0])[0].message.text).toBe('yes');
	});

	test('to what is no message of an agent is an error that says so, and costs no other', async () => {
		const wrong = [
			{},
			{ from: { id: 'a' }, to: [] },
			{ to: [{ id: 'a' }] },
			{ from: 'a', to: 'b' },
		];
		const { items } = await reply(
			sms,
			{ options: { batchSize: 10 } },
			{
				items: [sms, ...wrong, { ...sms, channelId: undefined }],
				onError: 'continueRegularOutput',
			},
		);
		const error = 'What is to be answered is no message of an agent';
		expect(items.map(({ json }) => json.accepted ?? json.error)).toEqual([
			true,
			...wrong.map(() => error),
			true,
		]);
		// Without a channel it is that of the credential.
		expect([inbound(numbers[0]).length, inbound().length]).toEqual([1, 1]);
		const alone = await reply({ id: 1 }, { message: '' });
		expect(alone.error?.message).toBe(error);
	});
});

describe('an email with files', () => {
	const send = async (parameters: INodeParameters) =>
		await run(
			'message',
			'sendEmail',
			{ fromId: 'a@example.com', toId: 'support@example.com', text: 'Look', ...parameters },
			{
				binary: [
					{ data: file('Hello', 'a.txt', 'text/plain'), photo: file('x', 'b.png', 'image/png') },
				],
				credentials: channelCredential(sim, {
					channelId: 'email-channel',
					channelSecret: 'demo-email-secret',
				}),
			},
		);

	test('"Upload a binary media file to Genesys to use in a RichMedia message": they go up first', async () => {
		const { error } = await send({ options: { attachments: 'data, photo' } });
		expect(error).toBeUndefined();
		const [text, photo] = sim.control.messaging.media();
		expect(inbound('email-channel')[0].message.content).toEqual([
			{ type: 'text', text: 'Look' },
			{ type: 'file', url: text.url, filename: 'a.txt', mimetype: 'text/plain', length: 5 },
			{ type: 'image', url: photo.url, filename: 'b.png', mimetype: 'image/png', length: 1 },
		]);
	});

	test('of which one is missing is not sent, and no file goes up', async () => {
		const { error } = await send({ options: { attachments: 'data, film' } });
		expect(error?.message).toContain('no file in the field "film"');
		expect(sent()).toHaveLength(0);
	});
});
