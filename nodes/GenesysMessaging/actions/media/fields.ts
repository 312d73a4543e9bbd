import { defineProperty } from '../../../shared/engine/operation';
import { path } from '../../../shared/transport/path';

export const mediaId = defineProperty({
	displayName: 'Media ID or URL',
	name: 'mediaId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. bb4a9f86-dbbb-4464-a669-650da94fbad6',
	description: 'ID that Upload returned, or the genesys:// address of a message',
});

export const mediaPath = (value: unknown) =>
	path`/media/${String(value)
		.trim()
		.replace(/^genesys:\/\/[^/]*\//, '')}`;

export const mediaNotFound = {
	'404': {
		message: 'There is no media file with this ID in the channel',
		description: 'Check the ID, and the channel ID in the credential.',
	},
};
