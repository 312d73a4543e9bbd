import type { IDataObject } from 'n8n-workflow';
import { text } from '../../../shared/descriptions/fields';
import { defineProperty, type ValueOf } from '../../../shared/descriptions/property';
import { compact } from '../../../shared/transport/body';

const MEDIA_TYPES = ['Audio', 'File', 'Image', 'Link', 'Video'] as const;

/** Files that Genesys fetches by their addresses. */
export const attachments = defineProperty({
	displayName: 'Attachments',
	name: 'attachments',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Attachment',
	default: {},
	description: 'Files that the customer sends: Genesys fetches each by its address',
	options: [
		{
			displayName: 'Attachments',
			name: 'entries',
			values: [
				text('id', 'Attachment ID', 'ID of the file on your platform, e.g. file-4711'),
				text('text', 'Attachment Text', 'What the file is about, e.g. Bill of March'),
				text('url', 'Attachment URL', 'Address by which Genesys can fetch the file', {
					placeholder: 'e.g. https://example.com/bill.pdf',
				}),
				text('filename', 'File Name', 'Name that the file is shown under', {
					placeholder: 'e.g. bill.pdf',
				}),
				{
					displayName: 'Media Type',
					name: 'mediaType',
					type: 'options',
					options: MEDIA_TYPES.map((value) => ({ name: value, value })),
					default: 'File',
					description: 'What the file is',
				},
				text('mime', 'MIME Type', 'MIME type of the file', {
					placeholder: 'e.g. application/pdf',
				}),
				text(
					'sha256',
					'SHA-256',
					'SHA-256 of the content, in 64 hexadecimal digits, e.g. 9f86d081…',
				),
			],
		},
	],
});

/** The `content` of a message; undefined when there is none. */
export function contentOf({
	entries = [],
}: ValueOf<typeof attachments>): IDataObject[] | undefined {
	if (entries.length === 0) return undefined;
	return entries.map((attachment) => ({ attachment: compact(attachment) }));
}
