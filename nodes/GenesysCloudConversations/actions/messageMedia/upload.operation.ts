import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import { flag, text } from '../../../shared/descriptions/fields';
import { inputField } from '../../../shared/descriptions/files';
import { defineOperation, type Context } from '../../../shared/engine/operation';
import { compact } from '../../../shared/transport/body';
import { path } from '../../../shared/transport/path';
import { namesWhatWasMade } from '../../../shared/transport/response';
import { bodyOf, bodyOption } from '../../../shared/descriptions/bodyFields';
import { communicationOption, conversationId } from '../../conversation/fields';
import { agentIn } from '../../message/parts';
import { mediaPath } from '../../message/paths';
import { checkFileName, checkSize } from './fileName';

const fileName = text(
	'fileName',
	'File Name',
	'Name that the customer sees, without spaces; otherwise that of the input file',
	{ placeholder: 'e.g. invoice.pdf' },
);

const waitUntilValid = flag(
	'waitUntilValid',
	'Wait Until Valid',
	'Whether to wait, a minute at most, until Genesys has looked at the file and it can be sent',
);

const POLL_MS = 1_000;
const MOST_POLLS = 60;

/** `POST …/media/uploads`, then the file to the address that the answer gives. */
const hasId = namesWhatWasMade('id');

export const upload = defineOperation({
	kind: 'custom',
	value: 'upload',
	name: 'Upload',
	action: 'Upload media file that message can then send to customer by media ID',
	description:
		'Upload a file of the input item to a message conversation. The ID in the output is a media ID for Send.',
	properties: [conversationId, inputField('file'), communicationOption],
	options: [bodyOption, fileName, waitUntilValid],
	execute: async (values, context) => {
		const { conversationId: id, options } = values;
		const file = await context.file(values.binaryPropertyName);
		const name = options.fileName || file.fileName;
		checkFileName(name);
		checkSize(file.size);
		const { communicationId } = await agentIn(context, values);
		const media = mediaPath(id, communicationId);
		const request = {
			method: 'POST',
			path: `${media}/uploads`,
			body: bodyOf({ fileName: name, contentLengthBytes: file.size }, options),
		} as const;
		const response = await context.send(request);
		hasId(response);
		const { uploadUrl, uploadHeaders, ...answer } = response.thing();
		await context.upload({ url: uploadUrl, headers: uploadHeaders, request }, file);
		const row = { ...answer, conversationId: id, communicationId, contentLengthBytes: file.size };
		if (!options.waitUntilValid) return row;
		return { ...row, ...(await looked(media + path`/${String(answer.id)}`, context)) };
	},
});

/** What Genesys says of the file once it has looked at it. @throws UserError when it does not take it */
async function looked(path: string, context: Context): Promise<IDataObject> {
	for (let poll = 1; ; poll++) {
		const media = await seen(path, context);
		if (media.status === 'invalid') {
			throw new UserError('Genesys does not take the file', {
				description: `The media ${String(media.id)} was uploaded and is invalid. Check that its type and size are among those that the supported content of the channel allows.`,
			});
		}
		if (media.status !== 'uploading') return media;
		if (poll >= MOST_POLLS) {
			context.warn('Genesys has not finished looking at a file after a minute: see its status.');
			return media;
		}
		await context.wait(POLL_MS);
	}
}

/** What Genesys says of the file now. The file is there: a status that cannot be read must not cost its ID. */
async function seen(path: string, context: Context): Promise<IDataObject> {
	try {
		const thing = (await context.send({ method: 'GET', path })).thing();
		return compact({ ...thing, uploadUrl: undefined });
	} catch (error) {
		context.warn(
			`The status of a file could not be read after its upload: ${(error as Error).message}`,
		);
		return {};
	}
}
