import type { IDataObject, IExecuteFunctions, IPollFunctions } from 'n8n-workflow';
import { exportApis } from '../shared/apis/exports';
import { requestDefaults } from '../shared/descriptions/common';
import type { ExportFilter } from '../shared/exports/records';
import { outcomeOf } from '../shared/exports/status';
import { baseUrl, chosenApi, chosenCredential } from '../shared/transport/chosen';
import { openClient } from '../shared/transport/client';
import { settingsOf } from '../shared/triggers/settings';
import { settings } from './properties';

/** What the user set, and the way to Genesys. */
export async function openTrigger(context: IPollFunctions | IExecuteFunctions) {
	const { events, filters, options, ...wantedFiles } = settingsOf(context, settings);
	const { job, ...texts } = filters;
	const filter: ExportFilter = { ...texts, ...(job ? { jobId: job } : {}) };
	const node = context.getNode();
	const api = chosenApi(node, exportApis);
	const { name } = chosenCredential(node, api);
	const send = await openClient(context, api, requestDefaults);
	const base = baseUrl(await context.getCredentials(name), node);
	const outcome = (record: IDataObject) => outcomeOf(record, options);
	return {
		api,
		/** Whose exports they are, as text: each account counts its own from 1. */
		account: JSON.stringify([api.choice.value, node.credentials?.[name]?.id, base]),
		filter,
		outcome,
		isWanted: (record: IDataObject) => events.some((event) => event === outcome(record)),
		wantedFiles,
		send,
	};
}

export type Trigger = Awaited<ReturnType<typeof openTrigger>>;
