import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { freePort, type N8nRest } from '../../tools/n8n';
import { startSimulator, type Simulator } from '../../simulator';
import { connect } from './support/instance';

const KEY_REFUSED = 'The server was reached, but it refused the API key. Check the API key.';
const NOT_GENESYS =
	'The server answers, but not as a Genesys web API. Check the Base URL: it has no path such as /nexus/v3.';

const REDIRECTED =
	'The server answers with a redirect, which is not followed, so that nobody else gets the credential. Enter the final address, with the right scheme, as Base URL.';

/** A web server that is no Genesys. */
async function startOther(status: number, body: string): Promise<{ url: string; server: Server }> {
	const server = createServer((_request, response) => {
		const type = body.startsWith('{') ? 'application/json' : 'text/html';
		response.writeHead(status, { 'content-type': type }).end(body);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

describe("n8n's credential test", () => {
	let rest: N8nRest;
	let simulator: Simulator;
	const servers: Server[] = [];

	beforeAll(async () => {
		rest = await connect();
		simulator = await startSimulator();
	});

	afterAll(async () => {
		for (const server of servers) {
			server.closeAllConnections();
			server.close();
		}
		await simulator?.close();
	});

	describe('genesysApi', () => {
		const testApi = async (data: { baseUrl?: string; apiKey?: string }) =>
			await rest.testCredential({
				name: 'Under test',
				type: 'genesysApi',
				data: { baseUrl: simulator.url, apiKey: simulator.apiKey, ...data },
			});

		test('the right address and key: OK, with one request that changes nothing', async () => {
			simulator.control.requests.clear();
			expect(await testApi({})).toMatchObject({ status: 'OK' });
			expect(
				simulator.control.requests
					.list()
					.map(({ method, url, headers }) => [method, url, headers['x-api-key']]),
			).toEqual([
				[
					'GET',
					'/nexus/v3/securemail/count?address=n8n-credential-test%40example.invalid',
					simulator.apiKey,
				],
			]);
		});

		test('a slash at the end of the address does no harm', async () => {
			expect(await testApi({ baseUrl: `${simulator.url}/` })).toMatchObject({ status: 'OK' });
		});

		test('a wrong key: it says that the key was refused', async () => {
			const result = await testApi({ apiKey: 'not the key' });
			expect(result).toEqual({ status: 'Error', message: KEY_REFUSED });
		});

		test('a port where nothing listens: it says that the connection was refused', async () => {
			const result = await testApi({ baseUrl: `http://127.0.0.1:${await freePort()}` });
			expect(result.status).toBe('Error');
			expect(result.message).toMatch(/refused/i);
			expect(result.message).not.toMatch(/key/i);
		});

		test('"404: Entity with specified ID not found" in the envelope of Genesys: OK', async () => {
			const status = { code: 'FAILURE', message: 'Entity with specified ID not found.' };
			const { url, server } = await startOther(404, JSON.stringify({ status }));
			servers.push(server);
			expect(await testApi({ baseUrl: url })).toMatchObject({ status: 'OK' });
		});

		test('a redirect: it is not followed, and it says so', async () => {
			const headers = { location: `${simulator.storageUrl}/elsewhere` };
			simulator.control.faults.add({ kind: 'status', status: 307, headers });
			expect(await testApi({})).toEqual({ status: 'Error', message: REDIRECTED });
			expect(simulator.control.exports.storage.requests()).toEqual([]);
		});

		test.each([
			['200 and a page', 200, '<html><body>Welcome</body></html>'],
			['404 and a page', 404, '<html><body>Not found</body></html>'],
		])('a server that is no Genesys (%s): it says so', async (_title, status, body) => {
			const { url, server } = await startOther(status, body);
			servers.push(server);
			expect(await testApi({ baseUrl: url })).toEqual({ status: 'Error', message: NOT_GENESYS });
		});

		test('a path in the address: it says so', async () => {
			const result = await testApi({ baseUrl: `${simulator.url}/nexus/v3` });
			expect(result).toEqual({ status: 'Error', message: NOT_GENESYS });
		});
	});

	describe('genesysWebhookApi', () => {
		const testWebhook = async (appSecret: string, previousAppSecret = '') =>
			await rest.testCredential({
				name: 'Under test',
				type: 'genesysWebhookApi',
				data: { appSecret, previousAppSecret },
			});

		test('a secret: OK, and it says what that does not tell', async () => {
			expect(await testWebhook('a secret')).toEqual({
				status: 'OK',
				message: 'The secret is set. Whether it is the right one shows with the first delivery.',
			});
		});

		test('no secret: it says that nothing would be accepted', async () => {
			const result = await testWebhook('');
			expect(result.status).toBe('Error');
			expect(result.message).toContain('The app secret is empty');
		});

		test('white space around a secret: it asks whether it was copied along', async () => {
			for (const result of [await testWebhook('a secret\n'), await testWebhook('new', ' old')]) {
				expect(result.status).toBe('Error');
				expect(result.message).toContain('white space');
			}
		});

		test('the same secret twice: it says so', async () => {
			const result = await testWebhook('a secret', 'a secret');
			expect(result.status).toBe('Error');
			expect(result.message).toContain('the same');
		});
	});
});
