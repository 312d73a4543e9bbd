import { createHash } from 'node:crypto';
import { createServer, type RequestListener } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { IBinaryData, INodeParameters } from 'n8n-workflow';
import { openEditor } from '../../harness/editor';
import { webServicesCredential } from '../../harness/genesysCredentials';
import { withSimulator } from '../../harness/simulator';
import { addDraft, fileOf, linesOf, located, runsOn } from './helper';

const sim = withSimulator({ samples: false, webServices: { delayMs: 1 } });
const run = runsOn(sim);
const stored = () => sim.control.webServices.attachments();
const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex');
const PICTURE = Buffer.from([0x89, 0x50, 0x0d, 0x0a, 0x2d, 0x2d, 0x00, 0xff, 0xc3, 0x28]);

/** An email that came in, with an attachment. */
async function received(filename = 'a.txt', mimeType = 'text/plain', content = 'Hello') {
	const contentBase64 = Buffer.from(content).toString('base64');
	const attachments = [{ filename, mimeType, contentBase64 }];
	const { id } = await sim.control.webServices.addEmail({ attachments });
	const [{ documentId }] = stored().filter(({ interactionId }) => interactionId === id);
	return { id, documentId };
}

const of = (interactionId: string, attachmentId: string) => ({
	interactionId: located(interactionId),
	attachmentId: located(attachmentId),
});

describe('Upload', () => {
	test('sends the file as it is, and gives what the next node needs', async () => {
		const id = await addDraft(sim);
		const { items, error } = await run(
			'attachment',
			'upload',
			{ interactionId: located(id), binaryPropertyName: 'data' },
			{ binary: [fileOf(PICTURE, 'müller "1".png', 'image/png')] },
		);
		expect(error).toBeUndefined();
		const [attachment] = stored();
		const { documentId } = attachment;
		const fileName = 'müller "1".png';
		expect(items).toMatchObject([{ json: { id, fileName, documentId, success: true } }]);
		expect(attachment).toMatchObject({
			interactionId: id,
			mimeType: 'image/png',
			length: PICTURE.length,
			sha256: sha256(PICTURE),
		});
		expect(attachment.filename.replaceAll('%22', '"')).toBe(fileName);
	});

	test('can give it another name, and answer as the server does', async () => {
		const id = await addDraft(sim);
		const options = { fileName: 'offer.txt', fullAnswer: true };
		const { items } = await run(
			'attachment',
			'upload',
			{ interactionId: located(id), options },
			{ binary: [fileOf('Hello')] },
		);
		const [{ documentId, filename, mimeType }] = stored();
		expect([filename, mimeType]).toEqual(['offer.txt', 'text/plain']);
		expect(items.map(({ json }) => json)).toEqual([{ statusCode: 0, documentId }]);
	});

	test('files of one draft are attached in the order of their items', async () => {
		const id = await addDraft(sim);
		const names = Array.from({ length: 6 }, (_, index) => `${index}.txt`);
		// The second one would be overtaken.
		sim.control.faults.add({ kind: 'latency', ms: 100, match: { method: 'POST' }, skip: 1 });
		const { items } = await run(
			'attachment',
			'upload',
			{ interactionId: located(id), options: { concurrency: 6 } },
			{ items: names.map(() => ({})), binary: names.map((name) => fileOf(name, name)) },
		);
		expect(items.map(({ json }) => json.fileName)).toEqual(names);
		expect(stored().map(({ filename }) => filename)).toEqual(names);
	});

	test('to an email that came in is refused, with what to do instead', async () => {
		const { id } = await received();
		const { error } = await run(
			'attachment',
			'upload',
			{ interactionId: located(id) },
			{ binary: [fileOf('Hello')] },
		);
		expect(error?.message).toBe('Web Services did not change the attachments of this interaction');
		expect(error?.description).toContain('the draft that Reply, Reply All or Create made');
		expect(error?.description).toContain('only in ReplyCreated');
	});

	test('to what the agent does not have is a 404', async () => {
		const { error } = await run(
			'attachment',
			'upload',
			{ interactionId: located('unknown') },
			{ binary: [fileOf('Hello')] },
		);
		expect(error).toMatchObject({
			httpCode: '404',
			message: 'Web Services did not find what this request asks for',
		});
	});

	test('without a file says so, and sends nothing', async () => {
		const id = await addDraft(sim);
		const { error } = await run('attachment', 'upload', { interactionId: located(id) });
		expect(error?.message).toContain('no file in the field "data"');
		expect(sim.control.requests.list()).toEqual([]);
	});
});

describe('Download', () => {
	const download = async (parameters: INodeParameters) =>
		await run('attachment', 'download', parameters);
	const content = (file?: IBinaryData) => Buffer.from(file?.data ?? '', 'base64').toString();

	test('keeps the name and the type that the server gives', async () => {
		const { id, documentId } = await received('Bild ü.png', 'image/png', 'the picture');
		const { items, error } = await download(of(id, documentId));
		expect(error).toBeUndefined();
		expect(items).toMatchObject([
			{
				json: { fileName: 'Bild ü.png' },
				binary: { data: { fileName: 'Bild ü.png', mimeType: 'image/png' } },
			},
		]);
		expect(content(items[0].binary?.data)).toBe('the picture');
	});

	test('can give it another name, and put it in another field', async () => {
		const { id, documentId } = await received();
		const options = { fileName: 'other.txt' };
		const { items } = await download({ ...of(id, documentId), outputField: 'letter', options });
		expect(items[0].json).toEqual({ fileName: 'other.txt' });
		expect(content(items[0].binary?.letter)).toBe('Hello');
	});

	test.each([
		['letter.html', 'text/html', '<p>Hello</p>', ''],
		['letter.html', 'text/html', '<p>Hello</p>', 'letter'],
		['data.json', 'application/json', '{"status":"error"}', ''],
		['data.json', 'application/json', '{"status":"error"}', 'data'],
	])('%s (%s) is a file: %s, named "%s"', async (filename, mimeType, text, fileName) => {
		const { id, documentId } = await received(filename, mimeType, text);
		const { items, error } = await download({ ...of(id, documentId), options: { fileName } });
		expect(error).toBeUndefined();
		expect(items[0].json).toEqual({ fileName: fileName || filename });
		expect(content(items[0].binary?.data)).toBe(text);
	});

	test.each([
		['an unknown attachment', 'unknown'],
		['one of another interaction', undefined],
	])('of %s is explained', async (_what, attachmentId) => {
		const [{ id }, { documentId }] = [await received(), await received()];
		const { error } = await download(of(id, attachmentId ?? documentId));
		expect(error).toMatchObject({
			httpCode: '404',
			message: 'Web Services knows no such attachment of this interaction',
		});
		expect(error?.description).toContain('The interaction has no attachment');
	});

	/** What a server that sends no name of the file makes of a download. */
	const from = async (
		headers: Record<string, string>,
		body: string | string[],
		options: INodeParameters = {},
	) => {
		let requests = 0;
		const answer: RequestListener = (_request, response) => {
			requests++;
			response.writeHead(200, headers);
			for (const piece of [body].flat()) response.write(piece);
			response.end();
		};
		const server = createServer(answer);
		await once(server.listen(0, '127.0.0.1'), 'listening');
		const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
		try {
			const result = await run(
				'attachment',
				'download',
				{ ...of('i', 'doc-1'), options: { maxRetries: 0, ...options } },
				{ credentials: webServicesCredential({ ...sim, url }) },
			);
			return { ...result, requests };
		} finally {
			server.closeAllConnections();
			server.close();
		}
	};
	const lengthOf = (body: string) => ({ 'content-length': String(Buffer.byteLength(body)) });

	test('without a name from the server, it is named by its ID', async () => {
		const { items, requests } = await from({ 'content-type': 'application/pdf' }, 'a document');
		expect(items).toMatchObject([
			{ json: { fileName: 'doc-1' }, binary: { data: { mimeType: 'application/pdf' } } },
		]);
		expect(requests).toBe(1);
	});

	test.each([
		[{ statusCode: 20, statusMessage: 'Not now' }, '20, Not now'],
		[{ status: 'error', errorDescription: 'Not now' }, 'Not now'],
	])('%j in place of the file is an error', async (failure, said) => {
		const body = JSON.stringify(failure);
		const headers = { 'content-type': 'application/json', ...lengthOf(body) };
		const { error, items } = await from(headers, body);
		expect(items).toEqual([]);
		expect(error?.message).toBe('Web Services did not carry out the operation');
		expect(error?.description).toContain(`Genesys answered HTTP 200, ${said}.`);
	});

	test.each([
		[{ status: 'error', errorDescription: 'Not now' }, 'Not now'],
		['<html>Sign in</html>', 'Sign in'],
	])('%j in pieces in place of the file is an error', async (failure, said) => {
		const isPage = typeof failure === 'string';
		const body = isPage ? failure : JSON.stringify(failure);
		const headers = { 'content-type': isPage ? 'text/html' : 'application/json' };
		const { error, items } = await from(headers, [body.slice(0, 9), body.slice(9)], {
			fileName: 'a.pdf',
		});
		expect(items).toEqual([]);
		expect(error?.description).toContain(`Genesys answered HTTP 200, ${said}.`);
	});

	test('JSON in pieces that is no failure, or longer than one, is a file', async () => {
		const pieces = ['{"statusCode":20,"text":"', 'x'.repeat(150_000), '"}'];
		for (const body of [pieces, ['{"price"', ':3}']]) {
			const { items, error } = await from({ 'content-type': 'application/json' }, body);
			expect(error).toBeUndefined();
			expect(content(items[0].binary?.data)).toBe(body.join(''));
		}
	});

	test.each([{ fileName: 'a.pdf' }, {}])(
		'a page in place of the file is an error, unless it was to have such a name: %j',
		async (options) => {
			const body = '<html>Sign in</html>';
			const headers = { 'content-type': 'text/html', ...lengthOf(body) };
			const { error } = await from(headers, body, options);
			expect(error?.message).toContain('Something other than a Genesys web API');
			const named = await from(headers, body, { fileName: 'a.html' });
			expect(content(named.items[0].binary?.data)).toBe(body);
		},
	);

	test('XML without a name is a file', async () => {
		const body = '<invoice/>';
		const { items } = await from({ 'content-type': 'application/xml', ...lengthOf(body) }, body);
		expect(content(items[0].binary?.data)).toBe(body);
	});

	test.each([
		['[{"statusCode":20}]', {}],
		['{"price":3}', {}],
		['{"status":"error"}', { fileName: 'data.json' }],
	])('JSON that reports no failure, or is expected, is a file: %s', async (body, options) => {
		const headers = { 'content-type': 'application/json', ...lengthOf(body) };
		const { items, error } = await from(headers, body, options);
		expect(error).toBeUndefined();
		expect(content(items[0].binary?.data)).toBe(body);
	});

	test('much JSON is a file, and is not read into memory to find that out', async () => {
		const body = JSON.stringify({ statusCode: 20, text: 'x'.repeat(70_000) });
		const headers = { 'content-type': 'application/json', ...lengthOf(body) };
		const { items, requests } = await from(headers, body);
		expect(content(items[0].binary?.data)).toBe(body);
		expect(requests).toBe(1);
	});
});

describe('Delete', () => {
	test('takes an attachment off a draft', async () => {
		const id = await addDraft(sim);
		const { items: uploaded } = await run(
			'attachment',
			'upload',
			{ interactionId: located(id) },
			{ binary: [fileOf('Hello')] },
		);
		const { documentId } = uploaded[0].json;
		sim.control.requests.clear();
		const { items } = await run('attachment', 'delete', of(id, String(documentId)));
		expect(items.map(({ json }) => json)).toEqual([{ deleted: true }]);
		expect(stored()).toEqual([]);
		expect(linesOf(sim.control.requests.list())).toEqual([
			'GET /api/v2/me 200',
			`DELETE /${id}/attachments/${String(documentId)} 200`,
		]);
	});

	test('of an email that came in is refused, of an unknown one is explained', async () => {
		const { id, documentId } = await received();
		const refused = await run('attachment', 'delete', of(id, documentId));
		expect(refused.error?.message).toContain('did not change the attachments');
		const draft = await addDraft(sim);
		const unknown = await run('attachment', 'delete', of(draft, 'unknown'));
		expect(unknown.error?.message).toContain('knows no such attachment');
	});
});

describe('in the editor', () => {
	const search = async (interactionId: unknown, filter?: string) => {
		const { search: list } = await openEditor({
			node: 'genesysAgentEmail',
			parameters: {
				...{ resource: 'attachment', operation: 'download' },
				interactionId: interactionId as INodeParameters,
			},
			credentials: webServicesCredential(sim),
		});
		return await list('attachmentId', filter);
	};

	test('the list has the attachments of the interaction that was chosen', async () => {
		const { id, documentId } = await received('Offer.pdf');
		await received('other.txt');
		const results = [{ name: 'Offer.pdf', value: documentId }];
		expect(await search(located(id))).toEqual({ results });
		expect(await search(located(id), 'OFF')).toEqual({ results });
		expect(await search(located(id), 'x')).toEqual({ results: [] });
	});

	test('a server that names no attachments: it says so, and where the ID comes from', async () => {
		const interaction = { id: 'A1', state: 'ReplyCreated' };
		sim.control.faults.add({
			...{ kind: 'status', status: 200, body: { statusCode: 0, interaction } },
			match: { method: 'GET', path: '/api/v2/me/interactions/A1' },
		});
		await expect(search(located('A1'))).rejects.toMatchObject({
			message: 'Genesys names no attachments of this interaction',
			description: expect.stringContaining('documentId'),
		});
	});

	test('without an interaction it says what is missing', async () => {
		await expect(search(located(''))).rejects.toThrow('The interaction is needed first');
		expect(sim.control.requests.list()).toEqual([]);
	});
});
