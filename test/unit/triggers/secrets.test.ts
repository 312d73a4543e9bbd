import type { ICredentialsDecrypted, IWebhookFunctions } from 'n8n-workflow';
import { SecretCache } from '../../../nodes/shared/triggers/webhook/secretCache';
import { until } from '../../harness/until';
import { Rarely } from '../../../nodes/shared/triggers/webhook/rarely';
import {
	testSecret,
	webhookCredential,
	webhookSecrets,
} from '../../../nodes/shared/triggers/webhook/secrets';

let credentials = 0;

/** A node with a credential of its own; `state.read` can be changed as what happens to a credential changes it. */
function node(read: () => Promise<Record<string, string>>, mode = 'webhook') {
	const id = `credential-${++credentials}`;
	const state = { read, reads: 0, log: [] as string[] };
	const note = (text: string) => void state.log.push(text);
	const context = {
		getNode: () => ({ credentials: { [webhookCredential.type]: { id, name: 'x' } } }),
		getMode: () => mode,
		getCredentials: async () => {
			state.reads++;
			return await state.read();
		},
		logger: { error: note, info: note },
	} as unknown as IWebhookFunctions;
	return { state, secrets: async () => await webhookSecrets(context, webhookCredential) };
}
const holds = (data: Record<string, string>) => async () => data;
const fails = (message: string) => async () => await Promise.reject(new Error(message));
const pass = async (time: number) => await jest.advanceTimersByTimeAsync(time);

describe('the secrets of a node', () => {
	beforeEach(() => jest.useFakeTimers({ now: 0 }));
	afterEach(() => jest.useRealTimers());

	test('are kept for five seconds, then a change acts', async () => {
		const { state, secrets } = node(holds({ appSecret: 'old' }));
		expect(await secrets()).toEqual(['old']);
		state.read = holds({ appSecret: 'new', previousAppSecret: 'old' });
		jest.setSystemTime(4_999);
		expect(await secrets()).toEqual(['old']);
		expect(state.reads).toBe(1);
		jest.setSystemTime(5_000);
		expect(await secrets()).toEqual(['new', 'old']);
	});

	test('are read once for all who ask at the same time', async () => {
		const { state, secrets } = node(holds({ appSecret: 'one' }));
		const all = await Promise.all(Array.from({ length: 100 }, secrets));
		expect(all).toEqual(Array(100).fill(['one']));
		expect(state.reads).toBe(1);
	});

	test('are read anew for every manual test', async () => {
		const { state, secrets } = node(holds({ appSecret: 'old' }), 'manual');
		await secrets();
		state.read = holds({ appSecret: 'new' });
		expect(await secrets()).toEqual(['new']);
	});

	test('that cannot be read are unknown, not none, and are soon tried again', async () => {
		const { state, secrets } = node(fails('no database'));
		for (let n = 0; n < 100; n++) expect(await secrets()).toBeUndefined();
		expect([state.reads, state.log]).toEqual([
			1,
			['The credential "x" could not be read: no database'],
		]);
		state.read = holds({ appSecret: 'back' });
		await pass(1_000);
		expect(await secrets()).toEqual(['back']);
		expect(state.log.at(-1)).toBe('The credential "x" can be read again');
	});

	test('that cannot be read for long are tried every five seconds, and logged once', async () => {
		const { state, secrets } = node(fails('no database'));
		for (let second = 0; second < 60; second++) {
			await secrets();
			await pass(1_000);
		}
		// At 0, 1, 3, 7, 12 and so on.
		expect([state.reads, state.log.length]).toEqual([14, 1]);
	});

	test('of a credential that was deleted are none, which costs a read a minute', async () => {
		const { state, secrets } = node(holds({ appSecret: 'old' }));
		await secrets();
		state.read = fails('Credential with ID "c" does not exist for type "genesysWebhookApi".');
		await pass(5_000);
		for (let n = 0; n < 100; n++) expect(await secrets()).toEqual([]);
		await pass(59_000);
		expect(await secrets()).toEqual([]);
		expect([state.reads, state.log.length]).toEqual([2, 1]);
		await pass(1_000);
		await secrets();
		expect([state.reads, state.log.length]).toEqual([3, 1]);
	});

	test('that never come are unknown in time to answer, and are asked for again', async () => {
		const { state, secrets } = node(async () => await new Promise(() => {}));
		const first = secrets();
		await pass(8_000);
		expect(await first).toBeUndefined();
		state.read = holds({ appSecret: 'back' });
		await pass(1_000);
		expect(await secrets()).toEqual(['back']);
	});
});

test('secrets are dropped from memory also when nobody asks any more', async () => {
	const cache = new SecretCache(20);
	const source = { read: async () => ['secret'], logger: { error: () => {}, info: () => {} } };
	await cache.get('id', 'name', source);
	expect(cache.size).toBe(1);
	await until(() => cache.size === 0);
});

test('what anybody can have happen is said once a minute', () => {
	jest.useFakeTimers({ now: 0 });
	const rarely = new Rarely();
	const counts = (what: string) => rarely.count(what);
	expect([counts('a'), counts('a'), counts('b'), counts('a')]).toEqual([
		0,
		undefined,
		0,
		undefined,
	]);
	jest.setSystemTime(60_000);
	expect([counts('a'), counts('a'), counts('b')]).toEqual([2, undefined, 0]);
	jest.useRealTimers();
});

test.each([
	[{ appSecret: '' }, 'Error', 'empty'],
	[{ appSecret: ' x' }, 'Error', 'white space'],
	[{ appSecret: 'x', previousAppSecret: 'y\n' }, 'Error', 'white space'],
	[{ appSecret: 'x', previousAppSecret: 'x' }, 'Error', 'the same'],
	[{ appSecret: 'x' }, 'OK', 'is set'],
	[{ appSecret: 'x', previousAppSecret: 'y' }, 'OK', 'is set'],
	[undefined, 'Error', 'empty'],
])('the credential test of %j', async (data, status, words) => {
	const result = await testSecret({ data } as unknown as ICredentialsDecrypted);
	expect(result.status).toBe(status);
	expect(result.message).toContain(words);
});
