import type {
	IBinaryKeyData,
	IDataObject,
	INodeParameterResourceLocator,
	INodeProperties,
} from 'n8n-workflow';
import type { ApiRequest, Send } from '../transport/api';
import type { Download } from '../transport/download';
import type { SourceFile } from '../transport/multipart';
import type { Paginate } from '../transport/paginate';

/** What a parameter gives an operation, by the type of its property. */
type ValueOf<P extends INodeProperties> = P['type'] extends 'boolean'
	? boolean
	: P['type'] extends 'number'
		? number
		: P['type'] extends 'multiOptions'
			? string[]
			: P['type'] extends 'resourceLocator'
				? INodeParameterResourceLocator
				: P['type'] extends 'collection'
					? CollectionOf<P['options']>
					: P['type'] extends 'fixedCollection'
						? IDataObject
						: string;

type CollectionOf<Options> = Options extends readonly INodeProperties[]
	? Partial<ValuesOf<Options>>
	: IDataObject;

/** The resolved parameters of one item, typed from the properties that an operation declares. */
export type ValuesOf<Properties extends readonly INodeProperties[]> = {
	[P in Properties[number] as P['name']]: ValueOf<P>;
};

/** The item that an operation works on. */
export interface Item {
	json: IDataObject;
	/** IANA name of the workflow's time zone: the one that dates without a zone are meant in. */
	timezone: string;
	/** The choice of the API parameter, on nodes that have several APIs. */
	api?: string;
	/**
	 * The file in a binary field of the item.
	 * @throws UserError when there is none
	 */
	file: (field: string) => Promise<SourceFile>;
}

/** What an operation with an `execute` of its own does its work by. */
export interface Run {
	send: Send;
	download: Download;
	/** Waits for so many milliseconds. @throws UserError when the execution is cancelled meanwhile */
	wait: (time: number) => Promise<void>;
	/** Tells the user who watches the execution how far it is. */
	progress: (text: string) => void;
}

/** A row of the result that has files beside its JSON. */
export class RowWithFiles {
	constructor(
		readonly json: IDataObject,
		readonly binary: IBinaryKeyData,
	) {}
}

/** One operation: data first, and no loop, pairing or error handling of its own. */
export interface OperationDefinition<
	Properties extends readonly INodeProperties[],
	Options extends readonly INodeProperties[],
	Values = ValuesOf<Properties> & { options: Partial<ValuesOf<Options>> },
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
	/** Entries of the Options collection, beside those that every operation has. */
	options?: Options;
	/** The request for one item. */
	request?: (values: Values, item: Item) => ApiRequest | Promise<ApiRequest>;
	/** Instead of `request` and all below: an operation that needs more than one request. */
	execute?: (values: Values, item: Item, run: Run) => Promise<unknown>;
	/** Makes the answer a list with Return All and Limit. */
	paginate?: Paginate;
	/** Adds Simplify: what is returned instead of the complete answer, unless the user turns it off. */
	simplify?: (body: never) => unknown;
	/** The answer is a file, to be stored under this name. Adds Put Output File in Field. */
	output?: (values: Values) => string;
	/** Instead of `request`: several items at once. Adds Batch Size to the options. */
	group?: {
		/** Items at once, unless the user says otherwise. */
		size: number;
		/** The result of each item, in their order; an Error where the item failed. */
		execute: (values: Values[], items: Item[], run: Run) => Promise<unknown[]>;
	};
	/** The answer has no use: return `{ deleted: true }`. */
	deleted?: true;
	/** Items that name the same target are worked on one after another, in the order of the input. */
	target?: (values: Values) => string;
}

/** An operation as the engine sees it, whatever its properties are. */
export type Operation = OperationDefinition<
	readonly INodeProperties[],
	readonly INodeProperties[],
	never
>;

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

/** Declares an operation; the parameters of `request` and `execute` are typed from its properties. */
export function defineOperation<
	const Properties extends readonly INodeProperties[],
	const Options extends readonly INodeProperties[] = [],
>(operation: OperationDefinition<Properties, Options>): Operation {
	return operation as unknown as Operation;
}

/** Declares a property on its own without losing what `defineOperation` reads its type from. */
export function defineProperty<const Property extends INodeProperties>(property: Property) {
	return property;
}
