import { filters } from '../../../shared/descriptions/fields';
import { createdPeriodOf } from '../../../shared/descriptions/periods';
import { valueOf } from '../../../shared/exports/named';
import { createdIn, exportFilters } from '../../../shared/exports/properties';
import { recordsWithin } from '../../../shared/exports/records';
import { filesOfRuns, waitedFiles } from '../../exportRuns';
import { defineOperation, statusFilter } from '../../things';
import { waitOptions } from '../../waiting';

const { job, source, title, type } = exportFilters;

export const waitForFilesOfMany = defineOperation({
	kind: 'custom',
	value: 'waitForFilesOfMany',
	name: 'Wait for Files of Many',
	action: 'Wait for files of many export runs of period and download them all',
	description: 'Wait until all runs of a period are finished, and download the files of each',
	properties: [
		...createdIn('yesterday'),
		filters([job, source, statusFilter, title, type]),
		...waitedFiles,
	],
	options: waitOptions,
	execute: async (values, context) => {
		const period = createdPeriodOf(values.period, values, context.timezone);
		const { job: jobId, ...filter } = values.filters;
		const source = await valueOf('source', filter.source, context);
		const records = await recordsWithin(context, { ...filter, source, jobId }, period);
		return await filesOfRuns(records, values, context, values.period !== 'all');
	},
});
