import type { IDataObject } from 'n8n-workflow';
import type { ApiRequest, StreamedBody } from '../../../nodes/shared/transport/api';
import { CsrfToken } from '../../../nodes/shared/transport/csrf';

const post = { method: 'POST', path: '/things' } as const;
const file: StreamedBody = {
	[Symbol.toStringTag]: 'Blob',
	type: 'text/plain',
	size: 0,
	async *stream() {},
};
const upload = { ...post, body: file };

/** What a server with these settings does with a client of its own. */
class Server {
	/** What arrived, in order. */
	readonly log: string[] = [];
	/** The valid token; the server asks for none when it is undefined. */
	token: string | undefined = 'one';
	/** The session that it belongs to. */
	cookie = 'a';
	/** What is refused whatever token comes with it. */
	forbidden = false;
	/** What a GET does before it answers, or in place of that. */
	onGet: () => Promise<void> = async () => {};
	private known?: string;

	readonly client = new CsrfToken(
		async () => {
			this.log.push('GET');
			await this.onGet();
			this.answer();
		},
		() => this.known,
	);

	/** The answer to a GET. */
	answer(name = 'X-CSRF-TOKEN') {
		this.known = this.cookie;
		if (this.token === undefined) return;
		this.client.take({ 'x-csrf-header': name, [name.toLowerCase()]: this.token });
	}

	async send(request: ApiRequest = post): Promise<number> {
		return await this.client.protect(
			request,
			async () => {
				const { 'X-CSRF-TOKEN': sent } = this.client.headers(request.method);
				const [session, { token, cookie, forbidden }] = [this.known, this];
				this.log.push(`${request.method} ${sent ?? 'bare'}`);
				await Promise.resolve();
				const isGood = token === undefined || (sent === token && session === cookie);
				return isGood && !forbidden ? 200 : 403;
			},
			(status) => status === 403,
		);
	}
}

let server: Server;
beforeEach(() => void (server = new Server()));

test('the first change asks for the token, and those after it have it', async () => {
	expect([await server.send(), await server.send()]).toEqual([200, 200]);
	expect(server.log).toEqual(['GET', 'POST one', 'POST one']);
});

test('a token that a GET of the run brought is enough', async () => {
	server.answer();
	expect(await server.send()).toBe(200);
	expect(server.log).toEqual(['POST one']);
});

test('a server that asks for none is asked once, and then no more', async () => {
	server.token = undefined;
	for (const request of [post, post, upload]) expect(await server.send(request)).toBe(200);
	expect(server.log).toEqual(['GET', 'POST bare', 'POST bare', 'POST bare']);
});

test.each(['GET', 'HEAD'] as const)('%s carries none, and asks for none', async (method) => {
	server.answer();
	await server.send({ ...post, method });
	expect(server.log).toEqual([`${method} bare`]);
});

test.each(['PUT', 'PATCH', 'DELETE'] as const)('%s carries it', async (method) => {
	await server.send({ ...post, method });
	expect(server.log).toEqual(['GET', `${method} one`]);
});

test('many that need it at the same time share one request', async () => {
	const all = Array.from({ length: 5 }, async () => await server.send());
	expect(await Promise.all(all)).toEqual([200, 200, 200, 200, 200]);
	expect(server.log.filter((line) => line === 'GET')).toHaveLength(1);
});

test('a token that has expired is renewed once for all, and what was refused is sent once more', async () => {
	server.answer();
	server.token = 'two';
	const all = Array.from({ length: 5 }, async () => await server.send());
	expect(await Promise.all(all)).toEqual([200, 200, 200, 200, 200]);
	const times = (wanted: string) => server.log.filter((line) => line === wanted).length;
	expect([times('POST one'), times('GET'), times('POST two')]).toEqual([5, 1, 5]);
});

test('a token that another request renewed meanwhile is used without asking again', async () => {
	server.answer();
	server.token = 'two';
	const sent = server.send();
	server.answer();
	expect(await sent).toBe(200);
	expect(server.log).toEqual(['POST one', 'POST two']);
});

test('the same token with a new session is another one', async () => {
	server.answer();
	server.cookie = 'b';
	expect(await server.send()).toBe(200);
	expect(server.log).toEqual(['POST one', 'GET', 'POST one']);
});

test('a change that is forbidden is sent once, after one look', async () => {
	server.answer();
	server.forbidden = true;
	expect(await server.send()).toBe(403);
	expect(server.log).toEqual(['POST one', 'GET']);
});

test('the same where the server asks for no token, and gives a session with each answer', async () => {
	server.token = undefined;
	await server.send();
	server.forbidden = true;
	server.onGet = async () => void (server.cookie += 'a');
	expect(await server.send()).toBe(403);
	expect(server.log).toEqual(['GET', 'POST bare', 'POST bare', 'GET']);
});

test('a server that gives a new token with each GET gets each change at most twice', async () => {
	let count = 0;
	server.onGet = async () => void (server.token = `new ${++count}`);
	expect([await server.send(), await server.send()]).toEqual([200, 200]);
	server.forbidden = true;
	expect(await server.send()).toBe(403);
	expect(server.log).toEqual([
		...['GET', 'POST new 1', 'POST new 1'],
		...['POST new 1', 'GET', 'POST new 2'],
	]);
});

test('protection that is switched on later is found out', async () => {
	server.token = undefined;
	await server.send();
	server.token = 'one';
	expect(await server.send()).toBe(200);
	expect(server.log).toEqual(['GET', 'POST bare', 'POST bare', 'GET', 'POST one']);
});

test('a file is sent with a token that is new', async () => {
	server.answer();
	server.token = 'two';
	expect(await server.send(upload)).toBe(200);
	expect(server.log).toEqual(['GET', 'POST two']);
});

test('when the token cannot be had, the change is sent without, and its answer counts', async () => {
	server.onGet = async () => await Promise.reject(new Error('gone'));
	expect(await server.send()).toBe(403);
	expect(server.log).toEqual(['GET', 'POST bare', 'GET']);
	server.token = undefined;
	expect(await server.send()).toBe(200);
	expect(server.log.slice(3)).toEqual(['POST bare']);
});

test('a GET that does not end holds those that need it, and nobody else', async () => {
	let end = () => {};
	server.onGet = async () => await new Promise<void>((resolve) => (end = resolve));
	const held = server.send();
	expect(await server.send({ ...post, method: 'GET' })).toBe(403);
	end();
	expect(await held).toBe(200);
});

test('the token is asked for on behalf of the request that needs it', async () => {
	const asked: unknown[] = [];
	const client = new CsrfToken(
		async (request) => void asked.push(request),
		() => undefined,
	);
	const request = { ...post, afterCancel: true as const };
	await client.protect(
		request,
		async () => 200,
		() => false,
	);
	expect(asked).toEqual([request]);
});

describe('what an answer says', () => {
	const taken = (headers: IDataObject) => {
		const client = new CsrfToken(
			async () => {},
			() => undefined,
		);
		client.take(headers);
		return client.headers('POST');
	};

	test.each<[string, IDataObject, Record<string, string>]>([
		[
			'the header as the server writes it',
			{ 'x-csrf-header': 'X-Token', 'x-token': 't' },
			{ 'X-Token': 't' },
		],
		['another spelling', { 'x-csrf-header': 'x-ToKeN', 'x-token': 't' }, { 'x-ToKeN': 't' }],
		['a name without a value', { 'x-csrf-header': 'X-Token' }, {}],
		['no name', { 'x-token': 't' }, {}],
		['an empty name', { 'x-csrf-header': '' }, {}],
		['a list', { 'x-csrf-header': ['X-Token'], 'x-token': 't' }, {}],
	])('%s', (_what, headers, expected) => {
		expect(taken(headers)).toEqual(expected);
	});
});
