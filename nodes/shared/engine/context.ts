import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import type { Api } from '../transport/api';
import { chosenCredential } from '../transport/chosen';
import { openClient, type ClientSettings } from '../transport/client';
import { openTurns, type Room } from '../transport/concurrency';
import { openDownload } from '../transport/download';
import { plainName } from '../transport/fileName';
import { ownLane, sharedLane } from '../transport/limiter';
import type { SourceFile } from '../transport/multipart';
import { pause } from '../transport/pause';
import { isTool } from '../transport/tool';
import { openUpload } from '../transport/upload';
import type { Keep } from './keep';
import type { Context } from './operation';
import { rowsOf } from './many';
import { answerRow } from './output';
import { hasExpression } from './parameters';
import { beginningOf, keepBeginning, noFiles } from './toolFiles';

const FILES_AT_ONCE = 10;

/** Bytes that are read of a file at once: the fewer pieces, the less it costs. Each has to be sent within Timeout. */
const PIECE = 512 * 1024;

/** What all items of a run have in common. */
export type Run = Omit<Context, 'json' | 'file' | 'fullAnswer' | 'answer' | 'isExpression'>;

/** Opens the way to the API for one run. @throws NodeOperationError when the credential cannot be used */
export async function openRun(
	execution: IExecuteFunctions,
	api: Api,
	{ concurrency, ...settings }: ClientSettings & { concurrency?: number },
	keep: Keep,
): Promise<Run & { room: Room }> {
	const laneTo = (server: string) => sharedLane(server, concurrency);
	const send = await openClient(execution, api, settings, laneTo);
	const room: Room = (running) => send.lane.room(running);
	// What limits files is how much they are, not how soon they are answered.
	const files = ownLane(concurrency ?? FILES_AT_ONCE);
	const signal = execution.getExecutionCancelSignal();
	const cancelled = () => signal?.aborted === true;
	const warned = new Set<string>();
	const asTool = isTool(execution.getNode());
	return {
		api,
		credential: chosenCredential(execution.getNode(), api),
		timezone: execution.getTimezone(),
		continues: execution.continueOnFail(),
		asTool,
		send,
		download: openDownload(
			execution,
			api,
			send,
			settings,
			files,
			asTool ? keepBeginning : undefined,
		),
		upload: openUpload(execution, api, settings, files),
		storeFile: async (content, name, mimeType) => {
			const fileName = plainName(name) || 'file';
			if (asTool) return beginningOf(content, { fileName, mimeType });
			return await execution.helpers.prepareBinaryData(content, fileName, mimeType);
		},
		inTurn: openTurns(room),
		rowsOf: async (names, results) => await rowsOf(names, results, send),
		room,
		keep,
		logger: execution.logger,
		cancelled,
		async wait(time) {
			await pause(time, cancelled);
			if (cancelled()) throw new UserError('The execution was cancelled');
		},
		progress(text) {
			execution.logger.debug(text);
			execution.sendMessageToUI(text);
		},
		warn(message) {
			if (warned.has(message)) return;
			warned.add(message);
			execution.addExecutionHints({ message, type: 'warning', location: 'outputPane' });
		},
	};
}

/** What the operation on one item works by. */
export function contextOf(
	execution: IExecuteFunctions,
	run: Run,
	index: number,
	fullAnswer: boolean,
): Context {
	return {
		...run,
		fullAnswer,
		json: execution.getInputData()[index].json,
		isExpression: (field) =>
			hasExpression(execution.getNodeParameter(field, index, '', { rawExpressions: true })),
		file: async (field) => {
			if (run.asTool) throw noFiles();
			return await sourceFile(execution, index, field);
		},
		answer: (response) => answerRow(response, fullAnswer),
	};
}

async function sourceFile(
	execution: IExecuteFunctions,
	index: number,
	field: string,
): Promise<SourceFile> {
	const data = fileIn(execution, index, field);
	if (!data) {
		const { binary = {} } = execution.getInputData()[index];
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
	const { fileSize } = await execution.helpers.getBinaryMetadata(id);
	const stream = async function* () {
		yield* (await execution.helpers.getBinaryStream(id, PIECE)) as AsyncIterable<Uint8Array>;
	};
	return { fileName, mimeType, size: fileSize, stream };
}

/** By n8n's helper, since a workflow can be set to keep files among the JSON. */
function fileIn(
	execution: IExecuteFunctions,
	index: number,
	field: string,
): IBinaryData | undefined {
	try {
		return execution.helpers.assertBinaryData(index, field);
	} catch {
		return undefined;
	}
}
