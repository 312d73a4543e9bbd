import type { INode } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import type { Api, ApiRequest, Explanation, Explanations } from './api';
import { answerIn, type Failure } from './failure';
import { pathOf } from './path';
import { retryAfter } from './retry';

/** What a failed request is told to the user as, unless its API or operation knows better. */
const GENERAL: Explanations = {
	'3xx': {
		message: 'Genesys answered with a redirect, which is not followed',
		description: 'Enter the final address, with the right scheme, as Base URL of the credential.',
	},
	'400': {
		message: 'Genesys did not accept a value of this request',
		description: 'Compare the fields of this node with the reason that Genesys gives.',
	},
	'401': {
		message: 'Genesys did not accept the sign-in',
		description: 'Check the credential, and connect it again if it holds a token that has expired.',
	},
	signIn: {
		message: 'Genesys did not accept the sign-in',
		description: 'Check the credential, and sign in again if that has ended.',
	},
	noLogin: {
		message: 'Something other than the login of Genesys answered',
		description:
			'Check the address in the credential, and whether a proxy stands before the login of Genesys.',
	},
	'403': {
		message: 'Genesys refused access',
		description: 'Check that the account of the credential may do this.',
	},
	'404': {
		message: 'Genesys did not find what this request asks for',
		description: 'Check the ID or name, and the address in the credential.',
	},
	'409': {
		message: 'Genesys reports a conflict: this already exists or is being changed',
		description: 'Read the current state first, then decide whether to update it.',
	},
	'429': {
		message: 'Genesys is receiving too many requests',
		description: 'Lower Concurrency or raise Max Retries in the options of this node.',
	},
	'4xx': {
		message: 'Genesys did not accept this request',
		description: 'Compare the fields of this node with the reason that Genesys gives.',
	},
	'5xx': {
		message: 'Genesys could not process this request',
		description: 'Try again later. If it persists, give Genesys support the reference below.',
	},
	notJson: {
		message: 'Something other than a Genesys web API answered',
		description:
			'Check the address in the credential, and whether a proxy or a sign-in page stands before Genesys. Before you repeat a request that changes something, look whether it was carried out.',
	},
	soft: {
		message: 'Genesys received the request but did not carry it out',
		description: 'Compare the fields of this node with the reason that Genesys gives.',
	},
	refused: {
		message: 'Nothing answers at the Base URL',
		description: 'Check the host and port in the credential, and that the service is running.',
	},
	unknownHost: {
		message: 'The host of the Base URL is not known',
		description: 'Check the spelling of the Base URL in the credential.',
	},
	unreachable: {
		message: 'The host of the Base URL could not be reached',
		description: 'Check the network, proxy and DNS of the machine that n8n runs on.',
	},
	timeout: {
		message: 'Genesys did not answer in time',
		description:
			'Raise Timeout in the options of this node. Before you repeat a request that changes something, look whether it arrived.',
	},
	interrupted: {
		message: 'The connection to Genesys broke before the answer was complete',
		description:
			'Try again. Before you repeat a request that changes something, look whether it arrived.',
	},
	other: {
		message: 'The request failed before Genesys answered',
		description: 'Read the reason below.',
	},
};

/** Under which a request names itself, where its API knows that. */
export const TRACE_HEADER = 'X-B3-TraceId';

/** Headers under which Genesys and the gateways before it name a request. */
const REFERENCE_HEADERS = [
	...['x-b3-traceid', 'inin-correlation-id', 'x-correlation-id', 'x-request-id'],
];

/** Where the APIs put their own code and message: at the top, in `status`, or in `error`. */
interface ErrorBody {
	code?: unknown;
	message?: unknown;
	detail?: unknown;
	/** Of Web Services: of an operation, and of all else. */
	errorDescription?: unknown;
	statusCode?: unknown;
	statusMessage?: unknown;
	referenceId?: unknown;
	status?: ErrorBody | string;
	/** Of what failed in part: an object like this one for each. */
	errors?: unknown;
	error?: ErrorBody | string;
}

/**
 * The error that a failed request is shown as: what happened, what to do, then the status, the API's own code and
 * message and the reference that Genesys support asks for. Values in `secrets` are blotted out, wherever they came from.
 * `context.retryAfter` has the milliseconds that the answer asked to wait for, if it did.
 */
export function apiError(
	node: INode,
	api: Api,
	request: ApiRequest,
	failure: Failure,
	secrets: string[],
): NodeApiError {
	const sources = [request.explanations, api.explanations, GENERAL];
	const explanation = explain(failureKeys(failure), sources);
	// The longest first, since one can begin with another; a few letters stand in many words.
	const hidden = secrets
		.filter(({ length }) => length > 3)
		.sort((one, other) => other.length - one.length);
	const hide = (text: string) =>
		hidden.reduce((rest, secret) => rest.split(secret).join('*****'), text);

	const details = hide(
		[explanation.description, reason(failure), reference(failure, request)]
			.filter(Boolean)
			.join(' '),
	);
	const error = new NodeApiError(
		node,
		{ message: explanation.message },
		{
			message: explanation.message,
			description: details,
			httpCode: answerIn(failure)?.status.toString(),
		},
	);
	error.context.request = hide(`${request.method} ${pathOf(api, request.path)}`);
	const wait = failure.kind === 'answer' ? retryAfter(failure.headers['retry-after']) : undefined;
	if (wait !== undefined) error.context.retryAfter = wait;
	return error;
}

function failureKeys(failure: Failure): string[] {
	if (failure.kind === 'connection') return [failure.fault];
	if (failure.kind === 'other') return [failure.kind];
	if (failure.kind === 'signIn') return [failure.code ?? [], failure.kind].flat();
	if (failure.status < 300) return [typeof failure.body === 'string' ? 'notJson' : 'soft', 'soft'];
	const { code = '' } = ownWords(failure.body);
	const keys = [String(failure.status), `${Math.floor(failure.status / 100)}xx`];
	return isOurs(code) ? keys : [code, ...keys];
}

/** Whether texts of another kind stand by this key: some APIs repeat a status as their code, and not always that of the answer. */
const isOurs = (code: string) => /^\d/.test(code) || Object.hasOwn(GENERAL, code);

/** The most exact key wins, and within one key the source that knows most about the request. */
function explain(keys: string[], sources: ReadonlyArray<Explanations | undefined>): Explanation {
	const found = [...keys, 'other'].flatMap((key) =>
		sources.flatMap((source) => (source && Object.hasOwn(source, key) ? (source[key] ?? []) : [])),
	);
	return found[0];
}

/** What the API said itself, as one sentence. */
function reason(failure: Failure): string {
	if (failure.kind === 'other' || failure.kind === 'signIn') return failure.reason;
	if (failure.kind === 'connection') return `(${failure.code})`;
	const { code, message, detail, parts } = ownWords(failure.body);
	const ownCode = code === String(failure.status) ? undefined : code;
	const words = [`HTTP ${failure.status}`, ownCode, message, detail, parts].filter(Boolean);
	return `Genesys answered ${words.join(', ').replace(/\.$/, '')}.`;
}

interface OwnWords {
	code?: string;
	message?: string;
	detail?: string;
	/** Why parts of the request failed. */
	parts?: string;
}

function ownWords(body: unknown): OwnWords {
	if (typeof body === 'string') return { message: plainText(body) };
	if (typeof body !== 'object' || body === null) return {};
	const { status, error, errors, statusCode, statusMessage, errorDescription, ...rest } =
		body as ErrorBody;
	const parts = reasonsIn(errors);
	const top = { code: statusCode, message: errorDescription ?? statusMessage, ...rest };
	const source = [status, error, top].find(
		(candidate): candidate is ErrorBody =>
			typeof candidate === 'object' &&
			candidate !== null &&
			(candidate.code ?? candidate.message) !== undefined,
	);
	const text = (value: unknown) => {
		if (typeof value === 'string' || typeof value === 'number') return String(value);
		return typeof value === 'object' && value !== null ? JSON.stringify(value) : undefined;
	};
	return source
		? { code: text(source.code), message: text(source.message), detail: text(source.detail), parts }
		: { message: text(error), parts };
}

/** The messages in the `errors` of an answer, each once; `''` when there is none. */
export function reasonsIn(errors: unknown): string {
	if (!Array.isArray(errors)) return '';
	const said = errors.flatMap((error: unknown) => ownWords(error).message ?? []);
	return plainText([...new Set(said)].join('; '));
}

/** A proxy's HTML page or a long text is cut down to what helps. */
function plainText(body: string): string {
	const text = body
		.replace(/<[^>]*>/g, ' ')
		.replace(/\s+/g, ' ')
		.trim();
	return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}

function reference(failure: Failure, { headers = {} }: ApiRequest): string {
	const own = headers[TRACE_HEADER];
	if (failure.kind !== 'answer') return own ? `Reference: ${own}.` : '';
	const header = REFERENCE_HEADERS.map((name) => failure.headers[name]).find(Boolean);
	const body = failure.body as ErrorBody | null | undefined;
	const value = header ?? (typeof body === 'object' ? body?.referenceId : undefined) ?? own;
	return typeof value === 'string' && value ? `Reference: ${value}.` : '';
}
