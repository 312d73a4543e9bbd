import type { Api } from './api';

/**
 * The Multicloud CX "nexus" APIs (secure email, open media). Secure Email reports its result as a word in
 * `status.code`, and can do so with HTTP 200: anything but SUCCESS is a failure then. A text instead of JSON means
 * that something else than the API answered.
 */
export const nexus: Api = {
	basePath: '/nexus/v3',
	credential: 'genesysApi',
	isFailure(body) {
		if (typeof body === 'string') return body !== '';
		const code = (body as { status?: { code?: unknown } } | null)?.status?.code;
		return typeof code === 'string' && code !== 'SUCCESS';
	},
};
