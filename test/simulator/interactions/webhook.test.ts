import { execFileSync } from 'node:child_process';
import type { AxiosInstance } from 'axios';
import type { Simulator } from '../../../simulator';
import { sign } from '../../../simulator/webhooks/signature';
import { Receiver, startWithClient } from '../helper';

const MAIL = '/nexus/v3/securemail';
const RETRY_DELAY_MS = 40;

describe('Interactions webhook', () => {
	let sim: Simulator;
	let client: AxiosInstance;
	let control: AxiosInstance;
	let receiver: Receiver;
	let url: string;

	beforeEach(async () => {
		receiver = new Receiver();
		url = await receiver.start();
		({ sim, client, control } = await startWithClient({
			webhook: { url, retryDelayMs: RETRY_DELAY_MS, timeoutMs: 200, maxAttempts: 3 },
		}));
	});
	afterEach(async () => {
		await sim.close();
		await receiver.close();
	});

	const sendMail = async (): Promise<string> => {
		const { data } = await client.post(MAIL, { data: { address: 'ada@example.com' } });
		await sim.control.webhook.settled();
		return data.secureMailId;
	};
	const events = () =>
		receiver.bodies().flatMap(({ data }) => data.entities.map(({ event }) => event as string));

	test('a secure mail sent is a STARTED event whose selfUri answers', async () => {
		const id = await sendMail();
		const [body] = receiver.bodies();
		expect(body).toEqual({
			operationId: expect.stringMatching(/^[0-9a-f-]{36}$/),
			data: {
				entities: [
					{
						event: 'STARTED',
						entity: {
							id,
							mediaType: 'email',
							interactionSubtype: 'InboundNew',
							selfUri: `${sim.url}${MAIL}/${id}`,
						},
					},
				],
			},
		});
		const self = await client.get(`${sim.url}${MAIL}/${id}`);
		expect(self.data.secureMail.id).toBe(id);
	});

	test('the signature is the HMAC-SHA1 that openssl computes over the bytes received', async () => {
		sim.control.webhook.set({ secret: 'other secret' });
		await sim.control.webhook.send({ rawBody: '{"data" : {"entities":[ ]}, "ü":"€"}' });
		const [{ bytes, headers }] = receiver.received;
		expect(bytes.toString('utf8')).toBe('{"data" : {"entities":[ ]}, "ü":"€"}');
		const output = execFileSync('openssl', ['dgst', '-sha1', '-hmac', 'other secret'], {
			input: bytes,
		});
		const digest = /([0-9a-f]{40})\s*$/.exec(output.toString())?.[1];
		expect(headers['x-hub-signature']).toBe(`sha1=${digest}`);
		expect(headers['content-type']).toBe('application/json');
		expect(headers['x-b3-traceid']).toMatch(/^[0-9a-f]{16}$/);
	});

	test('the signature agrees with the published vector of RFC 2202, test case 2', () => {
		expect(sign('what do ya want for nothing?', 'Jefe')).toBe(
			'sha1=effcdf6ae5eb2fa2d27416d5f184df9c259a7c79',
		);
	});

	test('the body does not survive being parsed and serialised again', async () => {
		await sendMail();
		const text = receiver.received[0].bytes.toString('utf8');
		expect(JSON.stringify(JSON.parse(text))).not.toBe(text);
	});

	test.each([
		['GET read=true', async (id: string) => await client.get(`${MAIL}/${id}?read=true`)],
		['DELETE', async (id: string) => await client.delete(`${MAIL}/${id}`)],
		['DELETE delete', async (id: string) => await client.delete(`${MAIL}/${id}?remove=delete`)],
		['DELETE purge', async (id: string) => await client.delete(`${MAIL}/${id}?remove=purge`)],
	])('%s finishes the mail, once', async (_title, finish) => {
		const id = await sendMail();
		await client.get(`${MAIL}/${id}`);
		expect(events()).toEqual(['STARTED']);
		await finish(id);
		await client.get(`${MAIL}/${id}?read=true`);
		await client.delete(`${MAIL}/${id}?remove=purge`);
		await sim.control.webhook.settled();
		expect(events()).toEqual(['STARTED', 'FINISHED']);
		expect(receiver.bodies()[1].data.entities[0].entity).toMatchObject({ id });
	});

	test('sample mails: unread inbound finishes when read, outbound and read ones tell nothing', async () => {
		for (const { id } of sim.control.secureEmails.list()) {
			await client.get(`${MAIL}/${id}?read=true`);
		}
		await sim.control.webhook.settled();
		const inbound = sim.control.secureEmails.list().filter((mail) => mail.direction === 'inbound');
		expect(events()).toEqual(inbound.map(() => 'FINISHED'));
		expect(inbound).toHaveLength(3);
	});

	test('chats start and finish by the control API', async () => {
		const { data: chat } = await control.post('/chats', { interactionSubtype: 'WhatsApp' });
		await control.post(`/chats/${chat.id}/finish`);
		await sim.control.webhook.settled();
		const entity = {
			id: chat.id,
			mediaType: 'chat',
			interactionSubtype: 'WhatsApp',
			selfUri: `${sim.url}/nexus/v3/chat/sessions/${chat.id}`,
		};
		expect(receiver.bodies().map(({ data }) => data.entities)).toEqual([
			[{ event: 'STARTED', entity }],
			[{ event: 'FINISHED', entity }],
		]);
		expect((await control.post(`/chats/${chat.id}/finish`)).status).toBe(409);
		expect((await control.post('/chats/nobody/finish')).status).toBe(404);
		expect((await control.post('/chats', { id: chat.id })).status).toBe(409);
		expect((await control.post('/chats', { interactionSubtype: 'Fax' })).status).toBe(400);
	});

	test('"The URL to retrieve the interaction data": that of a chat answers, with the key', async () => {
		const { selfUri, ...chat } = sim.control.chats.start({ interactionSubtype: 'WhatsApp' });
		const { status, data } = await client.get(selfUri);
		expect([status, data]).toEqual([
			200,
			{ status: { code: 0, message: 'OK' }, data: { ...chat, selfUri } },
		]);
		expect((await control.get(selfUri)).status).toBe(403);
		const other = await client.get(`${selfUri}-other`);
		expect([other.status, other.data.status.code]).toEqual([404, 404]);
	});

	test('several events go in one delivery', async () => {
		const { data } = await control.post('/webhook/deliveries', {
			entities: [
				{ event: 'STARTED', entity: { id: 'a', mediaType: 'chat' } },
				{ event: 'FINISHED', entity: { id: 'b', mediaType: 'email' } },
			],
		});
		expect(data.state).toBe('delivered');
		expect(events()).toEqual(['STARTED', 'FINISHED']);
		expect((await control.post('/webhook/deliveries', {})).status).toBe(400);
	});

	test('settings are checked', async () => {
		for (const wrong of [
			{ url: 'ftp://x' },
			{ maxAttempts: 0 },
			{ timeoutMs: '5' },
			{ uri: 'x' },
		]) {
			expect((await control.put('/webhook', wrong)).status).toBe(400);
		}
		expect((await control.get('/webhook')).data).toEqual({
			url,
			secret: sim.appSecret,
			timeoutMs: 200,
			retryDelayMs: RETRY_DELAY_MS,
			maxAttempts: 3,
		});
	});
});
