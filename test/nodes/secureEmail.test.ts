import type { IDataObject, INodeParameters } from 'n8n-workflow';
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
	['delete', 'delete', (json: IDataObject) => expect(json).toEqual({ deleted: true })],
	['purge', 'purge', (json: IDataObject) => expect(json).toEqual({ deleted: true })],
])('%s', async (operation, remove, check) => {
	const [{ id }] = addMails(1);
	const { items } = await run({ operation, secureMailId: mailId('={{ $json.id }}') }, [{ id }]);
	check(items[0].json, id);
	expect(urls()).toEqual([`DELETE /nexus/v3/securemail/${id}?remove=${remove}`]);
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
