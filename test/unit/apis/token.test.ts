import type { IHttpRequestHelper, IHttpRequestOptions } from 'n8n-workflow';
import { fetchToken } from '../../../nodes/shared/apis/token';
import { SignInRefused } from '../../../nodes/shared/transport/failure';

let clients = 0;
/** A refusal is remembered by all that the credential holds. */
const credentials = () => ({
	...{ baseUrl: 'https://genesys.example', apiKey: 'the-api-key', grantType: 'password' },
	...{ clientId: `c${++clients}`, clientSecret: 'client-secret', username: 'u' },
	...{ password: 'the-password', sessionToken: '', refreshToken: '' },
});

/** The call for a token, as `answer` answers it. */
const fetching = async (answer: (options: IHttpRequestOptions) => Promise<unknown>) =>
	await fetchToken({ helpers: { httpRequest: answer } } as IHttpRequestHelper, credentials());

test.each([null, undefined, [], ['a'], '', 'token', '{"access_token":"cut', 5, true, {}])(
	'%j is no token, and says so',
	async (body) => {
		await expect(fetching(async () => ({ statusCode: 200, body }))).rejects.toThrow(
			'Genesys gave no token (HTTP 200): check the Base URL, and whether a proxy',
		);
	},
);

test.each([null, '', 5, {}, ['t']])('nor is the access_token %j', async (access_token) => {
	const answer = async () => ({ statusCode: 200, body: { access_token } });
	await expect(fetching(answer)).rejects.toThrow('Genesys gave no token (HTTP 200)');
});

test('what Genesys says is shown, but for what holds a part of a secret', async () => {
	const body = {
		error: 'invalid_grant',
		error_description: `of ${Buffer.from('c:client-secret').toString('base64')}`,
		message: 'Not today',
	};
	const failure = fetching(async () => ({ statusCode: 400, body }));
	await expect(failure).rejects.toThrow(SignInRefused);
	await expect(failure).rejects.toThrow(
		'Genesys gave no token (HTTP 400): invalid_grant, Not today; what it said besides is left out, since it holds a part of a secret; check the user name and password',
	);
});

test('an answer that never comes to its end is waited for 30 seconds', async () => {
	const deadline = new AbortController();
	const timeout = jest.spyOn(AbortSignal, 'timeout').mockReturnValue(deadline.signal);
	const failure = fetching(
		async ({ abortSignal }) =>
			await new Promise((_done, reject) => {
				abortSignal?.addEventListener?.('abort', () => reject(new Error('canceled')));
			}),
	);
	expect(timeout.mock.calls).toEqual([[30_000]]);
	timeout.mockRestore();
	deadline.abort();
	await expect(failure).rejects.toThrow('gave no complete answer within 30 seconds');
});

test('a failure of the connection stays what it is', async () => {
	const refused = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
	await expect(fetching(async () => await Promise.reject(refused))).rejects.toBe(refused);
});
