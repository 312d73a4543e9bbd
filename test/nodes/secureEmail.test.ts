import type { IBinaryData, IBinaryKeyData, IDataObject, INodeParameters } from 'n8n-workflow';
import { runNode, type NodeRun } from '../harness/runNode';
import { withSimulator } from '../harness/simulator';

const ADDRESS = 'a+b@consumer.example';
const sim = withSimulator({ samples: false });

async function run(
	parameters: INodeParameters,
	items: IDataObject[] = [{}],
	more: Partial<NodeRun> = {},
) {
	return await runNode({
		node: 'genesysSecureEmail',
		parameters: { resource: 'secureEmail', ...parameters },
		credentials: { genesysApi: { baseUrl: sim.url, apiKey: sim.apiKey } },
		items,
		...more,
	});
}
const mailId = (value: string) => ({ __rl: true, mode: 'id', value });
const urls = () => sim.control.requests.list().map(({ method, url }) => `${method} ${url}`);
const addMails = (count: number, more = {}) =>
	Array.from({ length: count }, (_, i) =>
		sim.control.secureEmails.add({ address: ADDRESS, data: { subject: `Mail ${i}` }, ...more }),
	);

/** Files as n8n keeps them in memory. */
const fileOf = (fileName: string, content: Buffer, mimeType = 'application/pdf'): IBinaryData => ({
	fileName,
	mimeType,
	data: content.toString('base64'),
});
const bytesOf = (binary: IBinaryKeyData | undefined, field: string) =>
	Buffer.from((binary?.[field] as IBinaryData).data, 'base64');

describe('get many', () => {
	test('asks for address, status and securebox', async () => {
		addMails(1, { securebox: 'billing' });
		const { items } = await run({
			operation: 'getAll',
			address: ADDRESS,
			status: 'unread',
			limit: 5,
			options: { securebox: 'billing' },
		});
		expect(items).toHaveLength(1);
		expect(urls()).toEqual([
			'GET /nexus/v3/securemail?address=a%2Bb%40consumer.example&status=unread&securebox=billing&index=0&count=5',
		]);
	});

	test('returns all of every item, each row paired with its input', async () => {
		addMails(130);
		const { items } = await run(
			{ operation: 'getAll', address: '={{ $json.address }}', status: 'all', returnAll: true },
			[{ address: ADDRESS }, { address: 'nobody@consumer.example' }, { address: ADDRESS }],
		);
		expect(items).toHaveLength(260);
		expect(
			items.filter(({ pairedItem }) => (pairedItem as { item: number }).item === 0),
		).toHaveLength(130);
		expect(items[130].pairedItem).toEqual({ item: 2 });
		expect(new Set(items.slice(0, 130).map(({ json }) => json.id)).size).toBe(130);
	});

	test.each([
		['', 'is not a number'],
		['many', 'is not a number'],
		[0, 'is below 1'],
		[-1, 'is below 1'],
	])('a limit of %p is refused instead of listing nothing', async (limit, message) => {
		const { error } = await run({
			operation: 'getAll',
			address: ADDRESS,
			limit: `={{ ${JSON.stringify(limit)} }}`,
		});
		expect(error?.message).toBe(`The field "Limit" ${message}`);
		expect(urls()).toEqual([]);
	});

	test.each(['ab', 'a'.repeat(17), 'has space', 'ümlaut', 'a-b-c'])(
		'a securebox "%s" is refused before anything is sent',
		async (securebox) => {
			const { error } = await run({
				operation: 'getAll',
				address: ADDRESS,
				options: { securebox },
			});
			expect(error?.message).toContain('cannot be the name of a securebox');
			expect(error?.description).toContain('3 to 16');
			expect(urls()).toEqual([]);
		},
	);
});

describe('get many with the content', () => {
	const withContent = async (parameters: INodeParameters = {}, more: Partial<NodeRun> = {}) =>
		await run(
			{
				operation: 'getAll',
				address: ADDRESS,
				includeContent: true,
				returnAll: true,
				...parameters,
			},
			[{}],
			more,
		);

	test('"Get the content of a secure email", of every one in the list, in its order, within Concurrency', async () => {
		const mails = Array.from({ length: 120 }, (_, i) =>
			sim.control.secureEmails.add({
				address: ADDRESS,
				data: { subject: `Mail ${i}`, text: `Text ${i}` },
			}),
		);
		sim.control.faults.add({ kind: 'latency', ms: 5, times: 0 });
		sim.control.requests.resetMaxInFlight();
		const { items } = await withContent({ options: { concurrency: 4 } });
		expect(items.map(({ json }) => [json.id, json.text])).toEqual(
			mails.map(({ id }, i) => [id, `Text ${i}`]),
		);
		expect(sim.control.requests.maxInFlight()).toBe(4);
		const [first, second, ...others] = urls();
		expect([first, second].every((url) => url.includes('/securemail?address='))).toBe(true);
		expect(others).toEqual(mails.map(({ id }) => `GET /nexus/v3/securemail/${id}`));
		expect(sim.control.secureEmails.list().every(({ status }) => status === 'unread')).toBe(true);
	});

	test('without it, the list is all that is asked for, and no email is read', async () => {
		addMails(2, { data: { text: 'Hello' } });
		const { items } = await withContent({ includeContent: false });
		expect(items.map(({ json }) => json.text)).toEqual([undefined, undefined]);
		expect(urls()).toHaveLength(1);
	});

	test('several items share the Concurrency', async () => {
		addMails(9);
		sim.control.faults.add({ kind: 'latency', ms: 5, times: 0 });
		sim.control.requests.resetMaxInFlight();
		const parameters = { operation: 'getAll', address: ADDRESS, includeContent: true };
		const { items } = await run({ ...parameters, options: { concurrency: 2 } }, [{}, {}, {}]);
		expect(items).toHaveLength(27);
		// A list of one item may be asked for besides.
		expect(sim.control.requests.maxInFlight()).toBeLessThanOrEqual(3);
	});

	test('an email that cannot be had costs no other, and says so on its row', async () => {
		const [a, gone, c] = addMails(3);
		sim.control.faults.add({
			kind: 'status',
			status: 404,
			body: { status: { code: 'FAILURE', message: 'Entity with specified ID not found.' } },
			match: { path: `/nexus/v3/securemail/${gone.id}` },
		});
		const { items, error, hints } = await withContent();
		expect(error).toBeUndefined();
		expect(hints).toEqual(['Some rows are not complete: their field "error" says why.']);
		expect(items.map(({ json }) => [json.id, json.subject])).toEqual([
			[a.id, 'Mail 0'],
			[gone.id, 'Mail 1'],
			[c.id, 'Mail 2'],
		]);
		expect(items.map(({ json }) => json.error)).toEqual([
			undefined,
			'There is no secure email with this ID',
			undefined,
		]);
		expect(items[1].json.details).toMatchObject({
			statusCode: 404,
			description: expect.stringContaining('Entity with specified ID not found'),
		});
	});

	test('"data (ArrayOfSecureMail)", whose fields are not documented: by an ID under either name, or alone', async () => {
		const [a, b, c] = addMails(3);
		const data = [{ secureMailId: a.id }, { id: b.id }, c.id, { number: 4 }];
		const body = { status: { code: 'SUCCESS' }, data };
		sim.control.faults.add({ kind: 'status', status: 200, body });
		const { items } = await withContent({ returnAll: false, limit: 4 });
		expect(items.map(({ json }) => json.subject)).toEqual([
			...['Mail 0', 'Mail 1', 'Mail 2'],
			undefined,
		]);
		expect(items[3].json).toMatchObject({
			error: 'The list gives no ID of this email, by which to ask for it',
			details: { description: expect.stringContaining('Fields of the row: number.') },
		});
	});

	test('all unread emails are read and marked as read: none is left out because the list gets shorter', async () => {
		addMails(130);
		const { items } = await withContent({ status: 'unread', options: { markAsRead: true } });
		expect(new Set(items.map(({ json }) => json.id)).size).toBe(130);
		expect(items.every(({ json }) => json.status === 'read')).toBe(true);
		expect(sim.control.secureEmails.list().every(({ status }) => status === 'read')).toBe(true);
	});

	test('with attachments as files; one in an unknown form leaves the content and says so', async () => {
		const good = { name: 'a.txt', contentType: 'text/plain', content: 'YQ==' };
		for (const attachments of [[good], [{ uri: 'https://x' }], undefined]) {
			sim.control.secureEmails.add({ address: ADDRESS, data: { text: 'Hi', attachments } });
		}
		const { items } = await withContent({ options: { downloadAttachments: true } });
		expect(items.map(({ json, binary }) => [json.text, Object.keys(binary ?? {})])).toEqual([
			['Hi', ['attachment_0']],
			['Hi', []],
			['Hi', []],
		]);
		expect(items.map(({ json }) => json.error)).toEqual([
			undefined,
			'Attachment 0 of the email has no content that can be read',
			undefined,
		]);
	});

	test('with Full Answer too, an email that was marked as read is not lost with its attachments', async () => {
		const [{ id }] = addMails(1, { data: { text: 'Hi', attachments: ['a.pdf'] } });
		const options = { fullAnswer: true, downloadAttachments: true, markAsRead: true };
		const { items } = await withContent({ options });
		expect(items[0].json).toMatchObject({
			secureMail: { id, text: 'Hi', status: 'read' },
			error: 'Attachment 0 of the email has no content that can be read',
		});
	});

	test('Full Answer gives what Genesys answered for each email', async () => {
		const mails = addMails(2);
		const { items } = await withContent({ options: { fullAnswer: true } });
		expect(items.map(({ json }) => json)).toEqual(
			mails.map(({ id }) =>
				expect.objectContaining({
					status: expect.objectContaining({ code: 'SUCCESS' }),
					secureMail: expect.objectContaining({ id }),
				}),
			),
		);
	});
});

describe('"Entity with specified ID not found", for an address', () => {
	beforeEach(() => void sim.control.secureEmails.set({ unknownAddress: 'notFound' }));
	afterEach(() => void sim.control.secureEmails.set({ unknownAddress: 'empty' }));

	test('it has no emails: none are listed, and the others are', async () => {
		addMails(2);
		const { items, error } = await run({ operation: 'getAll', address: '={{ $json.address }}' }, [
			{ address: 'nobody@consumer.example' },
			{ address: ADDRESS },
		]);
		expect(error).toBeUndefined();
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }, { item: 1 }]);
	});

	test('blanks around an address do not make another one of it', async () => {
		addMails(1);
		const address = ` ${ADDRESS}\n`;
		expect((await run({ operation: 'getAll', address })).items).toHaveLength(1);
		expect((await run({ operation: 'count', address })).items[0].json).toEqual({ count: 1 });
	});

	test('it counts 0', async () => {
		const { items } = await run({ operation: 'count', address: ADDRESS });
		expect(items[0].json).toEqual({ count: 0 });
	});

	test('also where Genesys says nothing of its emails by null', async () => {
		const body = { status: { code: 'FAILURE' }, data: null };
		sim.control.faults.add({ kind: 'status', status: 404, body, times: 2 });
		const list = await run({ operation: 'getAll', address: ADDRESS });
		expect([list.error, list.items]).toEqual([undefined, []]);
		expect((await run({ operation: 'count', address: ADDRESS })).items[0].json).toEqual({
			count: 0,
		});
	});

	test('Full Answer shows what Genesys said', async () => {
		const options = { fullAnswer: true };
		for (const operation of ['count', 'getAll']) {
			const { items } = await run({ operation, address: ADDRESS, options });
			expect(items[0].json).toMatchObject({ status: { code: 'FAILURE' } });
		}
	});

	test.each([
		['JSON of a gateway', { message: 'no Route matched with those values' }],
		['a status that is a number', { status: 404, error: 'Not Found' }],
		['a web page', '<html>Not Found</html>'],
		['nothing', ''],
	])('a 404 with %s is an error: the address in the credential is wrong', async (_what, body) => {
		for (const operation of ['count', 'getAll']) {
			sim.control.faults.add({ kind: 'status', status: 404, body });
			const { error, items } = await run({ operation, address: ADDRESS });
			expect(items).toEqual([]);
			expect(error?.message).toBe('Genesys did not find what this request asks for');
			expect(error?.description).toContain('Base URL');
		}
	});
});

test('count, and the whole answer', async () => {
	addMails(3);
	addMails(1, { status: 'read' });
	const simple = await run({ operation: 'count', address: ADDRESS, status: 'unread' });
	expect(simple.items).toEqual([{ json: { count: 3 }, pairedItem: { item: 0 } }]);
	const raw = await run({ operation: 'count', address: ADDRESS, options: { fullAnswer: true } });
	expect(raw.items[0].json).toMatchObject({ status: { code: 'SUCCESS' }, data: { count: 4 } });
	expect(urls()).toEqual([
		'GET /nexus/v3/securemail/count?address=a%2Bb%40consumer.example&status=unread',
		'GET /nexus/v3/securemail/count?address=a%2Bb%40consumer.example&status=all',
	]);
});

test('get leaves the mail unread, unless told otherwise', async () => {
	const [{ id }] = addMails(1);
	const plain = await run({ operation: 'get', secureMailId: mailId(id) });
	expect(plain.items[0].json).toMatchObject({ id, status: 'unread', subject: 'Mail 0' });
	const read = await run({
		operation: 'get',
		secureMailId: mailId(id),
		options: { markAsRead: true },
	});
	expect(read.items[0].json).toMatchObject({ id, status: 'read' });
	const raw = await run({
		operation: 'get',
		secureMailId: mailId(id),
		options: { fullAnswer: true },
	});
	expect(raw.items[0].json).toMatchObject({ status: { code: 'SUCCESS' }, secureMail: { id } });
	expect(urls()).toEqual([
		`GET /nexus/v3/securemail/${id}`,
		`GET /nexus/v3/securemail/${id}?read=true`,
		`GET /nexus/v3/securemail/${id}`,
	]);
});

test('an event that was reported: its email by the selfUri, with its files, marked as read, in one request', async () => {
	const attachments = [{ name: 'a.txt', contentType: 'text/plain', content: 'YQ==' }];
	const { id } = sim.control.secureEmails.add({ address: ADDRESS, data: { attachments } });
	const { items } = await run(
		{
			operation: 'get',
			secureMailId: { __rl: true, mode: 'url', value: '={{ $json.selfUri }}' },
			options: { downloadAttachments: true, markAsRead: true },
		},
		// Only the ID is taken of it: the credential goes to its own Base URL.
		[{ selfUri: `https://elsewhere.example/nexus/v3/securemail/${id}` }],
	);
	expect(items[0].json).toMatchObject({ id, status: 'read' });
	expect(bytesOf(items[0].binary, 'attachment_0').toString()).toBe('a');
	expect(urls()).toEqual([`GET /nexus/v3/securemail/${id}?read=true`]);
});

test('user data', async () => {
	const [{ id }] = addMails(1);
	const { items } = await run({ operation: 'getUserData', secureMailId: mailId(id) });
	expect(items).toHaveLength(1);
	expect(items[0].json).not.toHaveProperty('status');
	expect(urls()).toEqual([`GET /nexus/v3/securemail/${id}/userdata`]);
});

test.each([
	[
		'markAsRead',
		'read',
		(json: IDataObject, id: string) => expect(json).toMatchObject({ id, status: 'read' }),
	],
	[
		'delete',
		'delete',
		(json: IDataObject, id: string) =>
			expect(json).toMatchObject({ id, subject: 'Mail 0', deleted: true }),
	],
	[
		'purge',
		'purge',
		(json: IDataObject, id: string) =>
			expect(json).toMatchObject({ id, subject: 'Mail 0', deleted: true }),
	],
])(
	'%s is answered with the email ("retrieveSecureMailResponse")',
	async (operation, remove, check) => {
		const [{ id }] = addMails(1);
		const { items } = await run({ operation, secureMailId: mailId('={{ $json.id }}') }, [{ id }]);
		check(items[0].json, id);
		expect(urls()).toEqual([`DELETE /nexus/v3/securemail/${id}?remove=${remove}`]);
	},
);

test.each(['delete', 'purge'])(
	'%s answered without the email still says that it is gone',
	async (operation) => {
		const body = { status: { code: 'SUCCESS' }, operationId: 'op' };
		sim.control.faults.add({ kind: 'status', status: 200, body, times: 2 });
		const plain = await run({ operation, secureMailId: mailId('x') });
		expect(plain.items[0].json).toEqual({ deleted: true });
		const options = { fullAnswer: true };
		const full = await run({ operation, secureMailId: mailId('x'), options });
		expect(full.items[0].json).toEqual(body);
	},
);

describe('attachments that are received', () => {
	const REPORT = Buffer.from([0, 255, 10, 13, 0x80]);
	const received = async (data: IDataObject, options: IDataObject = {}) => {
		const { id } = sim.control.secureEmails.add({ address: ADDRESS, data });
		return await run({
			operation: 'get',
			secureMailId: mailId(id),
			options: { downloadAttachments: true, ...options } as INodeParameters,
		});
	};
	const content = REPORT.toString('base64');

	test.each<[string, IDataObject]>([
		['as they are sent', { attachments: [{ name: 'r.bin', contentType: 'a/b', content }] }],
		['other names', { files: [{ fileName: 'r.bin', mimeType: 'a/b', data: content }] }],
		['other letters', { Attachments: [{ FILENAME: 'r.bin', ContentType: 'a/b', Body: content }] }],
		['one alone', { attachments: { filename: 'r.bin', mimetype: 'a/b; q=1', body: content } }],
		[
			'a data URL in lines',
			{
				attachments: [
					{ name: 'r.bin', contentType: 'a/b', content: `data:a/b;base64,\n${content}\r\n` },
				],
			},
		],
		[
			'the alphabet of URLs',
			{
				attachments: [
					{
						name: 'r.bin',
						contentType: 'a/b',
						content: content.replace(/\+/g, '-').replace(/\//g, '_'),
					},
				],
			},
		],
	])('become files, byte for byte: %s', async (_form, data) => {
		const { items, error } = await received({ subject: 'S', ...data });
		expect(error).toBeUndefined();
		expect(Object.keys(items[0].binary ?? {})).toEqual(['attachment_0']);
		expect(bytesOf(items[0].binary, 'attachment_0')).toEqual(REPORT);
		expect(items[0].binary?.attachment_0).toMatchObject({ fileName: 'r.bin', mimeType: 'a/b' });
		expect(items[0].json).toMatchObject({ subject: 'S' });
		// What is in the files is not in the JSON once more.
		expect(JSON.stringify(items[0].json)).not.toContain(content.slice(0, 4));
		expect(JSON.stringify(items[0].json)).toContain('r.bin');
	});

	test('very many blanks in place of content are read in no time', async () => {
		const blank = { name: 'a', content: `a${' '.repeat(1_000_000)}b` };
		const { error } = await received({ attachments: [blank] });
		expect(error?.message).toContain('has no content that can be read');
		const indented = `YQ\n${' '.repeat(1_000_000)}\r\n${' '.repeat(1_000_000)}==`;
		const { items } = await received({ attachments: [{ name: 'a', content: indented }] });
		expect(bytesOf(items[0].binary, 'attachment_0').toString()).toBe('a');
	});

	test('under names of the account, and with another prefix', async () => {
		const { items } = await received(
			{
				docs: [
					{ title: 'a', kind: 'text/plain', bytes: 'YQ==' },
					{ title: 'b', bytes: '' },
				],
			},
			{
				attachmentPrefix: 'file',
				attachmentForm: {
					entries: {
						listField: 'docs',
						nameKey: 'title',
						contentTypeKey: 'kind',
						contentKey: 'bytes',
					},
				},
			},
		);
		expect(Object.keys(items[0].binary ?? {})).toEqual(['file0', 'file1']);
		expect(bytesOf(items[0].binary, 'file0').toString()).toBe('a');
		expect(bytesOf(items[0].binary, 'file1')).toHaveLength(0);
		expect(items[0].json.docs).toEqual([{ title: 'a', kind: 'text/plain' }, { title: 'b' }]);
	});

	test.each([
		['../../etc/passwd', 'passwd'],
		['C:\\Users\\kim\\a.pdf', 'a.pdf'],
		['..', 'file'],
		['', 'attachment_0'],
		['a\u0000\n.pdf', 'a.pdf'],
	])('the name %j cannot lead to another folder', async (name, fileName) => {
		const { items } = await received({ attachments: [{ name, content }] });
		expect(items[0].binary?.attachment_0.fileName).toBe(fileName);
	});

	test.each<[string, unknown, string]>([
		['an address in place of content', { name: 'a', url: 'https://x' }, 'fields name, url'],
		['no Base64', { name: 'a', content: 'Hello, world' }, 'fields name, content'],
		['cut off Base64', { name: 'a', content: 'YWJj Z' }, 'fields name, content'],
		['words', { name: 'a', content: 'Dear sirs and madam' }, 'fields name, content'],
		['a number', { name: 'a', content: 1234 }, 'fields name, content'],
		['a name only', 'a.pdf', 'It is a string'],
	])('%s is an error that says what was found', async (_what, attachment, found) => {
		const { items, error } = await received({ attachments: [attachment as IDataObject] });
		expect(items).toEqual([]);
		expect(error?.message).toBe('Attachment 0 of the email has no content that can be read');
		expect(error?.description).toContain(found);
		expect(error?.description).toContain('Attachment Form');
	});

	test('stay in the JSON as they came, unless files are wanted', async () => {
		const attachments = [{ name: 'r.bin', content }];
		const { items } = await received({ attachments }, { downloadAttachments: false });
		expect(items[0].json.attachments).toEqual(attachments);
		expect(items[0]).not.toHaveProperty('binary');
	});

	test.each<[unknown]>([[[]], [''], [null], [undefined]])(
		'an email without any has no file: %j',
		async (attachments) => {
			const { items, error } = await received({ subject: 'S', attachments } as IDataObject);
			expect(error).toBeUndefined();
			expect(items[0].json.subject).toBe('S');
			expect(items[0].binary ?? {}).toEqual({});
		},
	);

	test('come with Full Answer as well', async () => {
		const { items } = await received(
			{ attachments: [{ name: 'a', content }] },
			{ fullAnswer: true },
		);
		expect(items[0].json).toMatchObject({ secureMail: { attachments: [{ content }] } });
		expect(bytesOf(items[0].binary, 'attachment_0')).toEqual(REPORT);
	});
});

describe('send with attachments', () => {
	const PDF = Buffer.from('%PDF-1.7 \u0000\u00ff', 'latin1');
	const LETTER = Buffer.from('Grüße', 'utf8');
	const binary = [
		{ data: fileOf('report.pdf', PDF), letter: fileOf('a b.txt', LETTER, 'text/plain') },
	];
	const send = async (parameters: INodeParameters, more: Partial<NodeRun> = {}) =>
		await run(
			{ operation: 'send', dataMode: 'json', dataJson: `{"address":"${ADDRESS}"}`, ...parameters },
			[{}],
			{ binary, ...more },
		);
	const sent = () => sim.control.requests.list().map(({ body }) => JSON.parse(body) as IDataObject);

	test('the files of the item go along, as a list in the data of the email', async () => {
		const { items } = await send({ binaryPropertyNames: 'data, letter' });
		expect(items[0].json).toHaveProperty('secureMailId');
		expect(sent()).toEqual([
			{
				data: {
					address: ADDRESS,
					attachments: [
						{ name: 'report.pdf', contentType: 'application/pdf', content: PDF.toString('base64') },
						{ name: 'a b.txt', contentType: 'text/plain', content: LETTER.toString('base64') },
					],
				},
			},
		]);
	});

	test('a List Field that JavaScript knows as well is free all the same', async () => {
		const options = { attachmentForm: { entries: { listField: 'toString' } } };
		const { error } = await send({ binaryPropertyNames: 'data', options });
		expect(error).toBeUndefined();
		expect(sent()[0].data).toMatchObject({ toString: [{ name: 'report.pdf' }] });
	});

	test('all of them by an expression, under names of the account', async () => {
		await send({
			binaryPropertyNames: '={{ Object.keys($binary) }}',
			options: {
				attachmentForm: {
					entries: {
						listField: 'files',
						nameKey: 'fileName',
						contentTypeKey: 'type',
						contentKey: 'bytes',
					},
				},
			},
		});
		expect(sent()[0].data).toEqual({
			address: ADDRESS,
			files: [
				{ fileName: 'report.pdf', type: 'application/pdf', bytes: PDF.toString('base64') },
				{ fileName: 'a b.txt', type: 'text/plain', bytes: LETTER.toString('base64') },
			],
		});
	});

	test.each<[string, INodeParameters, string, string]>([
		[
			'a file that is not there',
			{ binaryPropertyNames: 'data, photo' },
			'The item has no file in the field "photo"',
			'data, letter',
		],
		[
			'a field that is there already',
			{
				binaryPropertyNames: 'data',
				dataJson: `{"address":"${ADDRESS}","attachments":[]}`,
			},
			'The email data has a field "attachments", where the attachments go',
			'List Field',
		],
	])('%s is an error, and nothing is sent', async (_what, parameters, message, description) => {
		const { error } = await send(parameters);
		expect(error?.message).toBe(message);
		expect(error?.description).toContain(description);
		expect(sent()).toEqual([]);
	});

	test('files that are too large together are refused before they are read', async () => {
		const half = fileOf('half.bin', Buffer.alloc(13 * 1024 * 1024));
		const { error } = await send(
			{ binaryPropertyNames: 'one, two' },
			{ binary: [{ one: half, two: half }] },
		);
		expect(error?.message).toBe('The attachments are too large');
		expect(error?.description).toContain('26 MB, and 25 MB at most');
		expect(sent()).toEqual([]);
	});

	test('what is sent is received as the same files', async () => {
		const { items } = await send({ binaryPropertyNames: 'data, letter' });
		const { items: got } = await run({
			operation: 'get',
			secureMailId: mailId(items[0].json.secureMailId as string),
			options: { downloadAttachments: true },
		});
		expect(bytesOf(got[0].binary, 'attachment_0')).toEqual(PDF);
		expect(bytesOf(got[0].binary, 'attachment_1')).toEqual(LETTER);
		expect(got[0].binary?.attachment_1).toMatchObject({
			fileName: 'a b.txt',
			mimeType: 'text/plain',
		});
	});
});

describe('send', () => {
	test('wraps the fields in data and returns the ids', async () => {
		const { items } = await run(
			{
				operation: 'send',
				dataMode: 'autoMapInputData',
				inputsToIgnore: 'note',
				options: { securebox: 'billing', operationId: 'op-1' },
			},
			[{ address: ADDRESS, subject: 'Grüße 👋', note: 'internal' }],
		);
		const [request] = sim.control.requests.list();
		expect(`${request.method} ${request.url}`).toBe('POST /nexus/v3/securemail?securebox=billing');
		expect(JSON.parse(request.body)).toEqual({
			data: { address: ADDRESS, subject: 'Grüße 👋' },
			operationId: 'op-1',
		});
		expect(items[0].json).toMatchObject({ operationId: 'op-1', secureMailId: expect.any(String) });
	});

	test('an email that Genesys refuses with HTTP 200 is a failure', async () => {
		sim.control.faults.add({ kind: 'softFailure', code: 'INVALID_TRANSPORT', message: 'No route' });
		const { items, error } = await run({
			operation: 'send',
			dataMode: 'json',
			dataJson: `{"address":"${ADDRESS}"}`,
		});
		expect(items).toEqual([]);
		expect(error?.message).toContain('did not carry it out');
		expect(error?.description).toContain('INVALID_TRANSPORT, No route');
	});
});
