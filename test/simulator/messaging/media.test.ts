import { createHash, createHmac } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AxiosInstance } from 'axios';
import type { Simulator } from '../../../simulator';
import { startWithClient, until } from '../helper';
import {
	caller,
	EMAIL,
	FORM,
	foreignSignature,
	formBody,
	formHead,
	hubSignature,
	SMS,
	streamed,
	TAIL,
	text,
} from './helper';

const MEDIA = `${SMS}/media`;
const MiB = 1024 * 1024;

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const directories = () =>
	readdirSync(tmpdir()).filter((name) => name.includes(`genesys-simulator-media-${process.pid}-`));
const filesOnDisk = () => directories().flatMap((name) => readdirSync(join(tmpdir(), name)));

describe('Third-Party Messaging: media', () => {
	let sim: Simulator;
	let control: AxiosInstance;
	let call: ReturnType<typeof caller>;

	beforeEach(async () => {
		({ sim, control } = await startWithClient());
		call = caller(sim);
	});
	afterEach(async () => await sim.close());

	const upload = async (content: Buffer | string, part = {}, path = MEDIA) =>
		await call(path, { body: formBody(content, part), headers: FORM });

	test('uploads, downloads, and deletes', async () => {
		const content = Buffer.from([0, 255, 13, 10, 45, 45, 0x61]);
		const { status, data } = await upload(content, {
			filename: 'Bild "ü" 1.jpg'.replace(/"/g, ''),
		});
		const media = {
			mediaId: expect.stringMatching(/^[0-9a-f-]{36}$/),
			url: `genesys://nexus/${data.data.mediaId}`,
			filename: 'Bild ü 1.jpg',
			mimetype: 'image/jpeg',
			length: content.length,
		};
		expect([status, data]).toEqual([200, { status: { code: 0 }, data: media }]);
		expect((await control.get('/messaging/media')).data).toEqual([
			{ ...media, channelId: 'sms-channel', sha256: sha256(content), time: expect.any(String) },
		]);

		const path = `${MEDIA}/${data.data.mediaId}`;
		const got = await call(path, { method: 'GET', responseType: 'arraybuffer' });
		expect(got.status).toBe(200);
		expect(got.data.equals(content)).toBe(true);
		expect(got.headers).toMatchObject({
			'content-type': 'image/jpeg',
			'content-length': String(content.length),
			'content-disposition': "attachment; filename*=UTF-8''Bild%20%C3%BC%201.jpg",
		});

		const deleted = await call(path, { method: 'DELETE' });
		expect([deleted.status, deleted.data]).toEqual([200, { status: { code: 0 }, data: media }]);
		expect(filesOnDisk()).toEqual([]);
		for (const method of ['GET', 'DELETE']) {
			const answer = await call(path, { method });
			expect([answer.status, answer.data.status]).toEqual([
				404,
				{ code: 404, message: `Media ${data.data.mediaId} not found` },
			]);
		}
	});

	test('media belong to their channel', async () => {
		const { data } = await upload('x');
		const { mediaId, url } = data.data;
		expect((await call(`${EMAIL}/media/${mediaId}`, { method: 'GET' })).status).toBe(404);
		const rich = (sent: string) => ({
			messages: [text('', { type: 'RichMedia', content: [{ image: { url: sent } }] })],
		});
		const status = async (path: string, sent: string) =>
			(await call(`${path}/messages`, { body: rich(sent) })).status;
		expect(await status(SMS, url)).toBe(200);
		expect(await status(EMAIL, url)).toBe(400);
		expect(await status(SMS, 'genesys://nexus/nothing')).toBe(400);
		sim.control.messaging.set({ checkMediaUrls: false });
		expect(await status(SMS, 'genesys://nexus/nothing')).toBe(200);
	});

	const form = formBody('content');
	const two = Buffer.concat([form.subarray(0, -TAIL.length), Buffer.from('\r\n'), form]);

	test.each<[string, number, Buffer, Record<string, string | undefined>?]>([
		['another field', 400, formBody('x', { field: 'data' })],
		['two files', 400, two],
		['a form that ends early', 400, form.subarray(0, -TAIL.length)],
		['a form that ends in a head', 400, form.subarray(0, 60)],
		['no boundary', 400, form, { 'content-type': 'multipart/form-data' }],
		['another boundary', 400, form, { 'content-type': 'multipart/form-data; boundary=other' }],
		['JSON', 415, Buffer.from('{}'), { 'content-type': 'application/json' }],
		['no content type', 415, form, { 'content-type': undefined }],
		['an empty body', 400, Buffer.alloc(0)],
		['no signature', 401, form, { 'x-hub-signature': undefined }],
		[
			'the signature of nothing',
			401,
			form,
			{ 'x-hub-signature': hubSignature('', 'demo-channel-secret') },
		],
		[
			'a wrong signature of a broken form',
			401,
			form.subarray(0, 60),
			{ 'x-hub-signature': 'sha1=0' },
		],
		['another contact center', 403, form, { 'x-ccid': 'other' }],
	])('%s is a %d, and nothing is kept', async (_name, status, body, headers = {}) => {
		const answer = await call(MEDIA, { body, headers: { ...FORM, ...headers } });
		expect([answer.status, answer.data]).toEqual([
			status,
			{ status: { code: status, message: expect.any(String) } },
		]);
		expect(sim.control.messaging.media()).toEqual([]);
		expect(filesOnDisk()).toEqual([]);
	});

	test('an unknown channel is a 404, a type that is not taken a 415', async () => {
		expect((await upload('x', {}, '/nexus/v3/channels/nobody/media')).status).toBe(404);
		await control.put('/messaging/settings', { mediaTypes: ['image/', 'text/plain'] });
		const status = async (type: string) => (await upload('x', { type })).status;
		expect(await status('image/png')).toBe(200);
		expect(await status('text/plain')).toBe(200);
		expect(await status('text/plainer')).toBe(415);
		expect(await status('application/pdf')).toBe(415);
	});

	test('a request without a body is signed over nothing; whether it must be is a setting', async () => {
		const { data } = await upload('x');
		const path = `${MEDIA}/${data.data.mediaId}`;
		const status = async (signature?: string) =>
			(await call(path, { method: 'GET', headers: { 'x-hub-signature': signature } })).status;
		for (const program of ['openssl', 'python3'] as const) {
			const signature = foreignSignature(program, Buffer.alloc(0), 'demo-channel-secret');
			expect(await status(signature)).toBe(200);
		}
		expect(await status()).toBe(401);
		sim.control.messaging.set({ emptyBodySignature: 'optional' });
		expect([await status(), await status('sha1=0')]).toEqual([200, 401]);
	});

	test('the signature of a form by openssl and Python fits; small bodies are in the request log', async () => {
		const body = formBody(Buffer.from(Array.from({ length: 3_000 }, (_, index) => index % 256)));
		for (const program of ['openssl', 'python3'] as const) {
			const signature = foreignSignature(program, body, 'demo-channel-secret');
			const headers = { ...FORM, 'x-hub-signature': signature };
			expect((await call(MEDIA, { body, headers })).status).toBe(200);
		}
		const [recorded] = sim.control.requests.list({ path: MEDIA });
		expect(Buffer.from(recorded.bodyBase64, 'base64').equals(body)).toBe(true);
	});

	test('faults: an upload refused is not kept, a download ends half way', async () => {
		sim.control.faults.add({ kind: 'reset', match: { method: 'POST' } });
		await expect(upload('x')).rejects.toThrow(/ECONNRESET|hang up/);
		sim.control.faults.add({ kind: 'status', status: 503, match: { method: 'POST' } });
		expect((await upload('x')).status).toBe(503);
		expect(sim.control.messaging.media()).toEqual([]);
		expect(filesOnDisk()).toEqual([]);
		const { data } = await upload(Buffer.alloc(300_000, 'x'));
		const path = `${MEDIA}/${data.data.mediaId}`;
		sim.control.faults.add({ kind: 'truncate', match: { method: 'GET' } });
		const { data: body } = await call(path, { method: 'GET', responseType: 'stream' });
		let size = 0;
		const read = async () => {
			for await (const chunk of body as AsyncIterable<Buffer>) size += chunk.length;
		};
		await expect(read()).rejects.toThrow(/aborted/);
		expect(size).toBe(150_000);
		sim.control.faults.add({ kind: 'resetAfter', match: { method: 'GET' } });
		await expect(call(path, { method: 'GET' })).rejects.toThrow(/ECONNRESET|hang up/);
	});

	test('100 MiB both ways without holding them in memory', async () => {
		const size = 100 * MiB;
		const chunk = Buffer.alloc(64 * 1024);
		for (let i = 0; i < chunk.length; i++) chunk[i] = (i * 7) % 251;
		function* body() {
			yield Buffer.from(formHead('file', 'big.bin', 'application/octet-stream'));
			for (let sent = 0; sent < size; sent += chunk.length) yield chunk;
			yield TAIL;
		}
		const hmac = createHmac('sha1', 'demo-channel-secret');
		const content = createHash('sha256');
		for (const piece of body()) hmac.update(piece);
		for (let sent = 0; sent < size; sent += chunk.length) content.update(chunk);
		const expected = content.digest('hex');

		const before = heldBytes();
		let highest = before;
		const timer = setInterval(() => (highest = Math.max(highest, heldBytes())), 5);
		const signature = `sha1=${hmac.digest('hex')}`;
		const { status, answer } = await streamed(`${sim.url}${MEDIA}`, signature, body());
		expect([status, answer.data.length]).toEqual([200, size]);
		expect(sim.control.messaging.media()[0].sha256).toBe(expected);

		const path = `${MEDIA}/${answer.data.mediaId}`;
		const { data } = await call(path, { method: 'GET', responseType: 'stream' });
		const received = createHash('sha256');
		for await (const piece of data as AsyncIterable<Buffer>) received.update(piece);
		clearInterval(timer);
		expect(received.digest('hex')).toBe(expected);
		// Garbage included; held in memory it would be more than 100.
		expect((highest - before) / MiB).toBeLessThan(70);
		expect(sim.control.requests.list({ method: 'POST' })[0].body).toHaveLength(0);
	});

	test('close() and reset() leave no file behind', async () => {
		await upload('x');
		const [mine] = directories();
		await sim.control.reset();
		expect(directories()).not.toContain(mine);
		expect(sim.control.messaging.media()).toEqual([]);
		await upload('x');
		expect(directories()).toHaveLength(1);

		// Closed in the middle of an upload, which never ends by itself.
		const request = httpRequest(`${sim.url}${MEDIA}`, { method: 'POST', headers: FORM });
		request.on('error', () => {});
		request.write(formHead('file', 'a', 'text/plain'));
		request.write('half');
		await until(() => filesOnDisk().length === 2);
		await sim.close();
		expect(directories()).toEqual([]);
	});
});

function heldBytes(): number {
	return process.memoryUsage().arrayBuffers;
}
