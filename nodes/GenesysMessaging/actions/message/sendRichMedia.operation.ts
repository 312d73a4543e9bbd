import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import { notice, text } from '../../../shared/descriptions/fields';
import { defineOperation } from '../../../shared/engine/operation';
import { compact } from '../../../shared/transport/body';
import { partsOf, uploadFiles } from '../media/uploadFile';
import { channelOf, fromId, party, sendOptions, toId } from './addressing';
import { conversation, sendMessages } from './send';

/** Stands for the address of a file in the content that a user writes. */
const PLACE = /\$file(\d+)/g;

/**
 * Uploads each file first. The documents name the type RichMedia without its schema: the content is made of the uploaded
 * files, or is the user's own.
 */
export const sendRichMedia = defineOperation({
	kind: 'batch',
	value: 'sendRichMedia',
	name: 'Send Rich Media',
	action: 'Bring consumer file or rich content to agent as message of your channel',
	description: 'Bring a file or other rich content of a consumer to an agent',
	properties: [
		notice(
			'richMediaNotice',
			'Genesys does not document the content of a RichMedia message: the part that the node makes of each file is a guess. Ask Genesys what your channel takes, and write it as Content (JSON) if it is something else.',
		),
		fromId,
		toId,
		text('text', 'Text', 'What the consumer wrote with it, e.g. This is my bill', {
			typeOptions: { rows: 3 },
		}),
		{
			displayName: 'Input Data Field Names',
			name: 'binaryPropertyNames',
			type: 'string',
			commaSeparated: true,
			takesFiles: true,
			default: 'data',
			hint: 'Comma-separated names of the input binary fields with the files to upload',
			description:
				'Names of the binary fields of the item with the files, e.g. data. Each file is uploaded first. Leave it empty when no file belongs to the message.',
		},
		{
			displayName: 'Content (JSON)',
			name: 'contentJson',
			type: 'json',
			shape: 'list',
			default: '[]',
			description:
				'JSON list of content parts, in place of one for each file, e.g. [{"media": "$file0"}]. Left empty, it is one for each file. Put $file0 where the genesys:// address of the first file belongs, $file1 for the second.',
		},
	],
	options: sendOptions,
	target: conversation,
	batchSize: 1,
	execute: sendMessages(async (values, context) => {
		const { fromId: from, toId: to, text, binaryPropertyNames: fields, contentJson } = values;
		const written = ownContent(contentJson, fields.length);
		const uploads = await uploadFiles(fields, context);
		const content = written ? withAddresses(written, uploads) : partsOf(uploads);
		if (content.length === 0 && !text) {
			throw new UserError('The message is empty', {
				description: 'Give it text, a file, or content.',
			});
		}
		const channel = channelOf(party(from), party(to), values.options);
		return compact({
			...{ channel, type: 'RichMedia', text },
			content: content.length > 0 ? content : undefined,
		});
	}),
});

/** The content as the user wrote it; undefined when it is left to the files. The editor marks an empty field as wrong JSON, so an empty list is none. Checked before anything is uploaded. */
function ownContent(content: IDataObject[], files: number): IDataObject[] | undefined {
	if (content.length === 0) return undefined;
	const missing = [...JSON.stringify(content).matchAll(PLACE)].find(
		([, index]) => Number(index) >= files,
	);
	if (!missing) return content;
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
