import type { IDataObject, IExecuteFunctions, IPollFunctions } from 'n8n-workflow';
import { exportApis } from '../shared/apis/exports';
import { requestDefaults } from '../shared/descriptions/common';
import type { ExportFilter } from '../shared/exports/records';
import { outcomeOf } from '../shared/exports/status';
import { chosenApi, openClient } from '../shared/transport/client';
import { settingsOf } from '../shared/triggers/settings';
import { settings } from './properties';

/** What the user set, and the way to Genesys. */
export async function openTrigger(context: IPollFunctions | IExecuteFunctions) {
	const { events, filters, options, ...wantedFiles } = settingsOf(context, settings);
	const { job, ...texts } = filters;
	const filter: ExportFilter = { ...texts, ...(job ? { jobId: job } : {}) };
	const api = chosenApi(context.getNode(), exportApis);
	const outcome = (record: IDataObject) => outcomeOf(record, options);
	return {
		api,
		/** Which account it is. */
		credential: Object.values(context.getNode().credentials ?? {}).map(({ id }) => id),
		filter,
		outcome,
		isWanted: (record: IDataObject) => events.some((event) => event === outcome(record)),
		wantedFiles,
		send: await openClient(context, api, requestDefaults),
	};
}

export type Trigger = Awaited<ReturnType<typeof openTrigger>>;
