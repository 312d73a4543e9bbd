import type { StreamedBody } from '../../../nodes/shared/transport/api';
import { multipart } from '../../../nodes/shared/transport/multipart';

const file = (fileName: string, content: string, mimeType = 'text/plain') => ({
	fileName,
	mimeType,
	size: Buffer.byteLength(content),
	async *stream() {
		for (const part of content.match(/[^]{1,3}/gu) ?? []) yield Buffer.from(part);
	},
});

async function bytes(body: StreamedBody): Promise<Buffer> {
	const chunks: Uint8Array[] = [];
	for await (const chunk of body.stream()) chunks.push(chunk);
	return Buffer.concat(chunks);
}

/** Read back by the parser that comes with Node.js. */
async function parsed(body: StreamedBody): Promise<FormData> {
	const headers = { 'Content-Type': body.type };
	return await new Response(new Uint8Array(await bytes(body)), { headers }).formData();
}

test.each(['', 'a', 'naïve 😀\r\n--boundary\r\n', 'x'.repeat(10_000)])(
	'%# is read back as it was, with its name and type',
	async (content) => {
		const form = await parsed(multipart('file', file('key.pem', content)));
		const part = form.get('file') as File;
		expect(await part.text()).toBe(content);
		expect(part.name).toBe('key.pem');
		expect(part.type).toBe('text/plain');
		expect(keysOf(form)).toEqual(['file']);
	},
);

test('the size is announced to the byte, and the bytes are the same each time', async () => {
	const body = multipart('file', file('ключ.pem', 'ü'.repeat(500)));
	const first = await bytes(body);
	expect(first).toHaveLength(body.size);
	expect(await bytes(body)).toEqual(first);
});

test('a name cannot add headers or parts', async () => {
	const nasty = 'a"; name="other"\r\nX-Evil: 1\r\n\r\nbody';
	const upload = multipart('file', file(nasty, 'x', 'text/plain\r\nX-Evil: 2'));
	const text = (await bytes(upload)).toString();
	expect(text.split('\r\n\r\n')[0].split('\r\n')).toHaveLength(3);
	expect(keysOf(await parsed(upload))).toEqual(['file']);
});

test('each body has a boundary of its own', () => {
	const boundary = () => multipart('file', file('a', 'b')).type;
	expect(boundary()).not.toBe(boundary());
});

function keysOf(form: FormData): string[] {
	const keys: string[] = [];
	form.forEach((_value, key) => keys.push(key));
	return keys;
}
