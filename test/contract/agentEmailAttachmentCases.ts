import type { INodeParameters } from 'n8n-workflow';
import { picture } from './messagingCases';
import { fullAnswer, locator, requestOptions, type WireCase } from './wireCase';

/** A draft of the agent, and an attachment that it has. */
export interface PreparedAttachment {
	interactionId: string;
	attachmentId: string;
}

/** Runs of Agent Email with the attachments of a draft. */
export function attachmentCases({ interactionId, attachmentId }: PreparedAttachment): WireCase[] {
	const run = (
		operation: string,
		mode: string,
		parameters: INodeParameters,
		more: Partial<WireCase> = {},
	): WireCase => ({
		operation: `genesysAgentEmail.attachment.${operation}`,
		parameters: {
			options: requestOptions,
			interactionId: locator(mode, interactionId),
			...(operation === 'upload' ? {} : { attachmentId: locator(mode, attachmentId) }),
			...parameters,
		},
		// Who the agent is comes first, by which a CSRF token would come.
		...(operation === 'download' ? {} : { statuses: [200, 200] }),
		...more,
	});
	const file = { binary: [picture('picture')] };
	const upload = { binaryPropertyName: 'picture' };
	return [
		run('upload', 'id', { ...upload, options: { ...fullAnswer, fileName: 'other.png' } }, file),
		run('upload', 'list', upload, file),
		run('download', 'id', {
			outputField: 'letter',
			options: { ...requestOptions, fileName: 'other.txt' },
		}),
		run('download', 'list', {}),
		run('delete', 'id', { options: fullAnswer }),
		run('delete', 'list', {}),
	];
}
