import type { AxiosInstance } from 'axios';
import type { Simulator } from '../../../simulator';
import { startWithClient } from '../helper';

const PATH = '/nexus/v3/securemail';
const ADDRESS = 'ada@example.com';

describe('Secure Email API', () => {
	let sim: Simulator;
	let client: AxiosInstance;

	beforeAll(async () => {
		({ sim, client } = await startWithClient({ samples: false }));
	});
	beforeEach(async () => await sim.control.reset());
	afterAll(async () => await sim.close());

	const send = async (data: Record<string, unknown> = {}, securebox?: string): Promise<string> => {
		const { data: answer } = await client.post(
			PATH,
			{ data: { address: ADDRESS, ...data } },
			{ params: { securebox } },
		);
		return answer.secureMailId;
	};
	const subjects = async (params: Record<string, unknown> = {}) => {
		const { data } = await client.get(PATH, { params: { address: ADDRESS, ...params } });
		return data.data.map((mail: { subject: string }) => mail.subject);
	};
	const count = async (params: Record<string, unknown> = {}) => {
		const { data } = await client.get(`${PATH}/count`, { params: { address: ADDRESS, ...params } });
		return data.data.count;
	};

	test('a mail sent is answered with its id and URL, and listed', async () => {
		const { status, data } = await client.post(PATH, {
			data: { address: ADDRESS, subject: 'Hällo' },
			operationId: 'op-1',
		});
		expect(status).toBe(200);
		expect(data).toEqual({
			referenceId: expect.stringMatching(/^[0-9a-f-]{36}$/),
			operationId: 'op-1',
			status: { code: 'SUCCESS', message: 'OK', detail: '' },
			secureMailId: expect.stringMatching(/^[0-9a-f-]{36}$/),
			selfUri: `${sim.url}${PATH}/${data.secureMailId}`,
		});
		const self = await client.get(data.selfUri);
		expect(self.data.secureMail).toMatchObject({
			id: data.secureMailId,
			address: ADDRESS,
			subject: 'Hällo',
			status: 'unread',
		});
		expect(await subjects()).toEqual(['Hällo']);
	});

	test('the address may be given as data.from, and is compared without case', async () => {
		await client.post(PATH, { data: { from: ADDRESS, subject: 'from' } });
		expect(await subjects({ address: 'ADA@Example.com' })).toEqual(['from']);
		expect(await subjects({ address: 'bob@example.com' })).toEqual([]);
	});

	test('what a mail says, and its files, are shown by its id only; listing does not mark it read', async () => {
		const attachments = [{ name: 'a.txt', contentType: 'text/plain', content: 'YQ==' }];
		const id = await send({ subject: 'files', text: 'Hello', attachments });
		const { data } = await client.get(PATH, { params: { address: ADDRESS } });
		expect(data.data).toEqual([
			expect.objectContaining({ id, subject: 'files', status: 'unread' }),
		]);
		expect(Object.keys(data.data[0])).not.toEqual(expect.arrayContaining(['text']));
		expect(Object.keys(data.data[0])).not.toEqual(expect.arrayContaining(['attachments']));
		const { data: single } = await client.get(`${PATH}/${id}`);
		expect(single.secureMail).toMatchObject({ text: 'Hello', attachments, status: 'unread' });
	});

	test('"Entity with specified ID not found": lists and counts of an unknown address, if it is set so', async () => {
		const asked = async (address: string) => [
			await client.get(PATH, { params: { address } }),
			await client.get(`${PATH}/count`, { params: { address } }),
		];
		expect((await asked('nobody@example.com')).map(({ status }) => status)).toEqual([200, 200]);
		const settings = `${sim.url}/_simulator/secure-emails/settings`;
		const { data } = await client.put(settings, { unknownAddress: 'notFound' });
		expect(data).toEqual({ unknownAddress: 'notFound' });
		for (const answer of await asked('nobody@example.com')) {
			expect(answer.status).toBe(404);
			expect(answer.data.status).toMatchObject({
				code: 'FAILURE',
				message: 'Entity with specified ID not found.',
			});
		}
		await send({}, 'billing');
		expect((await asked(ADDRESS)).map(({ status }) => status)).toEqual([200, 200]);
		expect((await client.put(settings, { unknownAddress: 'maybe' })).status).toBe(400);
		sim.control.secureEmails.set({ unknownAddress: 'empty' });
	});

	test('pages by index and count, ten at a time unless told', async () => {
		for (let i = 0; i < 12; i++) await send({ subject: `m${i}` });
		expect(await subjects()).toHaveLength(10);
		expect(await subjects({ index: 10 })).toEqual(['m10', 'm11']);
		expect(await subjects({ index: 3, count: 2 })).toEqual(['m3', 'm4']);
		expect(await subjects({ index: 12 })).toEqual([]);
		expect(await subjects({ count: 0 })).toEqual([]);
		expect(await count()).toBe(12);
	});

	test('secureboxes are apart from each other and from mail outside of any', async () => {
		await send({ subject: 'plain' });
		await send({ subject: 'bill' }, 'billing');
		expect(await subjects()).toEqual(['plain']);
		expect(await subjects({ securebox: 'billing' })).toEqual(['bill']);
		expect(await subjects({ securebox: 'Billing' })).toEqual([]);
		expect(await count({ securebox: 'billing' })).toBe(1);
	});

	test('GET with read=true marks read, without it does not', async () => {
		const id = await send({ subject: 'one' });
		await client.get(`${PATH}/${id}`);
		await client.get(`${PATH}/${id}?read=false`);
		expect(await subjects({ status: 'unread' })).toEqual(['one']);
		const { data } = await client.get(`${PATH}/${id}?read=true`);
		expect(data.secureMail.status).toBe('read');
		expect(await subjects({ status: 'unread' })).toEqual([]);
		expect(await subjects({ status: 'read' })).toEqual(['one']);
		expect(await count({ status: 'all' })).toBe(1);
	});

	test.each(['', '?remove=read', '?remove=true', '?remove=', '?remove=%5C'])(
		'DELETE%s marks read and removes nothing',
		async (query) => {
			const id = await send();
			const { status, data } = await client.delete(`${PATH}/${id}${query}`);
			expect(status).toBe(200);
			expect(data.secureMail).toMatchObject({ id, status: 'read' });
			expect(await count({ status: 'read' })).toBe(1);
		},
	);

	test('a deleted mail is in no list or count, but kept', async () => {
		const id = await send();
		expect((await client.delete(`${PATH}/${id}?remove=delete`)).status).toBe(200);
		expect(await subjects()).toEqual([]);
		expect(await count()).toBe(0);
		expect((await client.get(`${PATH}/${id}`)).status).toBe(200);
		expect(sim.control.secureEmails.list()).toMatchObject([{ id, deleted: true }]);
	});

	test('a purged mail is gone', async () => {
		const id = await send();
		expect((await client.delete(`${PATH}/${id}?remove=purge`)).status).toBe(200);
		expect(await count()).toBe(0);
		for (const answer of [
			await client.get(`${PATH}/${id}`),
			await client.get(`${PATH}/${id}/userdata`),
			await client.delete(`${PATH}/${id}`),
		]) {
			expect(answer.status).toBe(404);
			expect(answer.data).toEqual({
				referenceId: expect.any(String),
				operationId: expect.any(String),
				status: {
					code: 'FAILURE',
					message: 'Entity with specified ID not found.',
					detail: `No secure mail ${id}`,
				},
			});
		}
	});

	test('user data is what was posted', async () => {
		const id = await send({ subject: 's', nested: { a: [1, null] } });
		const { data } = await client.get(`${PATH}/${id}/userdata`);
		expect(data.data).toEqual({ address: ADDRESS, subject: 's', nested: { a: [1, null] } });
	});

	test.each([
		['no address', 'get', '', "required property 'address'"],
		['an empty address', 'get', '?address=', 'address'],
		['an unknown status', 'get', '?address=a@b.c&status=new', 'status'],
		['an index that is no number', 'get', '?address=a@b.c&index=x', 'index'],
		['a negative index', 'get', '?address=a@b.c&index=-1', 'index'],
		['a count that is no integer', 'get', '?address=a@b.c&count=1.5', 'count'],
		['a securebox of two characters', 'get', '?address=a@b.c&securebox=ab', 'securebox'],
		[
			'a securebox of 17 characters',
			'get',
			`?address=a@b.c&securebox=${'a'.repeat(17)}`,
			'securebox',
		],
		['a securebox with a dash', 'get', '?address=a@b.c&securebox=ab-c', 'securebox'],
		['a parameter twice', 'get', '?address=a@b.c&address=d@e.f', 'address'],
		['an unknown parameter', 'get', '?address=a@b.c&secureBox=abc', 'additional'],
		['count without address', 'get', '/count', "required property 'address'"],
		['count with paging', 'get', '/count?address=a@b.c&index=0', 'additional'],
		['read=yes', 'get', '/some-id?read=yes', 'read'],
		['remove=all', 'delete', '/some-id?remove=all', 'remove'],
		['a parameter of userdata', 'get', '/some-id/userdata?x=1', 'additional'],
	])('%s is a 400 in the documented shape', async (_title, method, suffix, detail) => {
		const { status, data } = await client.request({ method, url: `${PATH}${suffix}` });
		expect(status).toBe(400);
		expect(data).toEqual({
			referenceId: expect.any(String),
			operationId: expect.any(String),
			status: {
				code: 'INVALID_PARAMETER',
				message: 'Invalid request parameters provided.',
				detail: expect.stringContaining(detail),
			},
		});
	});

	test.each([
		['no body', undefined, 'application/json'],
		['no JSON', '{"data":', 'application/json'],
		['another content type', '{"data":{"address":"a@b.c"}}', 'text/plain'],
		['no data', '{}', 'application/json'],
		['not wrapped in data', '{"address":"a@b.c"}', 'application/json'],
		['more than data', '{"data":{"address":"a@b.c"},"x":1}', 'application/json'],
		['data that is no object', '{"data":[]}', 'application/json'],
		['no address', '{"data":{"subject":"x"}}', 'application/json'],
		['an address that is no text', '{"data":{"address":5}}', 'application/json'],
		[
			'an operationId that is no text',
			'{"data":{"address":"a@b.c"},"operationId":1}',
			'application/json',
		],
	])('a body with %s is a 400', async (_title, body, contentType) => {
		const { status, data } = await client.post(PATH, body, {
			headers: { 'content-type': contentType },
			transformRequest: (bytes) => bytes,
		});
		expect(status).toBe(400);
		expect(data.status.code).toBe('INVALID_PARAMETER');
		expect(sim.control.secureEmails.list()).toEqual([]);
	});
});

test('starts with sample mails of both statuses and one in the securebox billing', async () => {
	const { sim, client } = await startWithClient();
	const list = async (params = {}) =>
		(await client.get(PATH, { params: { address: 'consumer@example.com', ...params } })).data.data;
	expect(await list({ status: 'unread' })).toHaveLength(3);
	expect(await list({ status: 'read' })).toHaveLength(1);
	expect(await list({ securebox: 'billing' })).toHaveLength(1);
	await sim.close();
});
