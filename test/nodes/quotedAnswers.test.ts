import { withLiar } from '../harness/liar';
import { runNode } from '../harness/runNode';

const liar = withLiar();
const KEY = 'key/0123456789+abcdef';

test('what Genesys says in place of a file is not shown when it repeats the credential', async () => {
	liar.answer = (response) =>
		liar.json(response, { status: { code: 9, message: `refused ${encodeURIComponent(KEY)}` } });
	const { error } = await runNode({
		node: 'genesysUserDataManagement',
		parameters: {
			...{ api: 'cdds', authentication: 'apiKey', resource: 'file', operation: 'download' },
			...{ file: 'a.zip', options: { maxRetries: 0 } },
		},
		credentials: { genesysApi: { baseUrl: liar.url, apiKey: KEY } },
	});
	expect(error?.description).toContain('left out');
	expect(JSON.stringify(error)).not.toContain('0123456789');
});

test('a simplified thing that has none of the known fields is shown as it came', async () => {
	liar.answer = (response) => liar.json(response, { statusCode: 0, ticket: 5 });
	const { items } = await runNode({
		node: 'genesysAgentEmail',
		parameters: {
			...{ authentication: 'webServices', resource: 'interaction', operation: 'get' },
			...{ interactionId: { __rl: true, mode: 'id', value: '1' }, simplify: true, options: {} },
		},
		credentials: {
			genesysWebServicesApi: { baseUrl: liar.url, apiPath: '/api/v2', user: 'a', password: 'b' },
		},
	});
	expect(items.map(({ json }) => json)).toEqual([{ ticket: 5 }]);
});
