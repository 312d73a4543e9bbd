import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { Simulator } from '../../../simulator';
import { until } from '../helper';
import { accepted, type Agent, INBOX, replied, startDesk } from './helper';

const MIB = 1024 * 1024;
const BOUNDARY = 'simulator-test-boundary';

/** Names of the files that the simulators of this process have on disk. */
function filesOnDisk(): string[] {
	const start = `genesys-simulator-attachments-${process.pid}-`;
	const directories = readdirSync(tmpdir()).filter((name) => name.startsWith(start));
	return directories.flatMap((name) => readdirSync(join(tmpdir(), name)));
}

let sim: Simulator;
let agent: Agent;

beforeAll(async () => {
	({ sim, agent } = await startDesk());
});

afterEach(async () => {
	await sim.control.reset();
	expect(filesOnDisk()).toEqual([]);
});

afterAll(async () => await sim.close());

test('an attachment is added, read and deleted', async () => {
	const id = await replied(sim, agent);
	const content = Buffer.from([0, 255, 13, 10, 45, 45]);
	const { data } = await agent.attach(id, content, 'Bild ü.png', 'image/png');
	expect(data).toEqual({ statusCode: 0, documentId: expect.any(String) });
	const { documentId } = data;
	expect((await agent.get(id)).data.interaction.attachments).toEqual([
		{ documentId, filename: 'Bild ü.png', mimeType: 'image/png', length: content.length },
	]);

	const got = await agent.attachment(id, documentId, { responseType: 'arraybuffer' });
	expect(got.headers).toMatchObject({
		'content-type': 'image/png',
		'content-length': String(content.length),
		'content-disposition': "attachment; filename*=UTF-8''Bild%20%C3%BC.png",
	});
	expect(content.equals(got.data)).toBe(true);

	const path = `${INBOX}/${id}/attachments/${documentId}`;
	expect((await agent.http.delete(path)).data).toEqual({ statusCode: 0 });
	for (const answer of [await agent.http.get(path), await agent.http.delete(path)]) {
		expect([answer.status, answer.data.statusCode]).toEqual([404, 404]);
	}
});

test('those of an e-mail that came can be read, and not changed', async () => {
	const text = Buffer.from('Hello').toString('base64');
	const id = await accepted(sim, agent, {
		attachments: [
			{ filename: 'a.txt', mimeType: 'text/plain', contentBase64: text },
			{ filename: 'big.bin', size: 100_000 },
		],
	});
	const [first, second] = (await agent.get(id)).data.interaction.attachments;
	expect((await agent.attachment(id, first.documentId)).data).toBe('Hello');
	expect(second).toMatchObject({ mimeType: 'application/octet-stream', length: 100_000 });
	const answers = [
		await agent.attach(id, Buffer.from('x'), 'x.txt', 'text/plain'),
		await agent.http.delete(`${INBOX}/${id}/attachments/${first.documentId}`),
	];
	for (const { status, data } of answers) {
		expect([status, data.statusCode]).toEqual([409, 409]);
		expect(data.statusMessage).toContain('only in ReplyCreated');
	}
	// What was refused goes when its request is over.
	await until(() => filesOnDisk().length === 2);
});

test('what is no upload is refused, and nothing is kept', async () => {
	const id = await replied(sim, agent);
	const wrongField = await agent.attach(id, Buffer.from('x'), 'x.txt', 'text/plain', 'file');
	expect([wrongField.status, wrongField.data]).toEqual([
		400,
		{ statusCode: 400, statusMessage: expect.stringContaining('field "attachment"') },
	]);
	expect((await agent.http.post(`${INBOX}/${id}/attachments`, { a: 1 })).status).toBe(415);
	const unknown = await agent.attach('nothing', Buffer.from('x'), 'x.txt', 'text/plain');
	expect([unknown.status, unknown.data.statusCode]).toEqual([404, 404]);
	expect(sim.control.webServices.attachments()).toEqual([]);
});

test('20 MiB go both ways as a stream', async () => {
	const id = await replied(sim, agent);
	const piece = Buffer.alloc(MIB, 'piece of a big file ');
	const hash = createHash('sha256');
	const head =
		`--${BOUNDARY}\r\nContent-Disposition: form-data; name="attachment"; filename="big.bin"\r\n` +
		'Content-Type: application/x-big\r\n\r\n';
	function* body() {
		yield Buffer.from(head);
		for (let count = 0; count < 20; count++) {
			hash.update(piece);
			yield piece;
		}
		yield Buffer.from(`\r\n--${BOUNDARY}--\r\n`);
	}
	const { data } = await agent.http.post(`${INBOX}/${id}/attachments`, Readable.from(body()), {
		headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
		maxBodyLength: Infinity,
		maxRedirects: 0,
	});
	const sha256 = hash.digest('hex');
	expect(sim.control.webServices.attachments()).toMatchObject([
		{ documentId: data.documentId, length: 20 * MIB, sha256, mimeType: 'application/x-big' },
	]);

	const got = await agent.attachment(id, data.documentId, { responseType: 'stream' });
	expect(got.headers['content-type']).toBe('application/x-big');
	const back = createHash('sha256');
	for await (const chunk of got.data as AsyncIterable<Buffer>) back.update(chunk);
	expect(back.digest('hex')).toBe(sha256);
});
