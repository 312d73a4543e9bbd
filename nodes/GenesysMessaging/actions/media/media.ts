import { locator } from '../../../shared/descriptions/locator';
import type { ApiRequest } from '../../../shared/transport/api';
import { path } from '../../../shared/transport/path';

export const mediaFile = {
	...locator('mediaId', 'Media File ID or Address', {
		id: { placeholder: 'e.g. bb4a9f86-dbbb-4464-a669-650da94fbad6' },
		url: {
			placeholder: 'e.g. genesys://nexus/bb4a9f86-dbbb-4464-a669-650da94fbad6',
			regex: '^genesys://[^/]*/(.+)$',
		},
	}),
	description:
		'ID or genesys:// address of the file. The operation Upload of the resource Media gives both; a message has the address.',
} as const;

/** A request about one media file of the channel. */
export const mediaRequest = (
	method: 'GET' | 'DELETE',
	{ mediaId, options }: { mediaId: string; options: { channelId?: string } },
): ApiRequest => ({
	method,
	path: path`/media/${mediaId}`,
	within: options.channelId,
	explanations: {
		'404': {
			message: 'There is no media file with this ID in the channel',
			description:
				'Check the ID, and the channel ID in the credential or in the options of the node.',
		},
	},
});
