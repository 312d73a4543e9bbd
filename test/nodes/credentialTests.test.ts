import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Simulator } from '../../simulator';
import type { Credentials } from '../harness/additionalData';
import { filledCredential } from '../harness/filledCredential';
import {
	channelCredential,
	keyCredential,
	tokenCredential,
	webServicesCredential,
} from '../harness/genesysCredentials';
import { withSimulator } from '../harness/simulator';
import { testCredential } from '../harness/testCredential';

const sim = withSimulator({ samples: false, statistics: { tickMs: 0 } });

const OK = { status: 'OK', message: 'Connection successful!' };
const NOT_GENESYS = expect.stringMatching(/not as (a Genesys web API|Genesys Web Services)/);

const violations = () => sim.control.exports.storage.violations();
const storageRequests = () => sim.control.exports.storage.requests();

/** What answers at a Base URL in place of Genesys, for the time of one test of a credential. */
async function whileAnswering<T>(
	{ status, body }: { status: number; body: string },
	work: (url: string) => Promise<T>,
): Promise<T> {
	const server = createServer((_request, response) => {
		const type = body.startsWith('{') ? 'application/json' : 'text/html';
		response.writeHead(status, { 'content-type': type }).end(body);
	});
	await once(server.listen(0, '127.0.0.1'), 'listening');
	try {
		return await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
	} finally {
		server.closeAllConnections();
		server.close();
	}
}

const kinds: Array<[string, (of: Simulator) => Credentials]> = [
	['genesysApi', keyCredential],
	['genesysTokenApi', tokenCredential],
	['genesysMessagingChannelApi', (of) => channelCredential(of, { apiKey: of.apiKey })],
	['genesysWebServicesApi', webServicesCredential],
];

describe.each(kinds)('the test of %s', (type, credential) => {
	test('is OK with a right credential', async () => {
		expect(await testCredential(type, credential(sim))).toEqual(OK);
	});

	test.each([301, 302, 303, 307, 308])(
		'follows no redirect (%i), so that the target gets nothing of the credential, and says so',
		async (status) => {
			const location = `${sim.storageUrl}/elsewhere`;
			const match = { method: 'GET' };
			sim.control.faults.add({ kind: 'status', status, headers: { location }, match });
			const result = await testCredential(type, credential(sim));
			expect(result.status).toBe('Error');
			expect(result.message).toMatch(/redirect.*final address.*Base URL/);
			expect([violations(), storageRequests()]).toEqual([[], []]);
			expect(result.message).not.toContain(sim.apiKey);
		},
	);

	test('says that a web page is no Genesys', async () => {
		const { [type]: data } = credential(sim);
		await whileAnswering({ status: 200, body: '<html>Welcome</html>' }, async (baseUrl) => {
			// A sign-in would end before the test.
			const pasted = { grantType: 'bearerToken', bearerToken: 'pasted' };
			const result = await testCredential(type, { [type]: { ...data, ...pasted, baseUrl } });
			expect(result).toEqual({ status: 'Error', message: NOT_GENESYS });
		});
	});

	test('passes on what a broken Genesys says', async () => {
		const body = { status: { code: 500, message: 'Internal Server Error' } };
		sim.control.faults.add({ kind: 'status', status: 500, body, match: { method: 'GET' } });
		const result = await testCredential(type, credential(sim));
		expect(result.status).toBe('Error');
		expect(result.message).toContain('Internal Server Error');
	});

	test('says that nothing answers', async () => {
		const { [type]: data } = credential(sim);
		const result = await testCredential(type, {
			[type]: { ...data, baseUrl: 'http://127.0.0.1:1' },
		});
		expect(result.status).toBe('Error');
		expect(result.message).toMatch(/refused/i);
	});
});

test('the storage that a redirect leads to refuses a credential, and remembers it', async () => {
	const headers = { 'x-api-key': 'k', 'X-Hub-Signature': 'sha1=0', Authorization: 'Bearer t' };
	const location = `${sim.storageUrl}/elsewhere`;
	sim.control.faults.add({ kind: 'status', status: 307, headers: { location } });
	const { status } = await fetch(`${sim.url}/nexus/v3/securemail/count`, { headers });
	expect(status).toBe(400);
	// Authorization goes to no other origin, by what the standard of fetch says.
	expect(violations()).toMatchObject([{ violations: ['x-api-key', 'x-hub-signature'] }]);
});

test.each(['https://api.example.com', ' https://api.example.com// \n'])(
	'genesysOAuth2Api signs in below the Base URL %j',
	async (baseUrl) => {
		const { authUrl, accessTokenUrl } = await filledCredential('genesysOAuth2Api', { baseUrl });
		expect([authUrl, accessTokenUrl]).toEqual([
			'https://api.example.com/auth/v3/oauth/authorize',
			'https://api.example.com/auth/v3/oauth/token',
		]);
	},
);

describe('the API key', () => {
	const answering = async (status: number, body: object | string) =>
		await whileAnswering(
			{ status, body: typeof body === 'string' ? body : JSON.stringify(body) },
			async (baseUrl) =>
				await testCredential('genesysApi', { genesysApi: { baseUrl, apiKey: 'k' } }),
		);

	test('"404: Entity with specified ID not found" in the envelope of Genesys: the key is right', async () => {
		const status = { code: 'FAILURE', message: 'Entity with specified ID not found.', detail: '' };
		expect(await answering(404, { referenceId: 'r', operationId: 'o', status })).toEqual(OK);
	});

	test.each<[string, object | string]>([
		['a page', '<html>Not found</html>'],
		['JSON of its own', { message: 'no Route matched' }],
		['nothing', ''],
	])('a 404 with %s: a wrong address', async (_title, body) => {
		expect(await answering(404, body)).toEqual({ status: 'Error', message: NOT_GENESYS });
	});

	test.each([401, 403])('%i: the key was refused', async (status) => {
		const result = await answering(status, { message: 'Forbidden' });
		expect(result).toMatchObject({ status: 'Error' });
		expect(result.message).toContain('refused the API key');
	});
});

describe('the messaging channel', () => {
	const testChannel = async (changes: Record<string, string> = {}) =>
		await testCredential('genesysMessagingChannelApi', channelCredential(sim, changes));

	test('"404: Channel 1234567890 not found": a wrong channel', async () => {
		expect(await testChannel({ channelId: '1234567890' })).toEqual({
			status: 'Error',
			message: 'Genesys knows no channel "1234567890". Check the channel ID.',
		});
	});

	test('a channel that no address can have: it says so, and asks nobody', async () => {
		expect(await testChannel({ channelId: '..' })).toEqual({
			status: 'Error',
			message: 'An ID or name cannot be "." or ".."',
		});
		expect(sim.control.requests.list()).toEqual([]);
	});

	test('404 for the media file alone: all is right, with one signed request', async () => {
		expect(await testChannel({ baseUrl: `${sim.url}/`, channelId: ' sms-channel' })).toEqual(OK);
		const requests = sim.control.requests.list();
		expect(requests.map(({ method, path, status }) => [method, path, status])).toEqual([
			['GET', '/nexus/v3/channels/sms-channel/media/n8n-credential-test', 404],
		]);
		expect(requests[0].headers).toMatchObject({
			'x-ccid': 'demo-ccid',
			'x-hub-signature': expect.stringMatching(/^sha1=[0-9a-f]{40}$/),
		});
	});

	test.each<[string, Record<string, string>, RegExp]>([
		['secret', { channelSecret: 'not the secret' }, /did not accept the signature/],
		['contact center', { contactCenterId: 'another' }, /refused the contact center ID/],
		['API key', { apiKey: 'not the key' }, /or the API key/],
	])('a wrong %s: it says so', async (_title, changes, said) => {
		const result = await testChannel(changes);
		expect(result.status).toBe('Error');
		expect(result.message).toMatch(said);
	});

	test('a path in the Base URL: no Genesys', async () => {
		const result = await testChannel({ baseUrl: `${sim.url}/nexus/v3` });
		expect(result).toEqual({ status: 'Error', message: NOT_GENESYS });
	});
});

describe('the agent of Web Services', () => {
	const testAgent = async (changes: Record<string, string> = {}) =>
		await testCredential('genesysWebServicesApi', webServicesCredential(sim, changes));
	const sent = () => sim.control.requests.list().map(({ method, path }) => `${method} ${path}`);
	const NOT_ACCEPTED = {
		status: 'Error',
		message:
			'The server was reached, but it did not accept the user name and the password. Check both.',
	};
	const NO_WEB_SERVICES = {
		status: 'Error',
		message:
			'The server answers, but not as Genesys Web Services. Check the Base URL and the API Path.',
	};

	test('is OK with the right one, by one request that changes nothing', async () => {
		expect(await testAgent()).toEqual(OK);
		expect(sent()).toEqual(['GET /api/v2/me']);
		const [{ headers }] = sim.control.requests.list();
		expect(headers.authorization).toBe(`Basic ${btoa('agent:agent-password')}`);
	});

	test.each(['/api/v2', 'api/v2/', ' /api/v2 ', '//api/v2//'])(
		'takes the API Path as "%s"',
		async (apiPath) => {
			expect(await testAgent({ apiPath, baseUrl: ` ${sim.url}/ ` })).toEqual(OK);
			expect(sent()).toEqual(['GET /api/v2/me']);
		},
	);

	test.each(['', '/', ' '])('asks at the root with the API Path "%s"', async (apiPath) => {
		expect((await testAgent({ apiPath })).message).toContain('nothing at this path');
		expect(sent()).toEqual(['GET /me']);
	});

	test.each<Record<string, string>>([{ user: 'nobody' }, { password: 'wrong' }, { password: '' }])(
		'says that the sign-in was not accepted: %j',
		async (changes) => expect(await testAgent(changes)).toEqual(NOT_ACCEPTED),
	);

	test('the same when only the body says so', async () => {
		const body = '{"statusCode":20,"statusMessage":"Authentication failed"}';
		await whileAnswering({ status: 200, body }, async (baseUrl) => {
			expect(await testAgent({ baseUrl })).toEqual(NOT_ACCEPTED);
		});
	});

	test.each([
		[403, 'the user may not use this API'],
		[404, 'nothing at this path'],
		[307, 'a redirect, which is not followed'],
	])('says what %i means', async (status, words) => {
		const headers = { location: `${sim.storageUrl}/elsewhere` };
		sim.control.faults.add({ kind: 'status', status, headers, match: { method: 'GET' } });
		const result = await testAgent();
		expect(result.status).toBe('Error');
		expect(result.message).toContain(words);
		expect([violations(), storageRequests()]).toEqual([[], []]);
	});

	test.each([
		['a page', '<html>Welcome</html>'],
		['JSON of its own', '{"name":"something else"}'],
	])('says that %s is no Web Services', async (_title, body) => {
		await whileAnswering({ status: 200, body }, async (baseUrl) => {
			expect(await testAgent({ baseUrl })).toEqual(NO_WEB_SERVICES);
		});
	});

	test('sends user name and password in UTF-8', async () => {
		expect(await testAgent({ user: 'jürgen', password: 'pä:ß€' })).toEqual(NOT_ACCEPTED);
		const [{ headers }] = sim.control.requests.list();
		const [, encoded] = String(headers.authorization).split(' ');
		expect(Buffer.from(encoded, 'base64').toString('utf8')).toBe('jürgen:pä:ß€');
	});

	test('refuses a user name with a colon, and sends nothing', async () => {
		expect(await testAgent({ user: 'a:b' })).toEqual({
			status: 'Error',
			message:
				'The user name has a colon, which the sign-in of Web Services cannot send: enter that of another user',
		});
		expect(sent()).toEqual([]);
	});
});
