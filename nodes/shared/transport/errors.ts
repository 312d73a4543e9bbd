import type { INode } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import type { Api, ApiRequest, Explanations } from './api';
import { answerIn, type Failure } from './failure';
import { stepOfModel } from './nextStep';
import { pathOf, queryString } from './path';
import { retryAfter } from './retry';
import { LEFT_OUT, secretFinder } from './secrets';
import { isTool } from './tool';
import { ownWords, partsOf, textsOn, type ErrorBody } from './words';

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
		description: 'Try again later.',
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

/**
 * The error that a failed request is shown as: what happened, what to do, then the status, the API's own code and
 * message and the reference that Genesys support asks for. Of what the server said, that is left out which holds a part of
 * one of the `secrets`, in any form. `context.retryAfter` has the milliseconds that the answer asked to wait for, if it did.
 */
export function apiError(
	node: INode,
	api: Api,
	request: ApiRequest,
	failure: Failure,
	secrets: readonly string[],
): NodeApiError {
	const sources = [request.explanations, api.explanations, GENERAL];
	const { key, explanation, own } = explain(failureKeys(failure), sources);
	const { message, description } = explanation;
	const holdsSecret = secretFinder(secrets);
	const mayShow = (words: string) => !holdsSecret(words);
	const naming = (address: string) =>
		`${request.method} ${mayShow(address) ? address : `(${LEFT_OUT})`}`;
	const path = pathOf(api, request.path);
	const asTool = isTool(node);
	const details = [
		asTool && !own ? stepOfModel(key, description) : description,
		reason(failure, mayShow),
		// A model that has called several tools is told which value it is.
		asTool ? `The request was ${naming(path + queryString(request.query))}.` : '',
		reference(failure, request, mayShow),
	];
	const error = new NodeApiError(
		node,
		{ message },
		{
			message,
			description: details.filter(Boolean).join(' '),
			httpCode: answerIn(failure)?.status.toString(),
		},
	);
	if (failureKeys(failure)[0] === 'notJson') error.context.foreign = true;
	lookedThrough.set(error, error.description ?? '');
	error.context.request = naming(path);
	const wait = failure.kind === 'answer' ? retryAfter(failure.headers['retry-after']) : undefined;
	if (wait !== undefined) error.context.retryAfter = wait;
	return error;
}

/** Whether something other than Genesys answered with success, such as a sign-in page: what became of the request is not known. */
export const isForeign = ({ context }: NodeApiError): boolean => context.foreign === true;

/** What has been looked through for secrets of the description of an error. */
const lookedThrough = new WeakMap<Error, string>();

/** What an operation has added to the description of an error that `apiError` made; all of it when another one made it. */
export function addedTo(error: NodeApiError): string {
	const made = lookedThrough.get(error) ?? '';
	const description = error.description ?? '';
	return description.startsWith(made) ? description.slice(made.length) : description;
}

/** Whether words of a server can be shown to the user. */
type MayShow = (words: string) => boolean;

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

/** The most exact key wins, and within one key the source that knows most about the request; `own` says whether that is the first. */
function explain(keys: string[], sources: ReadonlyArray<Explanations | undefined>) {
	const found = [...keys, 'other'].flatMap((key) =>
		sources.flatMap((source, place) => {
			const explanation = source && Object.hasOwn(source, key) ? source[key] : undefined;
			return explanation ? [{ key, explanation, own: place === 0 }] : [];
		}),
	);
	return found[0];
}

/** What the API said itself, as one sentence. */
function reason(failure: Failure, mayShow: MayShow): string {
	if (failure.kind === 'connection') return `(${failure.code})`;
	if (failure.kind === 'other' || failure.kind === 'signIn') {
		// Without a code it is our own call for a token that failed, and says nothing that it must not.
		const isOurs = failure.kind === 'signIn' && failure.code === undefined;
		return isOurs || mayShow(failure.reason) ? failure.reason : `The reason is ${LEFT_OUT}.`;
	}
	const { status, body } = failure;
	const said = typeof body === 'string' ? textsOn(body) : partsOf(body, status);
	const shown = said.filter(mayShow);
	const words = shown.join(typeof body === 'string' ? ' ' : ', ');
	const isWhole = shown.length === said.length && mayShow(words);
	const told = [`HTTP ${status}`, mayShow(words) ? words : ''].filter(Boolean).join(', ');
	const rest = isWhole ? '' : ` What else it said is ${LEFT_OUT}.`;
	return `Genesys answered ${told.replace(/\.$/, '')}.${rest}`;
}

function reference(failure: Failure, { headers = {} }: ApiRequest, mayShow: MayShow): string {
	const own = headers[TRACE_HEADER];
	if (failure.kind !== 'answer') return own ? `Reference: ${own}.` : '';
	const header = REFERENCE_HEADERS.map((name) => failure.headers[name]).find(Boolean);
	const body = failure.body as ErrorBody | null | undefined;
	const value = header ?? (typeof body === 'object' ? body?.referenceId : undefined) ?? own;
	if (typeof value !== 'string' || !value) return '';
	const shown = `Reference: ${mayShow(value) ? value : LEFT_OUT}.`;
	const isTheirs = failure.kind === 'answer' && failure.status >= 500;
	return isTheirs ? `${shown} If it persists, give it to Genesys support.` : shown;
}
