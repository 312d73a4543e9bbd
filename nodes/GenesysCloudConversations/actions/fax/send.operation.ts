import { UserError } from 'n8n-workflow';
import { collection, number, text } from '../../../shared/descriptions/fields';
import { defineProperty } from '../../../shared/descriptions/property';
import { defineOperation } from '../../../shared/engine/operation';
import { textOf } from '../../../shared/transport/body';
import { bodyOf, bodyOption } from '../../../shared/descriptions/bodyFields';
import { UUID } from '../../ids';

const addresses = text(
	'addresses',
	'Fax Numbers',
	'Comma-separated numbers that the fax is sent to, as +13175555555 or 3175555555',
	{ required: true, commaSeparated: true, placeholder: 'e.g. +13175555555' },
);

const TYPES = [
	{ name: 'Microsoft Word (DOC)', value: 'application/msword' },
	{
		name: 'Microsoft Word (DOCX)',
		value: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
	},
	{ name: 'OpenDocument Text', value: 'application/vnd.oasis.opendocument.text' },
	{ name: 'PDF', value: 'application/pdf' },
	{ name: 'TIFF', value: 'image/tiff' },
] as const;

const fields = collection('additionalFields', 'Additional Fields', 'field', [
	defineProperty({
		displayName: 'Content Type',
		name: 'contentType',
		type: 'options',
		options: TYPES,
		default: 'application/pdf',
		description: 'Type of the file that is uploaded; otherwise that of the input file',
	}),
	text('locale', 'Cover Sheet Locale', 'Language and country of the cover sheet', {
		placeholder: 'e.g. en-US',
	}),
	text('notes', 'Cover Sheet Notes', 'Text on the cover sheet, e.g. Your contract', {
		typeOptions: { rows: 3 },
	}),
	text('documentId', 'Document ID', 'ID of a document in Content Management that is sent', UUID),
	text(
		'binaryPropertyName',
		'Input Data Field Name',
		'Name of the input binary field with the file to send, in place of a document of Content Management',
		{ takesFiles: true, placeholder: 'e.g. data' },
	),
	text('name', 'Name of Fax', 'Name of the fax, e.g. Contract 4711'),
	number(
		'timeZoneOffsetMinutes',
		'Time Zone Offset in Minutes',
		'How many minutes the time is ahead of GMT, e.g. 60',
		0,
	),
]);

/** Without what a web server says besides, such as a character set. */
const typeOf = (file?: { mimeType: string }) => file?.mimeType.split(';')[0].trim().toLowerCase();

/** `POST /conversations/faxes`, then the file, if it is one, to the address that the answer gives. */
export const send = defineOperation({
	kind: 'custom',
	value: 'send',
	name: 'Send',
	action: 'Send fax of document or of input file to one or more phone numbers',
	description:
		'Send a fax of a document in Content Management, or of a file of the input item (PDF, TIFF, Word, OpenDocument)',
	properties: [addresses, fields],
	options: [bodyOption],
	execute: async ({ addresses: to, additionalFields, options }, context) => {
		const { binaryPropertyName, locale, notes, documentId, ...more } = additionalFields;
		if (to.length === 0) {
			throw new UserError('The fax has no number to go to', {
				description: 'Fill in Fax Numbers, or check what its expression gives.',
			});
		}
		const file = binaryPropertyName ? await context.file(binaryPropertyName) : undefined;
		const contentType = more.contentType ?? typeOf(file);
		if (file && documentId) {
			throw new UserError('A fax is one document: there are two', {
				description: 'Fill in either Document ID or Input Data Field Name.',
			});
		}
		if (file && !TYPES.some(({ value }) => value === contentType)) {
			throw new UserError(`A file of the type ${file.mimeType} cannot be sent as fax`, {
				description: 'Use a PDF, TIFF, Word or OpenDocument file, or set Content Type.',
			});
		}
		const coverSheet = bodyOf({ locale, notes });
		const request = {
			method: 'POST',
			path: '/conversations/faxes',
			body: bodyOf(
				{
					addresses: to,
					documentId,
					...more,
					contentType,
					coverSheet: Object.keys(coverSheet).length > 0 ? coverSheet : undefined,
				},
				options,
			),
		} as const;
		const answer = (await context.send(request)).thing();
		if (!file) return answer;
		const { uploadDestinationUri, uploadMethodType, headers, ...fax } = answer;
		const named = ['The fax', textOf(fax.id)].filter(Boolean).join(' ');
		const left = `${named} was created and has no file.`;
		if (uploadMethodType !== undefined && uploadMethodType !== 'SINGLE_PUT') {
			throw new UserError('Genesys wants the file in a way that the node does not know', {
				description: `It asks for ${textOf(uploadMethodType) ?? 'what is no text'}. ${left}`,
			});
		}
		await context.upload({ url: uploadDestinationUri, headers, request, left }, file);
		return fax;
	},
});
