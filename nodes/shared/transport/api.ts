import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestMethods,
} from 'n8n-workflow';
import type { ApiResponse, Envelope } from './response';

/** A text for people: what happened, and what to do about it. */
export interface Explanation {
	message: string;
	description: string;
}

/**
 * Texts by the API's own error code (`'not.a.client'`) or that of its login (`'invalid_client'`), HTTP status (`'404'`),
 * status class (`'5xx'`), connection fault (`'refused'`), `'soft'` for a failure that came with a 2xx status, or `'notJson'`
 * for something else in place of JSON.
 */
export type Explanations = Partial<Record<string, Explanation>>;

/** A credential type that an API accepts. Its `baseUrl` is where the requests go. */
export interface ApiCredential {
	/** Name of the credential type, and what the editor calls it. */
	name: string;
	displayName: string;
	/**
	 * Value of the node's Authentication parameter that chooses it, and the name of that option. The editor hides the field, and
	 * sets it by the credential that the user chooses; only its dialog for a new one offers the options.
	 */
	authentication: string;
	label: string;
	/** What the editor says of choosing it, where the API leaves something to say. */
	description?: string;
	/** Its fields that must not show in an error. */
	secrets: readonly string[];
	/** n8n gets a new token when the API answers 401, and sends the request again; `'unseen'` when it keeps the token to itself. */
	renews?: true | 'unseen';
	/** Whether n8n has to fetch a token for the first request; the others wait for it. */
	fetchesToken?: (data: ICredentialDataDecryptedObject) => boolean;
	/** What it lacks, so that no request can be sent with it; `undefined` when it lacks nothing. */
	lacks?: (data: ICredentialDataDecryptedObject) => Explanation | undefined;
	/** What a 401 means to a credential that holds a token which n8n cannot renew; `undefined` where it can. */
	unrenewable?: (data: ICredentialDataDecryptedObject) => Explanation | undefined;
	/** Follows the base path, for a credential that belongs to one thing only; `other` is the one that a request names instead. */
	pathPrefix?: (data: ICredentialDataDecryptedObject, other?: string) => string;
	/** Headers that `authenticate` of the credential type cannot add. */
	headers?: (data: ICredentialDataDecryptedObject) => Record<string, string>;
	/** Texts that know what the API makes of this kind of credential; they replace those of the API. */
	explanations?: Explanations;
}

/** What the requests of one API have in common. */
export interface Api {
	/** What the API parameter of a node says that offers several. */
	choice?: { value: string; name: string; description: string };
	/** Put in front of every request path, for example `/nexus/v3`; by the path, where its parts have versions of their own. */
	basePath: string | ((path: string) => string);
	/** The first one is used when the node has no Authentication parameter. */
	credentials: readonly ApiCredential[];
	envelope: Envelope;
	/** Every request has a trace id of its own (`X-B3-TraceId`), which is in the error when it fails. */
	traced?: true;
	/** What the server sets as cookies goes with the next requests of the same client. */
	keepsCookies?: true;
	/** Changes carry the token that the answer to a GET of this path gives, where the server asks for one; see `csrf.ts`. */
	csrfFrom?: string;
	/** Whether a body that came with a 2xx status reports a failure all the same. */
	isFailure?: (body: unknown) => boolean;
	/** Texts that replace the general ones of `errors.ts`. */
	explanations: Explanations;
}

/** A request body of a known size, read anew for each time that it is sent. HTTP clients take it for a `Blob`. */
export interface StreamedBody {
	readonly [Symbol.toStringTag]: 'Blob';
	/** Becomes the Content-Type. */
	readonly type: string;
	/** Bytes. */
	readonly size: number;
	stream(): AsyncIterable<Uint8Array>;
}

/** Query parameters; those that are undefined or empty are left out, and a list is repeated for each of its values. */
export type Query = Record<string, string | number | boolean | readonly string[] | undefined>;

/** One HTTP request, as an operation describes it. */
export interface ApiRequest {
	method: IHttpRequestMethods;
	/** Path below the base path of the API; build it with `path`, which encodes the values. */
	path: string;
	/** A complete address that Genesys gave, in place of `path`: one that is not below the base path at the Base URL is refused. */
	address?: string;
	query?: Query;
	/** ID of what the request is about, in place of the one that the credential belongs to. */
	within?: string;
	/** JSON, or a body that is sent as it is read, such as `multipart` makes. */
	body?: IDataObject | IDataObject[] | StreamedBody;
	headers?: Record<string, string>;
	/** Names the request in the logs of an API that traces; it has one of its own otherwise. */
	traceId?: string;
	/** Milliseconds until it is given up, when not that of the client. */
	timeout?: number;
	/** Ends the request, in place of the cancel signal of the execution. */
	signal?: AbortSignal;
	/**
	 * Sending the request twice leaves Genesys as sending it once would. GET, PUT and DELETE always count as idempotent
	 * (RFC 9110, section 9.2.2); a POST only says so itself, because a blind second try could create a duplicate.
	 */
	idempotent?: boolean;
	/** The body of the answer is a stream, to be read by who sent the request. */
	stream?: true;
	/** What is downloaded can be JSON or a web page itself: it is no file only when it reports a failure. */
	anyFile?: true;
	/** Takes no turn among the others: the server holds the answer back until there is something to say. */
	apart?: true;
	/** Sent although the execution was cancelled: what cleans up after it. */
	afterCancel?: true;
	/** Statuses besides 2xx that are an answer to this request, not a failure; where a token is renewed, after that. */
	acceptStatuses?: readonly number[];
	/** Whether a 404 with this body is an answer too: that there is none of what is asked for. */
	isNone?: (body: unknown) => boolean;
	/** Statuses besides 401 that say that the token has expired: it is renewed, and the request sent again, once. */
	expiredStatuses?: readonly number[];
	/** Values that must not show in an error, besides those of the credential. */
	secrets?: readonly string[];
	/** Texts that know more about this request than the general ones. */
	explanations?: Explanations;
}

/** Sends one request and answers with a success, or throws a `NodeApiError`. */
export interface Send {
	(request: ApiRequest): Promise<ApiResponse>;
	/** What must not show in a text that quotes an answer; see `holdsSecret`. */
	secrets?: () => Promise<readonly string[]>;
}
