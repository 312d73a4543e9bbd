import { filesOfRun, waitedFiles } from '../../exportRuns';
import { defineOperation, historyRecord, recordName, recordRequest } from '../../things';
import { waitOptions } from '../../waiting';

export const waitForFiles = defineOperation({
	kind: 'custom',
	value: 'waitForFiles',
	name: 'Wait for Files',
	action: 'Wait for files of export run until it is finished and download them',
	description: 'Wait until a run is finished, if it is not yet, and download its files',
	properties: [historyRecord, ...waitedFiles],
	options: waitOptions,
	execute: async (values, context) => {
		const record = (await context.send(recordRequest(values.historyRecord))).thing();
		return await filesOfRun(recordName(record), async () => record, values, context);
	},
});
