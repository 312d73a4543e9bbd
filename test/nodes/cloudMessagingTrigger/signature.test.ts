import { createHmac } from 'node:crypto';
import {
	credentials,
	host,
	message,
	post,
	received,
	SECRET,
	sign,
	start,
	stop,
} from '../../harness/cloudMessagingTrigger';
import { until } from '../../harness/until';

afterAll(stop);

const body = JSON.stringify(message());
const hmac = (algorithm: string, encoding: 'hex' | 'base64') =>
	createHmac(algorithm, SECRET).update(body).digest(encoding);

describe('what is not signed with the secret gets 401 and starts nothing', () => {
	const cases: Record<string, [body: string, headers: Record<string, string | undefined>]> = {
		'no signature': [body, { 'x-hub-signature-256': undefined }],
		'an empty signature': [body, { 'x-hub-signature-256': '' }],
		'another secret': [body, { 'x-hub-signature-256': sign(body, 'other') }],
		'an empty secret': [body, { 'x-hub-signature-256': sign(body, '') }],
		'hexadecimal digits': [body, { 'x-hub-signature-256': `sha256=${hmac('sha256', 'hex')}` }],
		'another algorithm': [body, { 'x-hub-signature-256': `sha1=${hmac('sha1', 'base64')}` }],
		'the signature of another product of Genesys': [
			body,
			{ 'x-hub-signature-256': undefined, 'x-hub-signature': `sha1=${hmac('sha1', 'hex')}` },
		],
		'the signature in another header': [
			body,
			{ 'x-hub-signature-256': undefined, 'x-hub-signature': sign(body) },
		],
		'a tampered body': [body.replace('m1', 'm2'), { 'x-hub-signature-256': sign(body) }],
		'a truncated body': [body.slice(0, -3), { 'x-hub-signature-256': sign(body) }],
		'a body with other white space': [
			JSON.stringify(JSON.parse(body), null, 1),
			{ 'x-hub-signature-256': sign(body) },
		],
	};

	test.each(Object.keys(cases))('%s', async (name) => {
		await start();
		const { status, data } = await post(...cases[name]);
		expect([status, data]).toEqual([401, { error: 'Unauthorized' }]);
		expect(received()).toEqual([]);
		// It is not remembered either.
		expect((await post(body)).status).toBe(200);
		expect(received()).toHaveLength(1);
	});
});

describe('the secret', () => {
	test('that was valid before is accepted while both are set', async () => {
		await start({}, { credentials: credentials('new secret', SECRET) });
		expect((await post(body)).status).toBe(200);
		const other = JSON.stringify(message({ id: 'm2' }));
		const headers = { 'x-hub-signature-256': sign(other, 'new secret') };
		expect((await post(other, headers)).status).toBe(200);
		expect(received()).toHaveLength(2);
	});

	test.each([
		['no credential', {}],
		['an empty secret', credentials('')],
		['only a previous secret', credentials('', SECRET)],
	])('%s: nothing is accepted, and the node does not go live', async (_what, given) => {
		await start({}, { credentials: given });
		expect((await post(body)).status).toBe(401);
		expect((await post(body, { 'x-hub-signature-256': sign(body, '') })).status).toBe(401);
		expect(received()).toEqual([]);
		await expect(host.hook('create')).rejects.toThrow('has no secret');
	});

	test('that cannot be read just now: 503, so that Genesys Cloud delivers again', async () => {
		const given: Record<string, object> = { genesysWebhookApi: undefined as never };
		await start({}, { credentials: given as never });
		expect((await post(body)).status).toBe(503);
		Object.assign(given, credentials());
		await until(async () => (await post(body)).status === 200);
		expect(received()).toHaveLength(1);
	});
});
