import { text } from '../../../shared/descriptions/fields';
import { defineOperation } from '../../../shared/engine/operation';
import { attachmentField } from '../../attachmentField';
import { interactionField } from '../../interactionField';
import { attachmentRequest } from './requests';

export const download = defineOperation({
	kind: 'file',
	value: 'download',
	name: 'Download',
	action: 'Download attachment of email that agent has whatever its size',
	description: 'Download an attachment of an email, whatever its size',
	properties: [interactionField, attachmentField],
	options: [
		text(
			'fileName',
			'File Name',
			'Name to give the file, e.g. invoice.pdf. Left empty, it has the one that the server sends, or the ID of the attachment when it sends none.',
		),
	],
	request: (values) => ({ ...attachmentRequest('GET', values), anyFile: true }),
	fileName: ({ options }) => options.fileName ?? '',
});
