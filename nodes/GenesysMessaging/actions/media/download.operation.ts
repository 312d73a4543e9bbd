import { defineOperation } from '../../../shared/engine/operation';
import { mediaId, mediaNotFound, mediaPath } from './fields';

/** `GET /channels/{channelId}/media/{mediaId}` */
export const download = defineOperation({
	value: 'download',
	name: 'Download',
	action: 'Download media file',
	description: 'Download a file that was uploaded or that a message refers to',
	properties: [mediaId],
	options: [
		{
			displayName: 'File Name',
			name: 'fileName',
			type: 'string',
			default: '',
			description: 'Name to give the file. Left empty, it has the one that Genesys sends.',
		},
	],
	request: (values) => ({
		method: 'GET',
		path: mediaPath(values.mediaId),
		explanations: mediaNotFound,
	}),
	output: (values) => values.options.fileName ?? '',
});
