import type { IBinaryKeyData, IDataObject, INodeParameters } from 'n8n-workflow';
import type { OpenState } from '../../simulator/webServices/model';

/** One run of an operation. All runs of an operation together set every parameter that it has. */
export interface WireCase {
	/** `node.resource.operation` */
	operation: string;
	parameters: INodeParameters;
	/** The credential of a node that has no choice of it. */
	way?: string;
	/** One request at least for each; default one empty item. */
	items?: IDataObject[];
	/** Files of the items. */
	binary?: IBinaryKeyData[];
	/** Statuses that are answered, in order; default one 200 per item. */
	statuses?: number[];
	/** Whether a list of nothing is what comes out. */
	empty?: boolean;
	/** What the run fails with; default: it ends well. */
	error?: string;
	/** Documented parameters that this run does not send, as `checkRequest` names them; it must send all others. */
	omits?: string[];
}

/** Ids of what is in the simulator before each run. */
export interface Prepared {
	secureMailId: string;
	/** Of the same secure email. */
	selfUri: string;
	interactionId: string;
	/** External id of the same workitem. */
	externalId: string;
	/** Of a subscription with the statistics `wait` and `other`. */
	subscriptionId: string;
	exports: PreparedExports;
	/** Of a file in each of the messaging channels, by the way that leads to it. */
	media: Record<string, string>;
	/** Of an interaction of the agent in each state. */
	interactions: Record<OpenState, string>;
	/** Of an attachment of the one in state ReplyCreated. */
	attachmentId: string;
}

/** Of every kind two: one for each way to name it, or both for what works on many. */
export interface PreparedExports {
	/** Jobs that have run, their history records, and a file of each. */
	finishedJobs: string[];
	records: string[];
	files: string[];
	/** A job that runs, and its history record. */
	runningJob: string;
	runningRecord: string;
	/** A job that waits for a date far ahead, and one like it that is suspended. */
	waitingJob: string;
	suspendedJob: string;
}

/** What every operation has among its options. */
export const requestOptions = { concurrency: 2, maxRetries: 1, timeout: 20_000 };

/** Where the answer can come out as Genesys sent it. */
export const fullAnswer = { ...requestOptions, fullAnswer: true };

/** Every run with each of the credentials, as values of Authentication; one that has a value with that only. */
export function authenticated(ways: string[], cases: WireCase[]): WireCase[] {
	return cases.flatMap((wireCase) =>
		(wireCase.parameters.authentication ? [wireCase.parameters.authentication] : ways).map(
			(authentication) => ({
				...wireCase,
				parameters: { ...wireCase.parameters, authentication },
			}),
		),
	);
}

export const locator = (mode: string, value: string) => ({ __rl: true, mode, value });
