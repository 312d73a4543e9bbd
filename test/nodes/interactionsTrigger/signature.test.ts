import { createHmac } from 'node:crypto';
import {
	delivery,
	event,
	host,
	post,
	SECRET,
	sign,
	start,
	stop,
} from '../../harness/interactionsTrigger';

afterAll(stop);

describe('what is not signed with the secret gets 401 and starts nothing', () => {
	const body = delivery('op-1', event('STARTED', 'a'));
	const cases: Record<string, [body: string, headers: Record<string, string | undefined>]> = {
		'no signature': [body, { 'x-hub-signature': undefined }],
		'an empty signature': [body, { 'x-hub-signature': '' }],
		'another secret': [body, { 'x-hub-signature': sign(body, 'other') }],
		'an empty secret': [body, { 'x-hub-signature': sign(body, '') }],
		'another algorithm': [
			body,
			{ 'x-hub-signature': `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}` },
		],
		'a tampered body': [body.replace('"a"', '"b"'), { 'x-hub-signature': sign(body) }],
		'a truncated body': [body.slice(0, -3), { 'x-hub-signature': sign(body) }],
		'a body with other white space': [
			JSON.stringify(JSON.parse(body), null, 1),
			{ 'x-hub-signature': sign(body) },
		],
	};

	beforeEach(async () => await start());

	test.each(Object.keys(cases))('%s', async (name) => {
		const response = await post(...cases[name]);
		expect(response.status).toBe(401);
		expect(response.data).toEqual({ error: 'Unauthorized' });
		expect(host.executions).toEqual([]);
	});

	test.each([undefined, '', 'sha1', 'sha1=zz', `sha256=${'a'.repeat(64)}`, 'sha1=a, sha1=b'])(
		'with %j in place of a signature it costs no read of the credential',
		async (signature) => {
			expect((await post(body, { 'x-hub-signature': signature })).status).toBe(401);
			expect(host.credentialUse.decrypted).toBe(0);
		},
	);

	test('a refused delivery is not remembered: the genuine one is taken afterwards', async () => {
		await post(body, { 'x-hub-signature': sign(body, 'other') });
		expect((await post(body)).status).toBe(200);
		expect(host.executions).toHaveLength(1);
	});
});

describe('the secret', () => {
	const body = delivery('op-1', event('STARTED', 'a'));
	const credentials = (appSecret: string, previousAppSecret = '') => ({
		credentials: { genesysWebhookApi: { appSecret, previousAppSecret } },
	});

	test('that was valid before is still accepted while both are set', async () => {
		await start({}, credentials('new secret', SECRET));
		expect((await post(body)).status).toBe(200);
		expect((await post(body, { 'x-hub-signature': sign(body, 'new secret') })).status).toBe(200);
	});

	test.each([
		['no credential', { credentials: {} }],
		['an empty secret', credentials('')],
		['only a previous secret', credentials('', SECRET)],
	])('%s: nothing is accepted, and the node does not go live', async (_name, more) => {
		await start({}, more);
		expect((await post(body)).status).toBe(401);
		expect((await post(body, { 'x-hub-signature': sign(body, '') })).status).toBe(401);
		expect(host.executions).toEqual([]);
		await expect(host.hook('create')).rejects.toThrow('has no secret');
	});

	test('is decrypted once for many deliveries, and a node that has one goes live', async () => {
		await start();
		for (let i = 0; i < 5; i++) await post(delivery(`op-${i}`, event('STARTED', 'a')));
		expect(host.executions).toHaveLength(5);
		expect(host.credentialUse.decrypted).toBe(1);
		expect(await host.hook('checkExists')).toBe(false);
		expect(await host.hook('create')).toBe(true);
		expect(await host.hook('delete')).toBe(true);
	});
});
