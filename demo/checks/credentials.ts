import assert from 'node:assert/strict';

import { demoCredentials } from '../credentials';
import type { CheckContext } from './context';

/** The credential test, as the editor runs it when a credential is saved. */
export async function checkCredentials({ demo, list }: CheckContext): Promise<void> {
	const { simulator, n8n } = demo;
	const [genesysApi, ...others] = demoCredentials(simulator);
	const test = async (data: Record<string, unknown>, credential = genesysApi) =>
		await n8n.rest.testCredential({ ...credential, data: { ...credential.data, ...data } });

	await list.check('credential test: the right key is accepted', async () => {
		assert.equal((await test({})).status, 'OK');
	});
	await list.check('credential test: a wrong key and a wrong URL are told apart', async () => {
		const wrongKey = await test({ apiKey: 'wrong' });
		const wrongUrl = await test({ baseUrl: n8n.url });
		assert.deepEqual([wrongKey.status, wrongUrl.status], ['Error', 'Error']);
		assert.notEqual(wrongKey.message, wrongUrl.message);
	});
	await list.check(
		'credential test: a channel is accepted, and not with another secret',
		async () => {
			const channels = others.filter(({ type }) => type === 'genesysMessagingChannelApi');
			assert.equal(channels.length, 2);
			for (const channel of channels) {
				const right = await test({}, channel);
				const wrong = await test({ channelSecret: 'wrong' }, channel);
				assert.deepEqual([right.status, wrong.status], ['OK', 'Error']);
			}
		},
	);
}
