import type { IDataObject, IExecuteFunctions, IPollFunctions } from 'n8n-workflow';
import { requestDefaults } from '../shared/descriptions/common';
import type { ExportFilter } from '../shared/exports/search';
import { outcomeOf, type StatusMeaning } from '../shared/exports/status';
import { chosenApi, openClient } from '../shared/transport/client';
import { exportApis } from '../shared/transport/engage';

/** What the user set, and the way to Genesys. */
export async function openTrigger(context: IPollFunctions | IExecuteFunctions) {
	const read = (name: string, fallback: unknown) => readParameter(context, name, fallback);
	const { job, ...filters } = read('filters', {}) as ExportFilter & { job?: { value?: unknown } };
	const jobId = String(job?.value ?? '');
	const filter: ExportFilter = { ...filters, ...(jobId ? { jobId } : {}) };
	const events = read('events', ['done']) as string[];
	const meaning = read('options', {}) as StatusMeaning;
	const api = chosenApi(context.getNode(), exportApis);
	const outcome = (record: IDataObject) => outcomeOf(record, meaning);
	return {
		api,
		version: api.choice?.value,
		/** Which account it is. */
		credential: Object.values(context.getNode().credentials ?? {}).map(({ id }) => id),
		filter,
		outcome,
		isWanted: (record: IDataObject) => events.includes(outcome(record)),
		wantedFiles: {
			downloadFiles: read('downloadFiles', true) === true,
			outputField: String(read('outputField', 'data')),
		},
		send: await openClient(context, api, requestDefaults),
	};
}

export type Trigger = Awaited<ReturnType<typeof openTrigger>>;

function readParameter(
	context: IPollFunctions | IExecuteFunctions,
	name: string,
	fallback: unknown,
): unknown {
	return 'getInputData' in context
		? context.getNodeParameter(name, 0, fallback)
		: context.getNodeParameter(name, fallback as object);
}
