import type { IBinaryData, IBinaryKeyData, IDataObject, Logger } from 'n8n-workflow';
import type { Property, ValuesOf } from '../descriptions/property';
import type { Api, ApiCredential, ApiRequest, Send } from '../transport/api';
import type { InTurn } from '../transport/concurrency';
import type { Download } from '../transport/download';
import type { SourceFile } from '../transport/multipart';
import type { Paginate, RowFilter } from '../transport/paginate';
import type { ApiResponse } from '../transport/response';
import type { Upload } from '../transport/upload';
import type { Keep } from './keep';

/** What an operation knows besides its values. */
export interface Context<A extends Api = Api> {
	/** The JSON of the input item. */
	json: IDataObject;
	/** Whether an expression gives the value of this field of the item, such as `filters.source`. */
	isExpression: (field: string) => boolean;
	/** The API that the user chose. */
	api: A;
	/** The credential type that the user chose. */
	credential: ApiCredential;
	/** The file in a binary field of the item. @throws UserError when there is none */
	file: (field: string) => Promise<SourceFile>;
	/** Makes a file for the output of what is in memory already. Without a type, it has that of its name or content. */
	storeFile: (content: Buffer, fileName: string, mimeType?: string) => Promise<IBinaryData>;
	send: Send;
	download: Download;
	upload: Upload;
	/** Lets requests of one item that go on at once stay within the Concurrency that the user set. */
	inTurn: InTurn;
	/** What all items of the run use together, such as a session; it is closed when the run ends, whatever became of it. */
	keep: Keep;
	/** n8n's log, for what concerns who runs it. */
	logger: Pick<Logger, 'debug' | 'warn' | 'error'>;
	/** The user wants answers as Genesys sent them. */
	fullAnswer: boolean;
	/** What an answer says, out of its envelope, or all of it when the user wants that; `{}` when it says nothing. */
	answer: (response: ApiResponse) => IDataObject;
	/**
	 * What became of several things that one item names: a row for each, which says by `names` what it is about, and of one that
	 * failed has the error. When all of them failed, so did the item.
	 */
	rowsOf: (
		names: readonly IDataObject[],
		results: ReadonlyArray<IDataObject | Error>,
	) => Promise<Outcome>;
	/** Waits for so many milliseconds. @throws UserError when the execution is cancelled meanwhile */
	wait: (time: number) => Promise<void>;
	/** Whether the execution was cancelled: for what must come to an end of its own then. */
	cancelled: () => boolean;
	/** Tells the user who watches the execution how far it is. */
	progress: (text: string) => void;
	/** Warns of what was done as it was asked for, and may not be what was meant; once per run. */
	warn: (text: string) => void;
	/** IANA name of the time zone of the workflow. */
	timezone: string;
	/** The user wants what succeeds, whatever fails (On Error). */
	continues: boolean;
	/** A model uses the node, and reads its output. */
	asTool: boolean;
}

/** An item of a batch. */
export interface Member<Values, A extends Api = Api> {
	values: Values;
	context: Context<A>;
}

/** A row of the result that has files besides its JSON. */
export class RowWithFiles {
	constructor(
		readonly json: IDataObject,
		readonly binary: IBinaryKeyData,
	) {}
}

/** What becomes one output item. */
export type Row = IDataObject | RowWithFiles;

/** What became of an item: a row or several, of which any can have failed on its own, or the failure of all. */
export type Outcome = Row | Array<Row | Error> | Error;

/** What Simplify leaves: the fields of these names, or what a function makes of the thing. */
export type Simplify = readonly string[] | ((thing: IDataObject) => IDataObject);

interface OneRequest<Values, A extends Api> {
	/** The request for one item. */
	request: (values: Values, context: Context<A>) => ApiRequest | Promise<ApiRequest>;
}

interface OneAnswer<Values, A extends Api> extends OneRequest<Values, A> {
	/** Looks at an answer before anything is made of it, Full Answer included. @throws why it is of no use */
	check?: (response: ApiResponse) => void;
}

/** What the answer is, and what becomes of it. */
type Kind<Values, A extends Api> =
	/** One thing. */
	| ({ kind: 'thing'; simplify?: Simplify } & OneAnswer<Values, A>)
	/** Whatever there is to say of what Genesys did, which can be nothing: `{ success: true }` then. */
	| ({ kind: 'action' } & OneAnswer<Values, A>)
	/** Nothing of use: `{ deleted: true }`. */
	| ({ kind: 'deletion' } & OneAnswer<Values, A>)
	/** A list, an item per row; Return All and Limit where it comes in pages. */
	| ({
			kind: 'rows';
			paginate?: Paginate;
			simplify?: Simplify;
			/** Which rows of the list are meant, where the user chose among them; Limit counts those. */
			only?: (values: Values, context: Context<A>) => RowFilter | undefined;
			/** Genesys does not document the answer: one thing is taken as well. */
			undocumented?: true;
			/**
			 * What each row becomes, once the list was read to its end; undefined when rows stay as they are. One that throws
			 * leaves the row, with what was put into it by then, and the error.
			 */
			each?: (
				values: Values,
				context: Context<A>,
			) => ((row: IDataObject) => Promise<Row>) | undefined;
	  } & OneAnswer<Values, A>)
	/** A file, stored under this name; under the one that the server sends when it is `''`. */
	| ({ kind: 'file'; fileName: (values: Values) => string } & OneRequest<Values, A>)
	/** More than one request, or an answer that is not in the body. */
	| {
			kind: 'custom';
			/** An Error in a list costs no other row of the item, as long as the node continues. */
			execute: (values: Values, context: Context<A>) => Promise<Row | Array<Row | Error>>;
			/** `execute` uses `context.answer`. */
			fullAnswer?: true;
	  }
	/** Several items at once, in as few requests as possible. */
	| {
			kind: 'batch';
			/** Items at once, unless the user says otherwise. */
			batchSize: number;
			/** The result of each item, in their order; an Error where the item failed. */
			execute: (members: ReadonlyArray<Member<Values, A>>) => Promise<Outcome[]>;
	  };

/** What n8n shows of an operation, and what decides when it runs. */
interface Described<
	Properties extends readonly Property[],
	Options extends readonly Property[],
	Values,
> {
	/** Stored in saved workflows: never change it. */
	value: string;
	/** Title Case, as shown in the Operation list. */
	name: string;
	/** Sentence case without articles, as shown in the node panel. */
	action: string;
	description: string;
	/** Fields of this operation; `displayOptions` on resource and operation are added by the engine. */
	properties: Properties;
	/** Entries of the Options collection, besides those that the engine adds. */
	options?: Options;
	/** The APIs that have the operation; default: all of the node. */
	apis?: readonly Api[];
	/** The credential types that it works with; default: all that the API accepts. */
	credentials?: readonly ApiCredential[];
	/** Items that name the same target are worked on one after another, in the order of the input. */
	target?: (values: Values) => string;
}

/** One operation: data first, and no loop, pairing or error handling of its own. */
export type OperationDefinition<
	Properties extends readonly Property[],
	Options extends readonly Property[],
	A extends Api,
	Values = ValuesOf<Properties> & { options: Partial<ValuesOf<Options>> },
> = Described<Properties, Options, Values> & Kind<Values, A>;

/** An operation as the engine sees it, whatever its properties are. */
export type Operation = OperationDefinition<readonly Property[], readonly Property[], never, never>;

/** Operations on one thing, as the Resource list shows it. */
export interface Resource {
	/** Stored in saved workflows: never change it. */
	value: string;
	name: string;
	/** In the order of their names. */
	operations: readonly Operation[];
	/** Chosen at first. Never change it: n8n leaves a default out of saved workflows. */
	defaultOperation: Operation;
}

/** The function that declares operations of one kind of API; values are typed from their properties. */
export const operationsOf =
	<A extends Api>() =>
	<const Properties extends readonly Property[], const Options extends readonly Property[] = []>(
		operation: OperationDefinition<Properties, Options, A>,
	): Operation =>
		operation as unknown as Operation;

/** Declares an operation; see the kinds for what its answer is. */
export const defineOperation = operationsOf<Api>();
