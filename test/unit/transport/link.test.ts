import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { nexus } from '../../../nodes/shared/apis/engage';
import { openDownload } from '../../../nodes/shared/transport/download';
import { ownLane } from '../../../nodes/shared/transport/limiter';
import { linkTo } from '../../../nodes/shared/transport/link';
import { ApiResponse } from '../../../nodes/shared/transport/response';
import { openUpload } from '../../../nodes/shared/transport/upload';

/** A run with a credential whose Base URL is this, which asks storages for `location` as often as they are asked. */
function contextOf(baseUrl: string, location = '') {
	const asked: string[] = [];
	const context = {
		getNode: () => ({ parameters: {}, name: 'Test', type: 'test', typeVersion: 1 }),
		getCredentials: async () => ({ baseUrl }),
		getExecutionCancelSignal: () => undefined,
		helpers: {
			httpRequest: async ({ url }: IHttpRequestOptions) => {
				asked.push(url);
				return { statusCode: 302, headers: { location }, body: '' };
			},
		},
	} as unknown as IExecuteFunctions;
	return { context, asked };
}
const settings = { timeout: 1000, maxRetries: 0 };
const linkFrom = async (baseUrl: string, named: unknown, from?: string) =>
	await linkTo(contextOf(baseUrl).context, nexus, named, from);

test.each([
	['https://genesys.example', 'https://storage.example/a', 'https://storage.example/a'],
	['https://genesys.example', 'http://storage.example/a', ''],
	[' HTTPS://genesys.example', 'http://storage.example/a', ''],
	['http://genesys.example', 'http://storage.example/a', 'http://storage.example/a'],
	['http://genesys.example', 'https://storage.example/a', 'https://storage.example/a'],
	['http://genesys.example', '/a', ''],
	['http://genesys.example', 'ftp://storage.example/a', ''],
	['http://genesys.example', 'http://user@storage.example/a', ''],
	['http://genesys.example', '', ''],
	['http://genesys.example', undefined, ''],
	['http://genesys.example', { href: 'http://storage.example/a' }, ''],
])('an API at %s that names %j: %j is asked', async (baseUrl, named, link) => {
	expect(await linkFrom(baseUrl, named)).toBe(link);
});

test.each([
	['https://storage.example/b/a', 'http://storage.example/a', ''],
	['https://storage.example/b/a', '//other.example/a', 'https://other.example/a'],
	['https://storage.example/b/a', 'c', 'https://storage.example/b/c'],
	['http://storage.example/b/a', 'http://other.example/a', 'http://other.example/a'],
	['http://storage.example/b/a', undefined, ''],
	['http://storage.example/b/a', '', ''],
])('a storage at %s that names %j: %j is asked', async (from, named, link) => {
	expect(await linkFrom('http://genesys.example', named, from)).toBe(link);
});

test('a download that is sent from https on to http ends there', async () => {
	const { context, asked } = contextOf('https://genesys.example', 'http://storage.example/b');
	const location = 'https://storage.example/a';
	const send = async () => new ApiResponse(303, { location }, '', nexus.envelope);
	const downloaded = openDownload(
		context,
		nexus,
		send,
		settings,
		ownLane(),
	)({ method: 'GET', path: '/files/a' }, 'a');
	await expect(downloaded).rejects.toThrow('The file could not be downloaded');
	expect(asked).toEqual([location]);
});

test('no file is sent by http where Genesys is asked by https', async () => {
	const { context, asked } = contextOf('https://genesys.example');
	const target = { url: 'http://storage.example/a', headers: {}, request: { path: '/uploads' } };
	const file = {
		...{ fileName: 'a', mimeType: 'text/plain', size: 0 },
		async *stream() {},
	};
	const sent = openUpload(context, nexus, settings, ownLane())(target, file);
	await expect(sent).rejects.toThrow('The file could not be uploaded');
	expect(asked).toEqual([]);
});
