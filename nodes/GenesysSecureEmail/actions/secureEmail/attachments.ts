import type { IBinaryKeyData, IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import { text } from '../../../shared/descriptions/fields';
import { defineProperty, type ValueOf } from '../../../shared/descriptions/property';
import type { Context } from '../../../shared/engine/operation';
import type { SourceFile } from '../../../shared/transport/multipart';

/** The names that Genesys does not document. */
const NAMES = {
	contentKey: 'content',
	contentTypeKey: 'contentType',
	listField: 'attachments',
	nameKey: 'name',
};

type Names = typeof NAMES;

/** Under which of these, besides, what is received is looked for, whatever the case of the letters. */
const ALSO_KNOWN_AS: { [Name in keyof Names]: readonly string[] } = {
	contentKey: ['content', 'data', 'body'],
	contentTypeKey: ['contentType', 'mimeType'],
	listField: ['attachments', 'files'],
	nameKey: ['name', 'fileName'],
};

const key = <const Name extends keyof Names>(
	name: Name,
	displayName: string,
	description: string,
) => text(name, displayName, description, { default: NAMES[name] });

/** A list of objects, each with the name, the type and the content of a file. */
export const attachmentForm = defineProperty({
	displayName: 'Attachment Form',
	name: 'attachmentForm',
	type: 'fixedCollection',
	placeholder: 'Set Names',
	default: {},
	description:
		'Under which names an email has its attachments, since Genesys does not document them',
	options: [
		{
			displayName: 'Names',
			name: 'entries',
			values: [
				key(
					'contentKey',
					'Content Key',
					'Name of the content of an attachment, as Base64 text, e.g. content',
				),
				key(
					'contentTypeKey',
					'Content Type Key',
					'Name of the MIME type of an attachment, e.g. contentType',
				),
				key(
					'listField',
					'List Field',
					'Name of the field of the email with the list of attachments, e.g. attachments',
				),
				key('nameKey', 'Name Key', 'Name of the file name of an attachment, e.g. fileName'),
			],
		},
	],
});

interface FormOption {
	attachmentForm?: ValueOf<typeof attachmentForm>;
}

function namesIn({ attachmentForm: form }: FormOption): Names {
	const [given = {}] = form?.entries ?? [];
	const set = Object.entries(given).filter(([, name]) => name !== '');
	return { ...NAMES, ...Object.fromEntries(set) };
}

/** Files are held in memory as text while they are sent, several emails at a time. */
const MOST_BYTES = 25 * 1024 * 1024;

/**
 * The data of an email, with the files in these binary fields of the item as attachments.
 *
 * @throws UserError when a file is missing, the files are too large, or their place in the email is taken
 */
export async function withAttachments(
	data: IDataObject,
	fields: readonly string[],
	options: FormOption,
	{ file }: Context,
): Promise<IDataObject> {
	if (fields.length === 0) return data;
	const { listField, nameKey, contentTypeKey, contentKey } = namesIn(options);
	if (Object.hasOwn(data, listField)) {
		throw new UserError(`The email data has a field "${listField}", where the attachments go`, {
			description:
				'Leave it out of the email data, or change List Field of Attachment Form in the options.',
		});
	}
	const files = await Promise.all(fields.map(file));
	const size = files.reduce((sum, one) => sum + one.size, 0);
	if (size > MOST_BYTES) {
		throw new UserError('The attachments are too large', {
			description: `They have ${inMegabytes(size)} MB, and ${inMegabytes(MOST_BYTES)} MB at most can be sent in one email: they are part of its JSON, which is made in memory.`,
		});
	}
	const attachments: IDataObject[] = [];
	for (const one of files) {
		attachments.push({
			[nameKey]: one.fileName,
			[contentTypeKey]: one.mimeType,
			[contentKey]: await base64Of(one),
		});
	}
	return { ...data, [listField]: attachments };
}

const inMegabytes = (bytes: number) => Math.ceil(bytes / 1024 / 1024);

async function base64Of(file: SourceFile): Promise<string> {
	const chunks: Uint8Array[] = [];
	for await (const chunk of file.stream()) chunks.push(chunk);
	return Buffer.concat(chunks).toString('base64');
}

/**
 * The attachments of an email as files: the first of the list in the field `prefix` and 0, and so on.
 *
 * @returns the email without the contents, and the files
 * @throws UserError when an attachment has no content that can be read
 */
export async function takeFiles(
	mail: IDataObject,
	prefix: string,
	options: FormOption,
	{ storeFile }: Pick<Context, 'storeFile'>,
): Promise<{ mail: IDataObject; binary: IBinaryKeyData }> {
	const names = namesIn(options);
	const find = (thing: unknown, name: keyof Names) =>
		memberOf(thing, [names[name], ...ALSO_KNOWN_AS[name]]);
	const list = find(mail, 'listField');
	if (!list || list.value === '') return { mail, binary: {} };

	const binary: IBinaryKeyData = {};
	const described: IDataObject[] = [];
	for (const [index, attachment] of [list.value as IDataObject | IDataObject[]].flat().entries()) {
		const content = find(attachment, 'contentKey');
		const bytes = decoded(content?.value);
		if (!content || !bytes) throw unreadable(attachment, index);
		const field = prefix + index;
		const name = String(find(attachment, 'nameKey')?.value ?? '');
		const [type] = String(find(attachment, 'contentTypeKey')?.value ?? '').split(';');
		const isType = /^[\w.+-]+\/[\w.+-]+$/.test(type);
		binary[field] = await storeFile(bytes, name || field, isType ? type : undefined);
		described.push(without(attachment, content.key));
	}
	return { mail: { ...mail, [list.key]: described }, binary };
}

/** What an object has under the first of these names that it knows, whatever the case of their letters. */
function memberOf(
	thing: unknown,
	names: readonly string[],
): { key: string; value: unknown } | undefined {
	const members = Object.entries(typeof thing === 'object' && thing ? thing : {}).filter(
		([, value]) => value !== undefined && value !== null,
	);
	const same = (name: string) =>
		members.find(([key]) => key.toLowerCase() === name.toLowerCase()) ?? [];
	const [[key, value] = []] = names.map(same).filter(([known]) => known !== undefined);
	return key === undefined ? undefined : { key, value };
}

const without = (thing: IDataObject, key: string): IDataObject =>
	Object.fromEntries(Object.entries(thing).filter(([name]) => name !== key));

/** The bytes of Base64 in either alphabet, in lines or not, perhaps in a data URL; undefined when it is something else. */
function decoded(content: unknown): Buffer | undefined {
	if (typeof content !== 'string') return undefined;
	// Blanks within a line are of words, which could pass for Base64 without them.
	const text = content
		.replace(/^data:[^,]*;base64,/, '')
		.split(/[\r\n]/)
		.map((line) => line.trim())
		.join('');
	const isBase64 = text.length % 4 === 0 && /^[\w+/-]*={0,2}$/.test(text);
	return isBase64 ? Buffer.from(text, 'base64') : undefined;
}

function unreadable(attachment: unknown, index: number): UserError {
	const isObject = typeof attachment === 'object' && attachment !== null;
	const found = isObject
		? `It has the fields ${Object.keys(attachment).join(', ')}.`
		: `It is a ${typeof attachment}.`;
	return new UserError(`Attachment ${index} of the email has no content that can be read`, {
		description: `${found} Content has to be Base64. Set Attachment Form in the options to the names that your emails have, or turn Download Attachments off.`,
	});
}
