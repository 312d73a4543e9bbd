import { number, text } from '../../../shared/descriptions/fields';
import { defineOperation } from '../../../shared/engine/operation';
import { bodyOf, bodyOption } from '../../../shared/descriptions/bodyFields';
import { communicationOption, conversationId } from '../../conversation/fields';
import { agentIn } from '../../message/parts';
import { mediaPath } from '../../message/paths';
import { checkFileName, checkSize } from './fileName';

const fileName = text(
	'fileName',
	'File Name',
	'Name of the file, with its extension and without spaces',
	{ required: true, placeholder: 'e.g. invoice.pdf' },
);

const contentLength = number(
	'contentLengthBytes',
	'Content Length in Bytes',
	'How many bytes the file has, exactly, e.g. 48213',
	0,
	{ typeOptions: { minValue: 0, numberPrecision: 0 } },
);

/** `POST …/communications/{communicationId}/messages/media/uploads`, for those who send the file themselves. */
export const getUploadUrl = defineOperation({
	kind: 'thing',
	value: 'getUploadUrl',
	name: 'Get Upload URL',
	action: 'Get upload address for media file that message will send to customer',
	description:
		'Get the address and the headers to PUT a file with, and the media ID to send it by. Upload does both at once.',
	properties: [conversationId, fileName, contentLength, communicationOption],
	options: [bodyOption],
	request: async (values, context) => {
		checkFileName(values.fileName);
		checkSize(values.contentLengthBytes);
		const { communicationId } = await agentIn(context, values);
		return {
			method: 'POST',
			path: `${mediaPath(values.conversationId, communicationId)}/uploads`,
			body: bodyOf(
				{ fileName: values.fileName, contentLengthBytes: values.contentLengthBytes },
				values.options,
			),
		};
	},
});
