import type { IDataObject, INodeParameters } from 'n8n-workflow';

/** One run of an operation. All runs of an operation together set every parameter that it has. */
export interface WireCase {
	/** `node.resource.operation` */
	operation: string;
	parameters: INodeParameters;
	/** One request at least for each; default one empty item. */
	items?: IDataObject[];
	/** Statuses that are answered, in order; default one 200 per item. */
	statuses?: number[];
	/** Documented parameters that this run does not send, as `checkRequest` names them; it must send all others. */
	omits?: string[];
}

/** Ids of what is in the simulator before each run. */
export interface Prepared {
	secureMailId: string;
	interactionId: string;
	/** External id of the same workitem. */
	externalId: string;
	/** Of a subscription with the statistics `wait` and `other`. */
	subscriptionId: string;
}

/** What every operation has among its options. */
export const requestOptions = { concurrency: 2, maxRetries: 1, timeout: 20_000 };
