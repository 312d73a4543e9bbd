import type {
	IBinaryData,
	IDataObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
} from 'n8n-workflow';
import type { Api, ApiRequest, Explanations, Send } from './api';
import type { ClientSettings } from './client';
import { apiError } from './errors';
import { failureOf, type ConnectionFault, type Failure } from './failure';
import { isLong, mimeTypeOf, nameOf, seemsMessage, type FileAnswer } from './fileAnswer';
import type { Lane } from './limiter';
import { linkTo } from './link';
import { Failed, openRetries } from './retry';
import { secretsInLink } from './secrets';
import { isStream, MOST_CHARACTERS, readJson, watch, type Readable } from './streams';

/** What is known of a file besides its content. */
export interface FileFacts {
	fileName: string;
	mimeType?: string;
	/** Bytes, where they were announced. */
	size?: number;
	/** The pre-signed address that it came from; none when Genesys sent the file itself. */
	url?: string;
}

/** What becomes of the content of a file, in place of n8n's binary storage. It need not be read to its end. */
export type KeepFile = (body: Readable, facts: FileFacts) => Promise<IBinaryData>;

/** Fetches a file and puts it into n8n's binary storage; the file is in memory at no time. Without a name it has the one that the server sends. */
export type Download = (request: ApiRequest, fileName: string) => Promise<IBinaryData>;

const REDIRECTS = [301, 302, 303, 307, 308];
const MOST_REDIRECTS = 5;

/** A file is wanted as it is. */
const UNCHANGED = { 'Accept-Encoding': 'identity' };

/**
 * n8n hands it on to the connection. What has come while n8n stored a piece is the next one, of so many bytes at the most:
 * the fewer there are, the less a file costs.
 */
const LARGE_BUFFER: IHttpRequestOptions['agentOptions'] & { highWaterMark: number } = {
	highWaterMark: 1024 * 1024,
};

const NO_FILE = { message: 'The file storage sent no file', description: 'Try again later.' };

const NOT_DOWNLOADED = {
	message: 'The file could not be downloaded',
	description: 'Read the reason below.',
};

const STORAGE: Explanations = {
	'403': {
		message: 'The file storage refused the link that Genesys gave',
		description: 'Links are good for a short time. Try again, and check the clock of this machine.',
	},
	'404': {
		message: 'The file storage does not have the file',
		description: 'It may have been deleted meanwhile. List the files again.',
	},
	'4xx': {
		message: 'The file storage refused the link that Genesys gave',
		description: 'Try again later.',
	},
	'5xx': { message: 'The file storage failed', description: 'Try again later.' },
	notJson: NO_FILE,
	soft: NO_FILE,
	refused: {
		message: 'Nothing answers at the address of the file storage',
		description:
			'Check that the machine n8n runs on can reach the address that Genesys redirects to.',
	},
	unknownHost: {
		message: 'The host of the file storage is not known',
		description: 'Check the DNS of the machine that n8n runs on.',
	},
	timeout: {
		message: 'The file did not arrive in time',
		description: 'Raise Timeout in the options of this node: how long nothing may arrive.',
	},
	interrupted: {
		message: 'The file did not arrive completely',
		description: 'The connection broke. Nothing of it is passed on; try again.',
	},
	other: NOT_DOWNLOADED,
};

/**
 * Downloads by way of `send`. Genesys answers with a redirect to a pre-signed address on another host; that one is asked
 * without key, token or cookie, by http or https only. An answer that holds the file itself is taken as well. A body that
 * is shorter than announced, or not ended as HTTP asks for, is an error of Node.js itself.
 *
 * @param lane where the files of a run wait for their turn
 * @param keep what becomes of the content
 */
export function openDownload(
	context: IExecuteFunctions,
	api: Api,
	send: Send,
	settings: ClientSettings,
	lane: Lane,
	keep: KeepFile = async (body, { fileName, mimeType }) =>
		await context.helpers.prepareBinaryData(body, fileName, mimeType),
): Download {
	const cancelled = context.getExecutionCancelSignal();
	const withRetries = openRetries(settings.maxRetries, lane);
	const stopped = () => cancelled?.aborted === true;

	async function attempt(
		request: ApiRequest,
		fileName: string,
		asked: Set<string>,
	): Promise<IBinaryData | Failed> {
		const requests = new AbortController();
		const abort = () => requests.abort();
		cancelled?.addEventListener('abort', abort);
		if (cancelled?.aborted) abort();
		try {
			return await fetchFile(request, fileName, requests, asked);
		} finally {
			cancelled?.removeEventListener('abort', abort);
			// Whatever was not read to its end, such as the body of a redirect, keeps no connection open.
			abort();
		}
	}

	async function fetchFile(
		request: ApiRequest,
		fileName: string,
		requests: AbortController,
		asked: Set<string>,
	): Promise<IBinaryData | Failed> {
		const { signal } = requests;
		const ask = async (): Promise<FileAnswer> =>
			await send({
				...request,
				headers: { ...request.headers, ...UNCHANGED },
				stream: true,
				signal,
				acceptStatuses: REDIRECTS,
			});
		let file = await ask();
		let address = '';
		for (let hop = 0; REDIRECTS.includes(file.status); hop++) {
			if (isStream(file.body)) file.body.on('error', () => {});
			const { location } = file.headers;
			address = hop < MOST_REDIRECTS ? await linkTo(context, api, location, address) : '';
			if (!address) return new Failed(BAD_REDIRECT);
			asked.add(address);
			const options: IHttpRequestOptions = {
				method: 'GET',
				url: address,
				headers: UNCHANGED,
				encoding: 'stream',
				timeout: settings.timeout,
				abortSignal: signal,
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
				disableFollowRedirect: true,
				agentOptions: LARGE_BUFFER,
			};
			try {
				const response = (await context.helpers.httpRequest(options)) as IN8nHttpFullResponse;
				file = { status: response.statusCode, headers: response.headers, body: response.body };
			} catch (error) {
				return new Failed(failureOf(error), address);
			}
		}
		const { status, headers, body } = file;
		const inDoubt = seemsMessage(file, fileName, address !== '');
		if (inDoubt && request.anyFile && address === '' && !isLong(file)) {
			if (isStream(body)) body.on('error', () => {});
			// What is read to find that out is no file any more.
			const said = await readJson((await ask()).body, settings.timeout);
			const isWhole = typeof said !== 'string' || said.length <= MOST_CHARACTERS;
			if (isWhole && api.isFailure?.(said)) {
				return new Failed({ kind: 'answer', status, headers, body: said });
			}
		}
		const isMessage = inDoubt && !request.anyFile;
		if (status >= 300 || status === 204 || !isStream(body) || isMessage) {
			const text = await readJson(body, settings.timeout);
			return new Failed({ kind: 'answer', status, headers, body: text }, address);
		}
		const name = nameOf(file, fileName, request.path);
		return await store(body, headers, name, requests, address);
	}

	async function store(
		body: Readable,
		headers: IDataObject,
		fileName: string,
		requests: AbortController,
		address: string,
	): Promise<IBinaryData | Failed> {
		let stalled = false;
		const watched = watch(body, settings.timeout, () => {
			stalled = true;
			requests.abort();
		});
		try {
			const size = Number(headers['content-length']) || undefined;
			const mimeType = mimeTypeOf(headers);
			return await keep(body, { fileName, mimeType, size, url: address || undefined });
		} catch (error) {
			if (stalled) return new Failed(brokenOff('timeout', 'nothing more came'), address);
			const { code = 'ECONNRESET' } = error as { code?: string };
			const failure = body.errored ? brokenOff('interrupted', code) : failureOf(error);
			return new Failed(failure, address);
		} finally {
			watched.end();
		}
	}

	return async function download(request, fileName) {
		const asked = new Set<string>();
		const result = await withRetries(
			request,
			async () => await lane.run({ stopped }, async () => await attempt(request, fileName, asked)),
			stopped,
		);
		if (!(result instanceof Failed)) return result;
		const { failure, address } = result;
		// Once there is an address, it is the storage that failed.
		const explanations = address ? STORAGE : { other: NOT_DOWNLOADED, ...request.explanations };
		// The API was sent the credential, and can repeat it in what it sends in place of a file.
		const ofRequest = [...((await send.secrets?.()) ?? []), ...(request.secrets ?? [])];
		const secrets = [...ofRequest, ...[...asked].flatMap(secretsInLink)];
		throw apiError(context.getNode(), api, { ...request, explanations }, failure, secrets);
	};
}

const BAD_REDIRECT: Failure = {
	kind: 'other',
	reason:
		'Genesys redirects the download to an address that is not fetched: only complete http and https addresses without a user name are, and http only where Genesys is asked by http.',
};

const brokenOff = (fault: ConnectionFault, code: string): Failure => ({
	kind: 'connection',
	fault,
	code,
});
