import type { IDataObject, INodeParameters } from 'n8n-workflow';
import {
	host,
	message,
	post,
	received,
	start,
	stop,
	talk,
} from '../../harness/cloudMessagingTrigger';
import { withSimulator } from '../../harness/simulator';

afterAll(stop);

const ALL: INodeParameters = { types: [] };
const receipt = message({ type: 'Receipt', status: 'Failed', text: '' });
const typing = message({
	id: 'e1',
	type: 'Event',
	text: '',
	events: [{ eventType: 'Typing', typing: { type: 'On', duration: 5000 } }],
});
const structured = message({
	id: 's1',
	type: 'Structured',
	originatingEntity: 'Bot',
	content: [
		{ contentType: 'QuickReply', quickReply: { text: 'Yes', payload: 'y' } },
		{ contentType: 'QuickReply', quickReply: { text: 'No', payload: 'n' } },
	],
});

describe('the output', () => {
	test('of a text is flat, and the customer is whom it goes to', async () => {
		await start();
		const { status, data } = await post(message({ metadata: { order: '7' } }), {
			'x-b3-traceid': 'trace-1',
		});
		expect([status, data]).toEqual([200, { messageId: 'm1' }]);
		expect(host.executions).toEqual([
			[
				{
					messageId: 'm1',
					conversationId: 'conversation-1',
					integrationId: 'integration-1',
					channelMessageId: 'm1',
					channelType: 'Private',
					type: 'Text',
					from: { nickname: 'Shop', id: 'integration-1', idType: 'Opaque' },
					to: { id: 'customer-1', idType: 'Opaque' },
					time: '2026-01-02T03:04:05.678Z',
					text: 'How can I help? ü 😀',
					originatingEntity: 'Human',
					direction: 'Outbound',
					metadata: { order: '7' },
					traceId: 'trace-1',
					deliveryId: expect.stringMatching(/^[0-9a-f]{32}$/),
				},
			],
		]);
	});

	test('of rich content, a receipt and typing has what they say', async () => {
		await start(ALL);
		const reasons = [{ code: 'MessageExpired', message: 'Too late' }];
		await post(structured);
		await post({ ...receipt, reasons, isFinalReceipt: false });
		await post(typing);
		expect(received()).toMatchObject([
			{ type: 'Structured', content: structured.content, originatingEntity: 'Bot' },
			{ type: 'Receipt', messageId: 'm1', status: 'Failed', reasons, isFinalReceipt: false },
			{ type: 'Event', events: typing.events },
		]);
		expect(received()[2]).not.toHaveProperty('text');
	});

	test('has the attachment of a text, to be fetched by its address', async () => {
		await start();
		const attachment = { mediaType: 'Image', url: 'https://files.example/1', mime: 'image/png' };
		const content = [{ contentType: 'Attachment', attachment }];
		await post(message({ content }));
		expect(received()[0].content).toEqual(content);
	});

	test('has the message as it came when that is wished', async () => {
		await start({ options: { includeRaw: true } });
		const body = message({ enrichment: { language: 'en' } });
		await post(body);
		expect(received()[0].raw).toEqual(body);
	});

	test.each([
		{},
		{ id: {}, channel: 'x', text: 7, content: 'x', events: [null], metadata: [] },
		{ id: null, channel: { to: 3, from: [], time: {}, messageId: null } },
	])('of %j has an id, and nothing is broken', async (body) => {
		await start(ALL);
		const { status, data } = await post(body);
		expect([status, data]).toEqual([200, { messageId: expect.stringMatching(/^[0-9a-f]{32}$/) }]);
		const [{ messageId, deliveryId, text, ...rest }] = received();
		expect([messageId, typeof deliveryId]).toEqual([data.messageId, 'string']);
		expect(text).toBe((body as IDataObject).text === 7 ? '7' : undefined);
		expect(rest).toEqual({});
	});

	test.each(['[]', '"text"', '7', 'null', '{'])('%s is answered 400', async (body) => {
		await start(ALL);
		expect((await post(body)).status).toBe(400);
		expect(received()).toEqual([]);
	});
});

describe('what is wanted', () => {
	const human = message();
	test.each<[INodeParameters, string[]]>([
		[{}, ['Text', 'Structured']],
		[ALL, ['Text', 'Structured', 'Receipt', 'Event']],
		[{ types: ['Event', 'Receipt'] }, ['Receipt', 'Event']],
		[{ filters: { originatingEntities: ['Bot'] } }, ['Structured']],
		[{ filters: { originatingEntities: ['Human'] } }, ['Text']],
		[{ filters: { integrationIds: 'other, INTEGRATION-1' } }, ['Text', 'Structured']],
		[{ filters: { integrationIds: 'other' } }, []],
	])('%j lets pass %j, and all are answered 200', async (parameters, passed) => {
		await start(parameters);
		const bodies = [human, structured, receipt, typing];
		for (const body of bodies) {
			const { status, data } = await post(body);
			expect([status, data]).toEqual([200, { messageId: body.id }]);
		}
		expect(received().map(({ type }) => type)).toEqual(passed);
	});

	test('of a type that is not documented, if no type is chosen', async () => {
		await start();
		await post(message({ type: 'Message' }));
		expect(received()).toEqual([]);
		await start(ALL);
		await post(message({ type: 'Message' }));
		expect(received()).toHaveLength(1);
	});
});

describe('with the simulator', () => {
	const sim = withSimulator({ seed: 1, cloud: { webhookRetryDelayMs: 10 } });

	test('a conversation goes both ways', async () => {
		await start();
		const { integration, openMessaging, customerWrites, agentWrites } = talk(sim, host.url);
		const conversationId = await customerWrites('Where is my lamp?');
		const { id } = await agentWrites(conversationId, 'On its way');
		await sim.control.cloud.deliveries({ settled: true });
		const [item] = received();
		expect(item).toMatchObject({
			messageId: id,
			conversationId,
			integrationId: integration.id,
			text: 'On its way',
			originatingEntity: 'Human',
			to: { id: 'customer-1' },
		});

		// What the item says is enough for a receipt, by the fields that the documentation names.
		await openMessaging('sendReceipt', {
			integration: { __rl: true, mode: 'id', value: String(item.integrationId) },
			messageId: String(item.messageId),
			fromId: (item.to as { id: string }).id,
			status: 'Delivered',
		});
		const { messages } = sim.control.cloud
			.conversations()
			.find((one) => one.id === conversationId)!;
		expect(messages.find((one) => one.id === id)?.status).toBe('delivery-success');

		expect(await customerWrites('Thanks')).toBe(conversationId);
		await agentWrites(conversationId, 'You are welcome');
		await sim.control.cloud.deliveries({ settled: true });
		expect(received().map(({ text }) => text)).toEqual(['On its way', 'You are welcome']);
	});

	test('what n8n cannot take comes again, and is taken once', async () => {
		await start();
		let failures = 2;
		host.onRegister = async () => {
			if (failures-- > 0) throw new Error('no database');
		};
		const { customerWrites, agentWrites } = talk(sim, host.url);
		await agentWrites(await customerWrites('Hello'), 'Hi');
		const [{ attempts }] = await sim.control.cloud.deliveries({ settled: true });
		expect(attempts.map(({ status }) => status)).toEqual([500, 500, 200]);
		expect(received()).toHaveLength(1);
	});

	test.each(['unsigned', 'wrongSecret', 'tampered', 'truncated'] as const)(
		'one that is %s is refused once and for all',
		async (spoil) => {
			await start(ALL);
			const { integration } = talk(sim, host.url);
			const { state, attempts } = await sim.control.cloud.deliver({
				integrationId: integration.id,
				message: message(),
				spoil,
			});
			expect([state, attempts.map(({ status }) => status)]).toEqual(['failed', [401]]);
			expect(received()).toEqual([]);
		},
	);
});
