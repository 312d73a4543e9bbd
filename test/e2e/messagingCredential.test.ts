import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { freePort, type N8nRest } from '../../tools/n8n';
import { startSimulator, type Simulator } from '../../simulator';
import { connect } from './support/instance';
import { channelData, signatureByOpenssl } from './support/messaging';

const NOT_GENESYS =
	'The server answers, but not as a Genesys web API. Check the Base URL: it has no path such as /nexus/v3.';

describe("n8n's test of a Genesys Messaging Channel credential", () => {
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

	const testWith = async (changes: Record<string, string> = {}) =>
		await rest.testCredential({
			name: 'Under test',
			type: 'genesysMessagingChannelApi',
			data: channelData(simulator, changes),
		});

	test('the right one: OK, with one signed request that changes nothing', async () => {
		simulator.control.requests.clear();
		expect(await testWith()).toMatchObject({ status: 'OK' });
		expect(
			simulator.control.requests
				.list()
				.map(({ method, url, headers, body }) => [
					...[method, url, body, headers['x-ccid']],
					headers['x-hub-signature'],
				]),
		).toEqual([
			[
				...['GET', '/nexus/v3/channels/sms-channel/media/n8n-credential-test', '', 'demo-ccid'],
				signatureByOpenssl(Buffer.alloc(0)),
			],
		]);
	});

	test('a slash at the end of the address, white space around the ids: OK', async () => {
		const changes = { baseUrl: `${simulator.url}/`, channelId: 'sms-channel ' };
		expect(await testWith({ ...changes, contactCenterId: ' demo-ccid' })).toMatchObject({
			status: 'OK',
		});
	});

	test('a wrong secret: it says that the signature was not accepted', async () => {
		expect(await testWith({ channelSecret: 'not the secret' })).toEqual({
			status: 'Error',
			message:
				'Genesys was reached, but it did not accept the signature. Check the channel secret.',
		});
	});

	test.each([
		['contact center', { contactCenterId: 'another' }],
		['API key', { apiKey: 'not the key' }],
	])('a wrong %s: it says that it was refused', async (_title, changes) => {
		const result = await testWith(changes);
		expect(result.status).toBe('Error');
		expect(result.message).toMatch(/contact center ID or the API key/);
	});

	test('"Channel 1234567890 not found": a wrong channel', async () => {
		expect(await testWith({ channelId: '1234567890' })).toEqual({
			status: 'Error',
			message: 'Genesys knows no channel "1234567890". Check the channel ID.',
		});
	});

	test('a redirect: it is not followed, and it says so', async () => {
		const headers = { location: `${simulator.storageUrl}/elsewhere` };
		simulator.control.faults.add({ kind: 'status', status: 307, headers });
		const { status, message } = await testWith({ apiKey: simulator.apiKey });
		expect(status).toBe('Error');
		expect(message).toMatch(/redirect.*not followed/);
		expect(simulator.control.exports.storage.requests()).toEqual([]);
	});

	test.each([
		['200 and a page', 200, '<html><body>Welcome</body></html>'],
		['404 and a page', 404, '<html><body>Not found</body></html>'],
		['404 and JSON of its own', 404, '{"message":"no such route"}'],
	])('a server that is no Genesys (%s): it says so', async (_title, status, body) => {
		const server = createServer((_request, response) => {
			const type = body.startsWith('{') ? 'application/json' : 'text/html';
			response.writeHead(status, { 'content-type': type }).end(body);
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		servers.push(server);
		const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
		expect(await testWith({ baseUrl })).toEqual({ status: 'Error', message: NOT_GENESYS });
	});

	test('a path in the address: it says so', async () => {
		expect(await testWith({ baseUrl: `${simulator.url}/nexus/v3` })).toEqual({
			status: 'Error',
			message: NOT_GENESYS,
		});
	});

	test('a port where nothing listens: it says that the connection was refused', async () => {
		const result = await testWith({ baseUrl: `http://127.0.0.1:${await freePort()}` });
		expect(result.status).toBe('Error');
		expect(result.message).toMatch(/refused/i);
	});
});
