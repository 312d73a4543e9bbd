import type { IBinaryData, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import type { Api } from '../transport/api';
import { openClient, type ClientSettings } from '../transport/client';
import { openDownload } from '../transport/download';
import type { SourceFile } from '../transport/multipart';
import { pause } from '../transport/pause';
import type { Item, Run } from './operation';

/** What the operations of one run work by. */
export async function openRun(
	context: IExecuteFunctions,
	api: Api,
	settings: ClientSettings,
): Promise<Run> {
	const send = await openClient(context, api, settings);
	const signal = context.getExecutionCancelSignal();
	return {
		send,
		download: openDownload(context, api, send, settings),
		async wait(time) {
			await pause(time, () => signal?.aborted === true);
			if (signal?.aborted) throw new UserError('The execution was cancelled');
		},
		progress(text) {
			context.logger.debug(text);
			context.sendMessageToUI(text);
		},
	};
}

/** An input item as operations see it. */
export function toItem(
	context: IExecuteFunctions,
	api: Api,
	{ json }: INodeExecutionData,
	index: number,
): Item {
	return {
		json,
		timezone: context.getTimezone(),
		...(api.choice ? { api: api.choice.value } : {}),
		file: async (field) => await sourceFile(context, index, field),
	};
}

async function sourceFile(
	context: IExecuteFunctions,
	index: number,
	field: string,
): Promise<SourceFile> {
	const data = fileIn(context, index, field);
	if (!data) {
		const { binary = {} } = context.getInputData()[index];
		throw new UserError(`The item has no file in the field "${field}"`, {
			description: `Binary fields of this item: ${Object.keys(binary).join(', ') || 'none'}. Check the node that gives the file.`,
		});
	}
	const { id } = data;
	const fileName = data.fileName || 'file';
	const mimeType = data.mimeType || 'application/octet-stream';
	// Small n8n installations keep files in memory, as Base64 text.
	if (!id) {
		const content = Buffer.from(data.data, 'base64');
		const stream = async function* () {
			yield content;
		};
		return { fileName, mimeType, size: content.length, stream };
	}
	const { fileSize } = await context.helpers.getBinaryMetadata(id);
	const stream = async function* () {
		yield* (await context.helpers.getBinaryStream(id)) as AsyncIterable<Uint8Array>;
	};
	return { fileName, mimeType, size: fileSize, stream };
}

/** By n8n's helper, since a workflow can be set to keep files among the JSON. */
function fileIn(context: IExecuteFunctions, index: number, field: string): IBinaryData | undefined {
	try {
		return context.helpers.assertBinaryData(index, field);
	} catch {
		return undefined;
	}
}
