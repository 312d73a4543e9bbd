import { latestRun } from '../../../shared/exports/history';
import { filesOfRun, waitedFiles } from '../../exportRuns';
import { defineOperation, job, jobName, jobRequest } from '../../things';
import { waitOptions } from '../../waiting';

export const waitForFiles = defineOperation({
	kind: 'custom',
	value: 'waitForFiles',
	name: 'Wait for Files',
	action: 'Wait for files of export job until newest run is finished and download them',
	description:
		'Wait until the newest run of a job is finished, if it is not yet, and download its files',
	properties: [job, ...waitedFiles],
	options: waitOptions,
	execute: async (values, context) => {
		const { send, api } = context;
		const { title } = (await send(jobRequest(values.job))).thing();
		const job = { id: values.job, title };
		return await filesOfRun(jobName(job), () => latestRun(send, job, api), values, context);
	},
});
