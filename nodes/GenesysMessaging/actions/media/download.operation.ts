import { text } from '../../../shared/descriptions/fields';
import { defineOperation } from '../../../shared/engine/operation';
import { channelIdOption } from '../channel';
import { mediaFile, mediaRequest } from './media';

export const download = defineOperation({
	kind: 'file',
	value: 'download',
	name: 'Download',
	action: 'Download media file that was uploaded or is part of message',
	description: 'Download a file that was uploaded or that a message refers to',
	properties: [mediaFile],
	options: [
		channelIdOption,
		text(
			'fileName',
			'File Name',
			'Name to give the file, e.g. invoice.pdf. Left empty, it has the one that Genesys sends.',
		),
	],
	request: (values) => mediaRequest('GET', values),
	fileName: (values) => values.options.fileName ?? '',
});
