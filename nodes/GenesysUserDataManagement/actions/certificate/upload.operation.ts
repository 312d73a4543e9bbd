import { inputField } from '../../../shared/descriptions/files';
import { defineOperation } from '../../../shared/engine/operation';
import { multipart } from '../../../shared/transport/multipart';
import { path } from '../../../shared/transport/path';

/** `POST /cipher/{certificatefilename}` as `multipart/form-data` with the field `file`. */
export const upload = defineOperation({
	value: 'upload',
	name: 'Upload',
	action: 'Upload certificate',
	description:
		'Upload the certificate that exports are encrypted with, in place of the current one',
	properties: [inputField('certificate')],
	options: [
		{
			displayName: 'File Name',
			name: 'fileName',
			type: 'string',
			default: '',
			placeholder: 'e.g. exports.pem',
			description: 'Name to store the certificate under. Left empty, that of the file is used.',
		},
	],
	execute: async (values, item, { send }) => {
		const file = await item.file(values.binaryPropertyName);
		const fileName = values.options.fileName || file.fileName;
		const { body } = await send({
			method: 'POST',
			path: path`/cipher/${fileName}`,
			body: multipart('file', { ...file, fileName }),
			// The same certificate once more changes nothing.
			repeatable: true,
		});
		return { fileName, uploaded: true, ...(body ? { answer: body } : {}) };
	},
});
