import { withLiar } from '../harness/liar';
import { runNode } from '../harness/runNode';
import { until } from '../harness/until';

const liar = withLiar();

test('a login that drips is given up, and not asked again by each request that is repeated', async () => {
	const deadline = new AbortController();
	const timeout = jest.spyOn(AbortSignal, 'timeout').mockReturnValue(deadline.signal);
	let ended = false;
	liar.answer = (response) => {
		response.writeHead(200, { 'content-type': 'application/json' });
		response.write(' ');
		response.on('close', () => (ended = true));
		deadline.abort();
	};
	const { error } = await runNode({
		node: 'genesysSecureEmail',
		parameters: {
			...{ resource: 'secureEmail', operation: 'count', authentication: 'token' },
			...{ address: 'a@b.example', options: { maxRetries: 3, timeout: 1000 } },
		},
		credentials: {
			genesysTokenApi: {
				...{ baseUrl: liar.url, apiKey: 'k', clientId: 'c', clientSecret: 's' },
				...{ grantType: 'password', username: 'u', password: 'p' },
				...{ sessionToken: '', refreshToken: '' },
			},
		},
	});
	timeout.mockRestore();
	expect(`${error?.message} ${error?.description}`).toContain(
		'The login of Genesys gave no complete answer within 30 seconds',
	);
	expect(liar.sent.map(({ url }) => url)).toEqual(['/auth/v3/oauth/token']);
	await until(() => ended);
});
