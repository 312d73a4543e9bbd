import type { IDataObject } from 'n8n-workflow';
import { jsonParse, UserError } from 'n8n-workflow';
import { nameList } from '../../../shared/descriptions/fields';
import { defineOperation } from '../../../shared/engine/operation';
import { uploadFile } from '../media/uploadFile';
import { channelOf, fromId, party, sendOptions, toId } from './fields';
import { conversation, sendMessages } from './send';

/** Stands for the address of a file in the content that a user writes. */
const PLACE = /\$file(\d+)/g;

/**
 * `POST /channels/{channelId}/media` for each file, then `POST /channels/{channelId}/messages`, type RichMedia. The
 * documents name the type without its schema: the content is made of the uploaded files, or is the user's own.
 */
export const sendRichMedia = defineOperation({
	value: 'sendRichMedia',
	name: 'Send Rich Media',
	action: 'Send rich media message',
	description: 'Bring a file or other rich content of a consumer to an agent',
	properties: [
		fromId,
		toId,
		{
			displayName: 'Text',
			name: 'text',
			type: 'string',
			typeOptions: { rows: 3 },
			default: '',
			description: 'What the consumer wrote with it',
		},
		{
			displayName: 'Input Data Field Names',
			name: 'binaryPropertyNames',
			type: 'string',
			default: 'data',
			hint: 'Comma-separated names of the input binary fields with the files to upload',
			description:
				'Each file is uploaded first. Leave it empty when no file belongs to the message.',
		},
		{
			displayName: 'Content (JSON)',
			name: 'contentJson',
			type: 'json',
			default: '',
			description:
				'List of content parts, in place of one for each file. Put $file0 where the genesys:// address of the first file belongs, $file1 for the second.',
		},
	],
	options: [...sendOptions],
	target: conversation,
	group: {
		size: 1,
		execute: async (values, items, run) =>
			await sendMessages(values, items, run, async (own, item) => {
				const fields = nameList(own.binaryPropertyNames);
				const written = ownContent(own.contentJson, fields.length);
				const files = await Promise.all(fields.map(async (field) => await item.file(field)));
				const uploads: IDataObject[] = [];
				for (const file of files) uploads.push(await uploadFile(file, run.send));
				const content = written ? withAddresses(written, uploads) : partsOf(uploads);
				if (content.length === 0 && !own.text) {
					throw new UserError('The message is empty', {
						description: 'Give it a text, a file, or content.',
					});
				}
				return {
					channel: channelOf(party(own.fromId), party(own.toId), {
						messageId: own.options.messageId,
					}),
					type: 'RichMedia',
					...(own.text ? { text: String(own.text) } : {}),
					content,
				};
			}),
	},
});

/** One part for each file. */
const partsOf = (uploads: IDataObject[]) =>
	uploads.map(({ url, filename, mimetype, length }) => ({
		type: String(mimetype).startsWith('image/') ? 'image' : 'file',
		url,
		filename,
		mimetype,
		length,
	}));

/** The content as the user wrote it; undefined when it is left to the files. Checked before anything is uploaded. */
function ownContent(json: unknown, files: number): IDataObject[] | undefined {
	if (json === '' || json === undefined || json === null) return undefined;
	const parsed =
		typeof json === 'string' ? jsonParse<unknown>(json, { fallbackValue: null }) : json;
	if (!Array.isArray(parsed)) {
		throw new UserError('The content is not a JSON list', {
			description: 'Write it as [{"name": "value"}], with straight double quotes around names.',
		});
	}
	const missing = [...JSON.stringify(parsed).matchAll(PLACE)].find(
		([, index]) => Number(index) >= files,
	);
	if (!missing) return parsed as IDataObject[];
	throw new UserError(`The content names the file ${missing[0]}, which the item does not have`, {
		description: `Files of the item: ${files}. They are counted from 0.`,
	});
}

const withAddresses = (content: IDataObject[], uploads: IDataObject[]) =>
	JSON.parse(
		JSON.stringify(content).replace(PLACE, (_place, index: string) =>
			JSON.stringify(uploads[Number(index)].url).slice(1, -1),
		),
	) as IDataObject[];
