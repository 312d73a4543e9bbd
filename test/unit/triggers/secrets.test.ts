import type { ICredentialsDecrypted, IWebhookFunctions } from 'n8n-workflow';
import {
	testSecret,
	webhookCredential,
	webhookSecrets,
} from '../../../nodes/shared/triggers/webhook/secrets';

let credentials = 0;

/** A node with a credential of its own; the data can be changed as a user would do it. */
function node(data: Record<string, string>, mode = 'webhook') {
	const id = `credential-${++credentials}`;
	const state = { data, read: 0 };
	const context = {
		getNode: () => ({ credentials: { [webhookCredential.type]: { id, name: 'x' } } }),
		getMode: () => mode,
		getCredentials: async () => {
			state.read++;
			if (!state.data) throw new Error('gone');
			return state.data;
		},
		logger: { error: () => {} },
	} as unknown as IWebhookFunctions;
	return { state, secrets: async () => await webhookSecrets(context, webhookCredential) };
}

describe('the secrets of a node', () => {
	beforeEach(() => jest.useFakeTimers({ now: 0 }));
	afterEach(() => jest.useRealTimers());

	test('are kept for half a minute, then a change acts', async () => {
		const { state, secrets } = node({ appSecret: 'old' });
		expect(await secrets()).toEqual(['old']);
		state.data = { appSecret: 'new', previousAppSecret: 'old' };
		jest.setSystemTime(29_000);
		expect(await secrets()).toEqual(['old']);
		expect(state.read).toBe(1);
		jest.setSystemTime(30_001);
		expect(await secrets()).toEqual(['new', 'old']);
	});

	test('are read anew for every manual test', async () => {
		const { state, secrets } = node({ appSecret: 'old' }, 'manual');
		await secrets();
		state.data = { appSecret: 'new' };
		expect(await secrets()).toEqual(['new']);
	});

	test('that cannot be read are unknown, not none, and are tried again', async () => {
		const { state, secrets } = node(undefined as never);
		expect(await secrets()).toBeUndefined();
		state.data = { appSecret: 'back' };
		expect(await secrets()).toEqual(['back']);
	});
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
