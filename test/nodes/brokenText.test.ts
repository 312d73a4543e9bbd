import { withLiar } from '../harness/liar';
import { runNode } from '../harness/runNode';

const liar = withLiar();

test('one name that was cut in the middle of a character costs no other of its request', async () => {
	liar.answer = (response) => liar.json(response, [{ path: 'http://s/a.zip' }]);
	const { items } = await runNode({
		node: 'genesysUserDataManagement',
		parameters: {
			...{ api: 'cdds', authentication: 'apiKey', resource: 'file', operation: 'getLinks' },
			...{ file: '={{ $json.name }}', options: { maxRetries: 0 } },
		},
		credentials: { genesysApi: { baseUrl: liar.url, apiKey: 'k' } },
		items: [{ name: 'a.zip' }, { name: 'b\ud83d.zip' }],
		onError: 'continueRegularOutput',
	});
	expect(items.map(({ json }) => json.error)).toEqual([
		undefined,
		'The text of the field "Exported File Name" is broken',
	]);
	expect(liar.sent).toHaveLength(1);
});
