import { inputField } from '../../../shared/descriptions/files';
import { defineOperation } from '../../../shared/engine/operation';
import { uploadFile } from './uploadFile';

/** `POST /channels/{channelId}/media` */
export const upload = defineOperation({
	value: 'upload',
	name: 'Upload',
	action: 'Upload media file',
	description: 'Upload a file, to be used in rich media messages',
	properties: [inputField('file')],
	options: [
		{
			displayName: 'File Name',
			name: 'fileName',
			type: 'string',
			default: '',
			description: 'Name to give the file. Left empty, it keeps its own.',
		},
	],
	execute: async (values, item, { send }) => {
		const file = await item.file(values.binaryPropertyName);
		return await uploadFile({ ...file, fileName: values.options.fileName || file.fileName }, send);
	},
});
