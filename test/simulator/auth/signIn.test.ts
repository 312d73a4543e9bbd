import { get } from 'node:http';
import type { AxiosInstance } from 'axios';
import type { Simulator } from '../../../simulator';
import { AGENT, AUTHORIZE, CALLBACK, signIn, TOKEN, token } from './helper';
import { startWithClient } from '../helper';

const QUERY = `?response_type=code&client_id=demo-client&redirect_uri=${encodeURIComponent(CALLBACK)}`;

describe('signing in', () => {
	let sim: Simulator;
	let client: AxiosInstance;
	let control: AxiosInstance;

	beforeAll(async () => {
		({ sim, client, control } = await startWithClient({
			auth: { redirectUris: ['https://app.example.com/callback?x=1'], requireApiKeyOnToken: true },
		}));
	});
	beforeEach(async () => await sim.control.reset());
	afterAll(async () => await sim.close());

	test('the form: shown without a key, asks again, hides the tenant, quotes what it is given', async () => {
		const page = await control.get(`${sim.url}${AUTHORIZE}${QUERY}&state="><script>`);
		expect([page.status, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
		expect(page.data).toContain('name="tenant"');
		expect(page.data).not.toContain('<script');
		const raw = await new Promise<string>((resolve) => {
			// axios would encode the quote.
			get(`${sim.url}/`, { path: `${AUTHORIZE}${QUERY}&state="onfocus="x` }, (response) =>
				response.on('data', (chunk: Buffer) => resolve(chunk.toString())),
			);
		});
		expect(raw).toContain('&#38;state=&#34;onfocus=&#34;x"');
		const hidden = await control.get(`${sim.url}${AUTHORIZE}${QUERY}&hideTenant=true`);
		expect(hidden.data).not.toContain('name="tenant"');

		for (const fields of [
			{ ...AGENT, password: 'wrong' },
			{ username: 'nobody', password: '' },
			{ ...AGENT, tenant: 'other' },
		]) {
			const again = await signIn(client, AUTHORIZE + QUERY, fields);
			expect(again.status).toBe(401);
			expect(again.data).toContain('is wrong');
			expect(again.data).toContain(`value="${fields.username}"`);
		}
		const quoted = await signIn(client, AUTHORIZE + QUERY, { username: '"><b>', password: 'x' });
		expect(quoted.data).not.toContain('<b>');
		const done = await signIn(client, AUTHORIZE + QUERY, { ...AGENT, tenant: 'Demo' });
		expect([done.status, done.headers.location]).toEqual([
			302,
			expect.stringMatching(/callback\?code=\w{24}$/),
		]);
	});

	test('redirect URIs: those of an n8n here and those set, no others', async () => {
		const answer = async (uri: string) =>
			await client.get(AUTHORIZE, {
				params: { response_type: 'code', client_id: 'demo-client', redirect_uri: uri },
			});
		for (const uri of [
			'http://localhost:5678/rest/oauth2-credential/callback',
			'http://127.0.0.1/rest/oauth2-credential/callback',
			'https://app.example.com/callback?x=1',
		]) {
			expect((await answer(uri)).status).toBe(200);
		}
		for (const uri of [
			'https://app.example.com/callback',
			'http://127.0.0.1.example.com/rest/oauth2-credential/callback',
			'http://localhost:5678/rest/oauth2-credential/callback#x',
			'https://localhost:5678/rest/oauth2-credential/callback',
			'x',
		]) {
			const refused = await answer(uri);
			expect([refused.status, refused.data.status.message]).toEqual([401, 'Unauthorized']);
		}
		expect((await client.get(`${AUTHORIZE}${QUERY}x`.replace('demo-', ''))).status).toBe(401);
		expect((await client.get(AUTHORIZE)).status).toBe(400);
	});

	test.each([
		['response_type=token', 'unsupported_response_type'],
		['scope=openid', 'invalid_scope'],
	])('%s is told to the client', async (part, error) => {
		const query = part.startsWith('scope') ? `${QUERY}&${part}` : QUERY.replace(/r.*?code/, part);
		const { status: code, headers } = await client.get(`${AUTHORIZE}${query}&state=s`, {
			maxRedirects: 0,
		});
		expect([code, headers.location]).toEqual([302, `${CALLBACK}?error=${error}&state=s`]);
	});

	test('a code is good for one use; one that comes again ends what it was exchanged for', async () => {
		const { headers } = await signIn(client, AUTHORIZE + QUERY);
		const code = String(new URL(String(headers.location)).searchParams.get('code'));
		const form = { grant_type: 'authorization_code', code, redirect_uri: CALLBACK };
		expect((await token(client, form)).status).toBe(200);
		expect(sim.control.auth.listTokens()).toMatchObject([{ access: 'valid', refresh: 'valid' }]);
		const again = await token(client, form);
		expect([again.status, again.data.error]).toEqual([400, 'invalid_grant']);
		expect(sim.control.auth.listTokens()).toMatchObject([
			{ access: 'revoked', refresh: 'revoked' },
		]);
	});

	test('the call for a token with a code needs the key, when so set', async () => {
		const { headers } = await signIn(client, AUTHORIZE + QUERY);
		const code = String(new URL(String(headers.location)).searchParams.get('code'));
		const form = { grant_type: 'authorization_code', code, redirect_uri: CALLBACK };
		const call = async (key: string) =>
			await client.post(TOKEN, new URLSearchParams(form), {
				auth: { username: 'demo-client', password: 'demo-client-secret' },
				headers: { 'x-api-key': key },
			});
		expect((await call('')).status).toBe(403);
		expect((await call(sim.apiKey)).status).toBe(200);
	});
});
