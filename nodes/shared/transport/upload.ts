import type { IExecuteFunctions, IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';
import type { Api, ApiRequest, Explanations, StreamedBody } from './api';
import { isObject, textOf } from './body';
import type { ClientSettings } from './client';
import { apiError } from './errors';
import { failureOf, type Failure } from './failure';
import type { Lane } from './limiter';
import { linkTo } from './link';
import type { SourceFile } from './multipart';
import { pause } from './pause';
import { Failed, openRetries } from './retry';
import { secretsInLink } from './secrets';

/** Where Genesys wants a file: a pre-signed address, good for this file and a short time. */
export interface UploadTarget {
	url: unknown;
	/** Sent with the file as they are. */
	headers: unknown;
	/** The request that asked for it, which an error names. */
	request: Pick<ApiRequest, 'path'>;
	/** What stays in Genesys without its file when the upload fails: a sentence, which ends the error. */
	left?: string;
}

/** PUTs a file to the place that Genesys gave for it; the file is in memory at no time. */
export type Upload = (target: UploadTarget, file: SourceFile) => Promise<void>;

const NOT_TAKEN = {
	message: 'The file storage did not take the file',
	description: 'Check that the file is complete and of a type that Genesys takes, and try again.',
};

const REFUSED = {
	message: 'The file storage refused the link that Genesys gave',
	description: 'Links are good for a short time. Try again, and check the clock of this machine.',
};

/** Each status that an API has a text of its own for, since that would win. */
const STORAGE: Explanations = {
	'3xx': {
		message: 'The file storage answered with a redirect, which is not followed',
		description: 'Ask for the upload once more.',
	},
	'400': NOT_TAKEN,
	'401': REFUSED,
	'403': REFUSED,
	'404': REFUSED,
	'409': NOT_TAKEN,
	'429': {
		message: 'The file storage is receiving too many requests',
		description: 'Lower Concurrency or raise Max Retries in the options of this node.',
	},
	'4xx': NOT_TAKEN,
	'5xx': { message: 'The file storage failed', description: 'Try again later.' },
	refused: {
		message: 'Nothing answers at the address of the file storage',
		description: 'Check that the machine n8n runs on can reach the storage of Genesys Cloud.',
	},
	unknownHost: {
		message: 'The host of the file storage is not known',
		description: 'Check the DNS of the machine that n8n runs on.',
	},
	unreachable: {
		message: 'The host of the file storage could not be reached',
		description: 'Check the network, proxy and DNS of the machine that n8n runs on.',
	},
	timeout: {
		message: 'The file storage did not answer in time',
		description: 'Raise Timeout in the options of this node: how long nothing may happen.',
	},
	interrupted: {
		message: 'The connection broke before the file was complete',
		description: 'The file was not stored; try again.',
	},
	other: { message: 'The file could not be uploaded', description: 'Read the reason below.' },
};

const STALLED: Failure = { kind: 'connection', fault: 'timeout', code: 'nothing more was taken' };

const NO_ADDRESS: Failure = {
	kind: 'other',
	reason:
		'Genesys gave no address that a file is sent to: only complete http and https addresses without a user name are, and http only where Genesys is asked by http.',
};

/**
 * By n8n's plain request helper, which adds no credential: the address itself is what allows the upload.
 *
 * @param lane where the files of a run wait for their turn
 */
export function openUpload(
	context: IExecuteFunctions,
	api: Api,
	settings: ClientSettings,
	lane: Lane,
): Upload {
	const cancelled = context.getExecutionCancelSignal();
	const withRetries = openRetries(settings.maxRetries, lane);
	const stopped = () => cancelled?.aborted === true;

	async function attempt(request: IHttpRequestOptions, file: StreamedBody): Promise<true | Failed> {
		const abortion = new AbortController();
		const abort = () => abortion.abort();
		cancelled?.addEventListener('abort', abort);
		if (cancelled?.aborted) abort();
		const progress = watched(file, settings.timeout, abort);
		try {
			const { body } = progress;
			const options = { ...request, body, abortSignal: abortion.signal };
			const response = (await context.helpers.httpRequest(options)) as IN8nHttpFullResponse;
			const { statusCode: status, headers, body: said } = response;
			if (status >= 200 && status < 300) return true;
			return new Failed({ kind: 'answer', status, headers, body: said });
		} catch (error) {
			return new Failed(progress.hasStalled() ? STALLED : failureOf(error));
		} finally {
			progress.end();
			cancelled?.removeEventListener('abort', abort);
		}
	}

	return async function upload(target, file) {
		const url = await linkTo(context, api, target.url);
		const headers = textsIn(target.headers);
		const options: IHttpRequestOptions = {
			method: 'PUT',
			url,
			headers,
			// It would be that of all of it, and a large file takes its time.
			timeout: 0,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			// The link is for one place only. What follows redirects would keep the file in memory, besides.
			disableFollowRedirect: true,
		};
		const body = bodyOf(file, headers);
		const result = url
			? await withRetries(
					{ method: 'PUT' },
					async () => await lane.run({ stopped }, async () => await attempt(options, body)),
					stopped,
				)
			: new Failed(NO_ADDRESS);
		if (!(result instanceof Failed)) return;
		const request: ApiRequest = { method: 'POST', ...target.request, explanations: STORAGE };
		const secrets = secretsOf(url, headers);
		const error = apiError(context.getNode(), api, request, result.failure, secrets);
		if (target.left) error.description = `${error.description} ${target.left}`;
		throw error;
	};
}

/** The body, and whether it moves: `stalled` is called when nothing of it was taken for so many milliseconds, or no answer came after it. */
function watched(file: StreamedBody, patience: number, stalled: () => void) {
	let last = Date.now();
	let ended = false;
	let given = false;
	void (async () => {
		while (!ended && Date.now() - last < patience) {
			await pause(last + patience - Date.now(), () => ended);
		}
		if (ended) return;
		given = true;
		stalled();
	})();
	const body: StreamedBody = {
		...file,
		async *stream() {
			for await (const piece of file.stream()) {
				last = Date.now();
				yield piece;
				last = Date.now();
			}
		},
	};
	return { body, hasStalled: () => given, end: () => (ended = true) };
}

/** HTTP clients take the type of the body for the header, which must be the one that was signed. */
function bodyOf(file: SourceFile, headers: Record<string, string>): StreamedBody {
	const [, type = file.mimeType] =
		Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type') ?? [];
	return {
		[Symbol.toStringTag]: 'Blob',
		type,
		size: file.size,
		stream: () => file.stream(),
	};
}

function textsIn(headers: unknown): Record<string, string> {
	const given = Object.entries(isObject(headers) ? headers : {});
	return Object.fromEntries(
		given.flatMap(([name, value]) => {
			const text = textOf(value);
			return text === undefined ? [] : [[name, text]];
		}),
	);
}

/** Storages repeat parts of the link, and of the headers that belong to it, in their errors. */
function secretsOf(url: string, headers: Record<string, string>): string[] {
	const ofHeaders = Object.entries(headers)
		.filter(([name]) => name.toLowerCase() !== 'content-type')
		.map(([, value]) => value);
	return [...secretsInLink(url), ...ofHeaders];
}
