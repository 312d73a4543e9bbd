import { text } from '../../../shared/descriptions/fields';
import { inputField } from '../../../shared/descriptions/files';
import { defineOperation } from '../../../shared/engine/operation';
import { multipart } from '../../../shared/transport/multipart';
import { path } from '../../../shared/transport/path';

export const upload = defineOperation({
	kind: 'custom',
	value: 'upload',
	name: 'Upload',
	action: 'Upload certificate that replaces current one for good to encrypt exports',
	description:
		'Upload the certificate that exports are encrypted with, in place of the current one',
	properties: [inputField('certificate')],
	options: [
		text(
			'fileName',
			'File Name',
			'Name to store the certificate under. Left empty, that of the file is used.',
			{ placeholder: 'e.g. exports.pem' },
		),
	],
	fullAnswer: true,
	execute: async (values, { file, send, answer }) => {
		const certificate = await file(values.binaryPropertyName);
		const fileName = values.options.fileName || certificate.fileName;
		const response = await send({
			method: 'POST',
			path: path`/cipher/${fileName}`,
			body: multipart('file', { ...certificate, fileName }),
			// The same certificate once more changes nothing.
			idempotent: true,
		});
		return { fileName, uploaded: true, ...answer(response) };
	},
});
