import type { BayeuxMessage } from '../../../nodes/shared/cometd/protocol';
import { Wire } from '../../../nodes/shared/cometd/wire';
import { ApiResponse } from '../../../nodes/shared/transport/response';

/** What a session reads of an answer, when these are the secrets of the credential. */
async function read(messages: BayeuxMessage[], ...secrets: string[]) {
	const send = Object.assign(async () => new ApiResponse(200, {}, messages), {
		secrets: async () => secrets,
	});
	const wire = new Wire({ send, paths: { endpoint: '/notifications', split: false } }, 30_000);
	return await wire.post('subscribe', [{}], {});
}
const refusal = (error: string) => ({ channel: '/meta/subscribe', successful: false, error });

test('why a server refuses is passed on', async () => {
	const messages = [refusal('403::Denied'), { channel: '/meta/subscribe', successful: true }];
	expect(await read(messages, 'the-api-key')).toEqual(messages);
});

test('a reason that repeats a secret is left out, but for the number that it begins with', async () => {
	const key = Buffer.from('jane:the-api-key').toString('base64');
	const messages = [refusal(`402::${key}`), refusal(key)];
	expect((await read(messages, 'the-api-key')).map(({ error }) => error)).toEqual([
		'402: left out, since it holds a part of a secret',
		'left out, since it holds a part of a secret',
	]);
});
