import type { IDataObject } from 'n8n-workflow';
import { NodeApiError, UserError } from 'n8n-workflow';
import { firstOf } from '../../../shared/descriptions/choices';
import { flag } from '../../../shared/descriptions/fields';
import { latestRun } from '../../../shared/exports/history';
import { exportRows } from '../../../shared/exports/result';
import type { ApiRequest, Send } from '../../../shared/transport/api';
import { isObject } from '../../../shared/transport/body';
import { waitedFiles } from '../../exportRuns';
import { defineOperation, jobChange, jobName } from '../../things';
import { orState, patienceOf, Unfinished, waitForRun, waitOptions } from '../../waiting';
import { newJobBody, NOW } from './jobFields';
import { additionalFields, contentProperties } from './jobProperties';

export const createAndWait = defineOperation({
	kind: 'custom',
	value: 'createAndWait',
	name: 'Create and Wait',
	action: 'Create export job and wait until it is finished to download its files',
	description:
		'Create an export job that runs now, wait until it is finished, and download its files',
	properties: [...contentProperties, ...waitedFiles, additionalFields],
	options: [
		flag(
			'cancelJob',
			'Cancel Job When Stopped',
			'Whether to cancel the export in Genesys when the execution is cancelled, or the item fails before the export is finished',
		),
		...waitOptions,
	],
	execute: async (values, context) => {
		const { send, api } = context;
		const patience = patienceOf(values, context);
		const body = await newJobBody({ ...values, ...NOW }, context);
		// Not ended by a cancelled execution: the answer says which job there is to cancel.
		const created = await send({ method: 'POST', path: '/export/jobs', body, afterCancel: true });
		const job = createdJob(created.body, body.title);
		const find = async () => await latestRun(send, job, api);
		const finished = async () =>
			await waitForRun(jobName(job), find, context, patience).catch(async (error: Error) => {
				// A model asks again: to it, an export that goes on has not failed.
				const goesOn = context.asTool && error instanceof Unfinished;
				if (values.options.cancelJob && !goesOn) await cancelQuietly(String(job.id), send);
				return await Promise.reject<IDataObject>(error);
			});
		const rows = async () => {
			const record = await finished();
			return await exportRows({ ...record, jobId: job.id }, context, api, values);
		};
		return await orState(context, { jobId: job.id }, rows).catch(withJob(job));
	},
});

/** The error that led here says more than one of the clean-up would. */
async function cancelQuietly(id: string, send: Send): Promise<void> {
	// A job that has ended cannot be cancelled.
	const request = { ...jobChange('cancel', id), afterCancel: true, acceptStatuses: [400, 404] };
	await send(request as ApiRequest).catch(() => undefined);
}

/** A failed request says nothing of the job, which is there all the same: without its ID it would be created again. */
const withJob =
	({ id }: IDataObject) =>
	(error: Error): never => {
		if (error instanceof NodeApiError)
			error.description = `${error.description ?? ''} The export job ${String(id)} was created.`;
		throw error;
	};

/** The job of an answer, which may say no more than its id. */
function createdJob(body: unknown, title: IDataObject[string]): IDataObject {
	if (isObject(body) && firstOf(body, 'id') !== '') return { title, ...body };
	throw new UserError('Genesys took the export, but did not say which ID it has', {
		description: 'It cannot be waited for. Look for its title by Export Job > Get Many.',
	});
}
