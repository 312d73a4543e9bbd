import { text } from '../../../shared/descriptions/fields';
import { inputField } from '../../../shared/descriptions/files';
import { defineOperation } from '../../../shared/engine/operation';
import { namesWhatWasMade } from '../../../shared/transport/response';
import { channelIdOption } from '../channel';
import { uploadRequest } from './uploadFile';

export const upload = defineOperation({
	kind: 'action',
	value: 'upload',
	name: 'Upload',
	action: 'Upload media file of consumer for later use in rich media message',
	description: 'Upload a file, to be used in rich media messages',
	properties: [inputField('file')],
	options: [
		channelIdOption,
		text(
			'fileName',
			'File Name',
			'Name to give the file, e.g. invoice.pdf. Left empty, it keeps its own.',
		),
	],
	check: namesWhatWasMade('mediaId', 'url'),
	request: async ({ binaryPropertyName, options }, context) => {
		const file = await context.file(binaryPropertyName);
		const named = { ...file, fileName: options.fileName || file.fileName };
		return { ...uploadRequest(named), within: options.channelId };
	},
});
