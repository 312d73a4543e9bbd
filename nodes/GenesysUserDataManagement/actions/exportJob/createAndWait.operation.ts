import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import { statusOptions, wantedFiles } from '../../../shared/descriptions/exports';
import { defineOperation } from '../../../shared/engine/operation';
import { exportRows } from '../../../shared/exports/result';
import { path } from '../../../shared/transport/path';
import { contentProperties } from './fields';
import { jobBody, NOW } from './jobBody';
import { waitForJob } from './waiting';

const LIMIT_ADVICE = { description: 'Check the expression it comes from.' };

/** `POST /export/jobs`, then `GET /export/history/{id}/progress` until the job has run, then its files. */
export const createAndWait = defineOperation({
	value: 'createAndWait',
	name: 'Create and Wait',
	action: 'Create export job and wait for files',
	description:
		'Create an export job that runs now, wait until it is finished, and download its files',
	properties: [
		...contentProperties,
		{
			displayName: 'Wait at Most',
			name: 'waitLimit',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 60,
			description: 'Minutes after which the item fails; the export goes on in Genesys',
		},
		...wantedFiles,
	],
	options: [
		{
			displayName: 'Cancel Job When Stopped',
			name: 'cancelJob',
			type: 'boolean',
			default: false,
			description:
				'Whether to cancel the export in Genesys when the execution is cancelled, or the item fails before the export is finished',
		},
		{
			displayName: 'Longest Poll Interval',
			name: 'longestInterval',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 30,
			description: 'Seconds between two looks at the progress, once an export takes long',
		},
		...statusOptions,
	],
	execute: async (values, item, run) => {
		const { send } = run;
		const body = jobBody({ ...values, ...NOW }, item);
		const limit = Number(values.waitLimit);
		if (!(limit >= 0)) throw new UserError('Wait at Most is not a number of minutes', LIMIT_ADVICE);
		// Not ended by a cancelled execution: the answer says which job there is to cancel.
		const created = await send({ method: 'POST', path: '/export/jobs', body, afterCancel: true });
		const job = jobOf(created.body, body.title);
		const { cancelJob, longestInterval, ...meaning } = values.options;
		let record: IDataObject | undefined;
		try {
			record = await waitForJob(job, item.api, run, {
				...meaning,
				limit: limit * 60_000,
				longestInterval: Math.max(1, Number(longestInterval ?? 30) || 30) * 1000,
			});
		} finally {
			if (!record && cancelJob) await cancelQuietly(job);
		}
		return await exportRows({ ...record, jobId: job.id }, run, item.api, values);

		/** The error that led here says more than one of the clean-up would. */
		async function cancelQuietly({ id }: IDataObject): Promise<void> {
			await send({
				method: 'POST',
				path: path`/export/jobs/cancel/${String(id)}`,
				repeatable: true,
				afterCancel: true,
				// A job that has ended cannot be cancelled.
				accept: [400, 404],
			}).catch(() => undefined);
		}
	},
});

/** The job of an answer, which may say no more than its id. */
function jobOf(body: unknown, title: unknown): IDataObject {
	const { id } = (body ?? {}) as IDataObject;
	if (id !== undefined && id !== null) return { title, ...(body as IDataObject) } as IDataObject;
	throw new UserError('Genesys took the export, but did not say which ID it has', {
		description: 'It cannot be waited for. Look for its title by Export Job > Get Many.',
	});
}
