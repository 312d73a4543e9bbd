import type { N8nRest } from '../../tools/n8n';
import { startSimulator, type Simulator } from '../../simulator';
import { connect } from './support/instance';
import {
	AFTER,
	channelCredential,
	LiveChannel,
	messagingNode,
	SECRET,
	signatureByOpenssl,
	signatureByPython,
	smsOf,
} from './support/messaging';
import { post } from './support/trigger';
import { node, runManually, saveChain } from './support/workflows';

const MIB = 1024 * 1024;
const UNAUTHORIZED = { status: 401, body: { error: 'Unauthorized' } };
/** Implementations that are not ours. */
const SIGNERS = { openssl: signatureByOpenssl, python: signatureByPython };
const signers = Object.entries(SIGNERS);

describe.each(signers)('signatures made by %s', (_name, sign) => {
	let rest: N8nRest;
	let simulator: Simulator;
	let live: LiveChannel;

	beforeAll(async () => {
		rest = await connect();
		simulator = await startSimulator();
		live = await LiveChannel.start(rest, await channelCredential(rest, simulator));
	});

	afterAll(async () => {
		await live?.stop();
		await simulator?.close();
	});

	const postSigned = async (body: Buffer, secret = SECRET, headers = {}) =>
		await post(live.url, body, { 'X-Hub-Signature': sign(body, secret), ...headers });

	const written = (messageId: string, text: string) =>
		`{"channel":{"id":"sms-channel","type":"sms","messageId":"${messageId}"},"type":"Text","text":${text}}`;
	test.each([
		['unicode', smsOf('unicode', 'Größe 42 – ﷽ नमस्ते'), 'Größe 42 – ﷽ नमस्ते'],
		['emoji', smsOf('emoji', '👩‍👩‍👧 🏳️‍🌈'), '👩‍👩‍👧 🏳️‍🌈'],
		['escaped', written('escaped', '"a\\/b \\u00f6 \\ud83d\\ude00"'), 'a/b ö 😀'],
		['crlf', `${written('crlf', '"a\\r\\nb"').replace(/,/g, ',\r\n')}\r\n`, 'a\r\nb'],
		['duplicate', written('duplicate', '"first","text":"second"'), 'second'],
		['large', smsOf('large', '€'.repeat((5 * MIB) / 3)), '€'.repeat((5 * MIB) / 3)],
	])('%s: accepted, and read as it is', async (messageId, text, expected) => {
		const body = Buffer.from(text);
		expect(await postSigned(body)).toEqual({ status: 200, body: { messageId } });
		const [execution, ...more] = await live.started();
		expect(more).toEqual([]);
		const [item] = execution.output(AFTER);
		expect(item.messageId).toBe(messageId);
		expect(item.text === expected).toBe(true);

		// The same with another key, and the same key with other bytes.
		expect(await postSigned(body, 'another')).toEqual(UNAUTHORIZED);
		const tampered = Buffer.from(text.replace('{', '{ '));
		const headers = { 'X-Hub-Signature': sign(body) };
		expect(await post(live.url, tampered, headers)).toEqual(UNAUTHORIZED);
		expect(await live.started()).toEqual([]);
	});

	test.each(['application/json', 'text/plain'])(
		'an empty body declared as %s: not accepted, whatever the signature',
		async (type) => {
			const empty = Buffer.alloc(0);
			const headers = { 'Content-Type': type };
			const right = await postSigned(empty, SECRET, headers);
			expect([400, 401]).toContain(right.status);
			expect(await postSigned(empty, 'another', headers)).toEqual(UNAUTHORIZED);
			expect(await live.started()).toEqual([]);
		},
	);
});

describe('signatures of the Genesys Messaging node', () => {
	let rest: N8nRest;
	let simulator: Simulator;

	beforeAll(async () => {
		rest = await connect();
		simulator = await startSimulator();
	});

	afterAll(async () => await simulator?.close());

	/** Each recorded request: what it was, and whether both implementations come to the signature that it had. */
	const checked = () =>
		simulator.control.requests.list().map(({ method, bodyBase64, headers, status }) => {
			const body = Buffer.from(bodyBase64, 'base64');
			const right = signers.map(([, sign]) => sign(body) === headers['x-hub-signature']);
			return [method, status, body.length, ...right];
		});

	test('messages: what is signed is what is sent', async () => {
		const texts = [
			...['plain', 'Größe – नमस्ते', '👩‍👩‍👧 \u2028', 'a\\/b "c" \\u0041', 'a\r\nb\tc'],
			'€'.repeat((5 * MIB) / 3),
		];
		const credential = await channelCredential(rest, simulator);
		const parties = { fromId: '+15551230001', toId: '+15559990000' };
		const custom =
			'{ "type":"Text", "text":"first", "text":"sec\\u006fnd \\/",\r\n "channel":{"from":{"id":"1"},"to":{"id":"2"}} }';
		const workflow = await saveChain(
			rest,
			'Send',
			[
				node('Start', 'n8n-nodes-base.manualTrigger'),
				messagingNode(
					'Text',
					'message',
					'sendText',
					{ ...parties, text: '={{ $json.text }}' },
					credential,
				),
				node('First', 'n8n-nodes-base.limit', { maxItems: 1 }),
				messagingNode('Custom', 'message', 'sendCustom', { messageJson: custom }, credential),
			],
			texts.map((text) => ({ text })),
		);
		simulator.control.requests.clear();
		const { status } = await runManually(rest, workflow, 'Start');
		expect(status).toBe('success');
		const sent = simulator.control.messaging.inbound().map(({ message }) => message.text);
		expect(sent.sort()).toEqual([...texts, 'second /'].sort());
		const results = checked();
		expect(results).toEqual(
			[...texts, custom].map(() => ['POST', 200, expect.any(Number), true, true]),
		);
		expect(Math.max(...results.map(([, , size]) => size as number))).toBeGreaterThan(5 * MIB - 3);
	});

	test('a multipart upload, and requests without a body', async () => {
		const credential = await channelCredential(rest, simulator);
		const content = 'Größe 👍\r\n--boundary\r\n\\/ '.repeat(1000);
		const workflow = await saveChain(
			rest,
			'Media',
			[
				node('Start', 'n8n-nodes-base.manualTrigger'),
				node(
					'File',
					'n8n-nodes-base.convertToFile',
					{
						operation: 'toText',
						sourceProperty: 'content',
						options: { fileName: 'Größe "1".txt' },
					},
					{ typeVersion: 1.1 },
				),
				messagingNode('Upload', 'media', 'upload', { binaryPropertyName: 'data' }, credential),
				messagingNode('Download', 'media', 'download', { mediaId: '={{ $json.url }}' }, credential),
				messagingNode(
					'Delete',
					'media',
					'delete',
					{ mediaId: "={{ $('Upload').item.json.mediaId }}" },
					credential,
				),
			],
			[{ content }],
		);
		simulator.control.requests.clear();
		const { status, output } = await runManually(rest, workflow, 'Start');
		expect(status).toBe('success');
		expect(output('Upload')).toMatchObject([{ length: Buffer.byteLength(content) }]);
		expect(checked()).toEqual([
			['POST', 200, expect.any(Number), true, true],
			['GET', 200, 0, true, true],
			['DELETE', 200, 0, true, true],
		]);
		const [{ body }] = simulator.control.requests.list();
		expect(body).toContain(content);
		expect(body).toMatch(/^--.*\r\nContent-Disposition: form-data; name="file"; filename="/);
	});
});
