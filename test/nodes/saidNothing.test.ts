import type { INodeParameters } from 'n8n-workflow';
import type { Credentials } from '../harness/additionalData';
import { withLiar } from '../harness/liar';
import { runNode } from '../harness/runNode';

/** Answers with HTTP 200 that say nothing of what was asked for. */
const liar = withLiar();
const options = { maxRetries: 0 };

const key = (): Credentials => ({ genesysApi: { baseUrl: liar.url, apiKey: 'k' } });
const token = (): Credentials => ({
	genesysTokenApi: { baseUrl: liar.url, apiKey: 'k', grantType: 'bearerToken', bearerToken: 'b' },
});
const channel = (): Credentials => ({
	genesysMessagingChannelApi: {
		...{ baseUrl: liar.url, apiKey: '', contactCenterId: 'c', channelId: 'ch' },
		...{ channelSecret: 'secret', previousChannelSecret: '' },
	},
});
const cloud = (): Credentials => ({
	genesysCloudOAuth2Api: {
		...{ region: 'custom', apiUrl: liar.url, loginUrl: liar.url, baseUrl: liar.url },
		...{ clientId: 'c', clientSecret: 's', grantType: 'pkce', authUrl: '', scope: '' },
		...{ accessTokenUrl: `${liar.url}/token`, authentication: 'header' },
		oauthTokenData: { access_token: 't', token_type: 'bearer' } as unknown as string,
	},
});

async function outcome(
	node: string,
	parameters: INodeParameters,
	credentials: Credentials,
	body: string,
) {
	liar.answer = (response) => liar.json(response, body);
	const { items, error } = await runNode({
		node,
		parameters: { options, ...parameters },
		credentials,
		binary: [{ data: { data: '', fileName: 'a.png', mimeType: 'image/png' } }],
	});
	return error ? error.message : items[0].json;
}

const createJob = {
	...{ api: 'cdds', authentication: 'apiKey', resource: 'exportJob', operation: 'create' },
	...{ title: 't', source: 's', dataType: 'd', media: ['m'], timeFrame: 'all' },
};
const createEmail = {
	...{ resource: 'email', operation: 'create', direction: 'OUTBOUND' },
	...{ toAddress: 'a@b.example', options: { ...options, bodyJson: '{"queueId":"q"}' } },
};
const upload = { resource: 'media', operation: 'upload', binaryPropertyName: 'data' };

describe('what was made has a name', () => {
	const bodies = ['', 'null', '{}', '5', '{"id":null}', '{"id":{}}', '{"status":{"code":0}}'];

	test.each(bodies)('and %j has none', async (body) => {
		const without = 'Genesys took the request, but its answer has no ';
		expect([
			await outcome('genesysUserDataManagement', createJob, key(), body),
			await outcome('genesysCloudConversations', createEmail, cloud(), body),
			await outcome('genesysMessaging', upload, channel(), body),
		]).toEqual([`${without}id`, `${without}id`, `${without}mediaId or url`]);
	});

	test('unless it was only accepted so far', async () => {
		const body = '{"status":{"code":1},"operationId":"o"}';
		expect(await outcome('genesysMessaging', upload, channel(), body)).toEqual({
			...{ accepted: true, operationId: 'o' },
		});
	});
});

test.each(['null', '5', '[]', 'true'])('%s says nothing of a session', async (body) => {
	const ping = { resource: 'session', operation: 'ping', authentication: 'token' };
	expect(await outcome('genesysAuthentication', ping, token(), body)).toBe(
		'Something other than the Authentication API answered',
	);
});
