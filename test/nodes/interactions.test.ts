import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Simulator } from '../../simulator';
import type { Credentials } from '../harness/additionalData';
import { keyCredential, oAuth2Credential, tokenCredential } from '../harness/genesysCredentials';
import { runNode } from '../harness/runNode';
import { withSimulator } from '../harness/simulator';

const sim = withSimulator({ samples: false });

const get = async (
	selfUri: string,
	{
		credentials = keyCredential(sim),
		options = {},
		...more
	}: { credentials?: Credentials; options?: object; baseUrl?: string } = {},
) =>
	await runNode({
		node: 'genesysSecureEmail',
		parameters: {
			resource: 'interaction',
			operation: 'get',
			selfUri,
			authentication:
				{ genesysApi: 'apiKey', genesysOAuth2Api: 'oAuth2' }[Object.keys(credentials)[0]] ??
				'token',
			options: options as never,
		},
		credentials: more.baseUrl
			? { genesysApi: { ...credentials.genesysApi, baseUrl: more.baseUrl } }
			: credentials,
	});

/** What an event of the trigger has. */
const chat = () => sim.control.chats.start({ interactionSubtype: 'WhatsApp' });
const mail = async () => {
	const answer = await fetch(`${sim.url}/nexus/v3/securemail`, {
		method: 'POST',
		headers: { 'x-api-key': sim.apiKey, 'content-type': 'application/json' },
		body: JSON.stringify({ data: { address: 'a@b.example', subject: 'Hello' } }),
	});
	sim.control.requests.clear();
	return (await answer.json()) as { secureMailId: string; selfUri: string };
};

describe('"The URL to retrieve the interaction data"', () => {
	test('of a chat, …/nexus/v3/chat/sessions/…', async () => {
		const { id, selfUri } = chat();
		const { items } = await get(selfUri);
		expect(items.map(({ json }) => json)).toEqual([
			expect.objectContaining({ id, mediaType: 'chat', interactionSubtype: 'WhatsApp' }),
		]);
	});

	test('of a secure email, which it neither marks as read nor finishes', async () => {
		const { secureMailId: id, selfUri } = await mail();
		const { items } = await get(selfUri);
		expect(items[0].json).toMatchObject({ id, subject: 'Hello', status: 'unread' });
		expect(sim.control.secureEmails.list()).toMatchObject([{ finished: false }]);
	});

	test('Full Answer gives the answer as Genesys sent it', async () => {
		const { selfUri } = chat();
		const { items } = await get(selfUri, { options: { fullAnswer: true } });
		expect(items[0].json).toMatchObject({ status: { code: 0 }, data: { selfUri } });
	});

	test('with every kind of credential', async () => {
		const { selfUri } = chat();
		for (const credentials of [
			keyCredential(sim),
			await oAuth2Credential(sim),
			tokenCredential(sim),
		]) {
			const { error, items } = await get(selfUri, { credentials });
			expect([error, items.length]).toEqual([undefined, 1]);
		}
	});

	test.each([
		[
			'bare',
			{ id: 'x', status: 'ACTIVE', messages: [1] },
			[{ id: 'x', status: 'ACTIVE', messages: [1] }],
		],
		['a list', [{ id: 'x' }, { id: 'y' }], [{ id: 'x' }, { id: 'y' }]],
		['in an envelope', { status: { code: 0 }, data: { id: 'x' } }, [{ id: 'x' }]],
	])('whatever its form is, which the documents do not say: %s', async (_form, body, rows) => {
		sim.control.faults.add({ kind: 'status', status: 200, body });
		const { items } = await get(`${sim.url}/nexus/v3/chat/sessions/x`);
		expect(items.map(({ json }) => json)).toEqual(rows);
	});

	test('one that is gone is said to be gone', async () => {
		const { error } = await get(`${sim.url}/nexus/v3/chat/sessions/gone`);
		expect(error?.message).toBe('Genesys has no interaction at this address');
		expect(error?.httpCode).toBe('404');
	});

	test.each([
		['capital letters in scheme and host', (url: string) => url.replace('http://', 'HTTP://')],
		['encoded letters in an ID', (url: string) => url],
		['a query', (url: string) => `${url}?expand=all`],
		['blanks around it', (url: string) => ` ${url}\n`],
	])('%s change nothing', async (_what, change) => {
		sim.control.faults.add({ kind: 'status', status: 200, body: { data: { id: 'x' } } });
		const { error } = await get(change(`${sim.url}/nexus/v3/chat/sessions/a%20b`));
		expect(error).toBeUndefined();
		const [{ url }] = sim.control.requests.list();
		expect(url.replace('?expand=all', '')).toBe('/nexus/v3/chat/sessions/a%20b');
	});
});

describe('the credential goes to the Base URL only', () => {
	/** A server that is not Genesys, and must never be asked. */
	const asked: string[] = [];
	const foreign = createServer((request, response) => {
		asked.push(`${String(request.url)} ${JSON.stringify(request.headers)}`);
		response.end('{}');
	});
	let foreignPort: number;
	beforeAll(async () => {
		foreign.listen(0, '127.0.0.1');
		await once(foreign, 'listening');
		foreignPort = (foreign.address() as AddressInfo).port;
	});
	beforeEach(() => void (asked.length = 0));
	afterAll(() => {
		foreign.closeAllConnections();
		foreign.close();
	});

	const REFUSED: Array<[string, (sim: Simulator, port: number) => string]> = [
		['another port', (_sim, port) => `http://127.0.0.1:${port}/nexus/v3/chat/sessions/x`],
		['another scheme', ({ port }) => `https://127.0.0.1:${port}/nexus/v3/chat/sessions/x`],
		['no scheme', ({ port }) => `//127.0.0.1:${port}/nexus/v3/chat/sessions/x`],
		['another scheme altogether', () => 'file:///nexus/v3/chat/sessions/x'],
		[
			'another name of the same host',
			({ port }) => `http://localhost:${port}/nexus/v3/chat/sessions/x`,
		],
		[
			'a longer host',
			({ url }) => `${url.replace('127.0.0.1', '127.0.0.1.evil.example')}/nexus/v3/x`,
		],
		['the host as user name', ({ url }, port) => `${url}@127.0.0.1:${port}/nexus/v3/x`],
		[
			'the host as user and password',
			(_sim, port) => `http://127.0.0.1:80@127.0.0.1:${port}/nexus/v3/x`,
		],
		['a user name', ({ port }) => `http://kim:secret@127.0.0.1:${port}/nexus/v3/x`],
		['a backslash', ({ url }, port) => `${url}\\@127.0.0.1:${port}/nexus/v3/x`],
		['a backslash in the path', ({ url }) => `${url}/nexus/v3/..\\..\\auth/v3/userinfo`],
		['a line break', ({ url }, port) => `${url}/nexus/v3/x\r\nHost: 127.0.0.1:${port}`],
		['a tab, which URL parsers drop', ({ url }) => `${url}/nexus/v3/.\t./auth/v3/userinfo`],
		['another API', ({ url }) => `${url}/auth/v3/userinfo`],
		['a path that only begins alike', ({ url }) => `${url}/nexus/v30/securemail/x`],
		['the base path itself', ({ url }) => `${url}/nexus/v3/`],
		['no path', ({ url }) => url],
		['the way up', ({ url }) => `${url}/nexus/v3/../../auth/v3/userinfo`],
		['the way up, encoded', ({ url }) => `${url}/nexus/v3/%2e%2E/%2e%2e/auth/v3/userinfo`],
		['the way up, encoded twice', ({ url }) => `${url}/nexus/v3/%252e%252e/auth/v3/userinfo`],
		['the way up, with an encoded slash', ({ url }) => `${url}/nexus/v3/x%2f..%2f..%2fauth`],
		['the way up, with an encoded backslash', ({ url }) => `${url}/nexus/v3/x%5c..%5cauth`],
		['the way up, with a parameter', ({ url }) => `${url}/nexus/v3/..;/auth/v3/userinfo`],
		['an empty part', ({ url }) => `${url}/nexus/v3//chat`],
		['a broken encoding', ({ url }) => `${url}/nexus/v3/chat/%zz`],
		['a fragment', ({ url }) => `${url}/nexus/v3/chat/sessions/x#y`],
		['the placeholder of the document', () => 'NexusURL/nexus/v3/chat/sessions/x'],
		['no address at all', () => 'nothing'],
	];

	test.each(REFUSED)('%s: a clear error, and no request goes out', async (_what, address) => {
		const { items, error } = await get(address(sim, foreignPort));
		expect(items).toEqual([]);
		expect(error?.message).toMatch(
			/^The address (is not one that the node requests|leads to another server than the credential|leads to something else than the node requests)$/,
		);
		expect(error?.description?.length).toBeGreaterThan(50);
		const text = `${error?.message} ${error?.description}`;
		for (const secret of [sim.apiKey, 'secret']) expect(text).not.toContain(secret);
		expect([asked, sim.control.requests.list()]).toEqual([[], []]);
	});

	test('a host alias: the error names both, and what to do', async () => {
		const { error } = await get(`http://localhost:${sim.port}/nexus/v3/chat/sessions/x`);
		expect(error?.message).toBe('The address leads to another server than the credential');
		expect(error?.description).toContain(`http://localhost:${sim.port}`);
		expect(error?.description).toContain(sim.url);
		expect(error?.description).toMatch(/credential with the other one as its Base URL, or replace/);
	});

	test('a redirect is not followed', async () => {
		const location = `http://127.0.0.1:${foreignPort}/nexus/v3/x`;
		sim.control.faults.add({ kind: 'status', status: 302, headers: { location } });
		const { error } = await get(`${sim.url}/nexus/v3/chat/sessions/x`);
		expect(error?.message).toBe('Genesys answered with a redirect, which is not followed');
		expect(asked).toEqual([]);
	});

	test('a Base URL with a path of its own: the address has to be below it', async () => {
		const baseUrl = `${sim.url}/proxy`;
		const outside = await get(`${sim.url}/nexus/v3/chat/sessions/x`, { baseUrl });
		expect(outside.error?.message).toBe(
			'The address leads to something else than the node requests',
		);
		expect(sim.control.requests.list()).toEqual([]);
		await get(`${sim.url}/proxy/nexus/v3/chat/sessions/x`, { baseUrl });
		expect(sim.control.requests.list()).toMatchObject([
			{ path: '/proxy/nexus/v3/chat/sessions/x' },
		]);
	});

	test('one item with a wrong address costs no other', async () => {
		const { selfUri } = chat();
		const { items } = await runNode({
			node: 'genesysSecureEmail',
			parameters: { resource: 'interaction', operation: 'get', selfUri: '={{ $json.selfUri }}' },
			credentials: keyCredential(sim),
			items: [{ selfUri: 'https://evil.example/nexus/v3/x' }, { selfUri }],
			onError: 'continueRegularOutput',
		});
		expect(items.map(({ json }) => json.error ?? json.selfUri)).toEqual([
			'The address leads to another server than the credential',
			selfUri,
		]);
	});
});
