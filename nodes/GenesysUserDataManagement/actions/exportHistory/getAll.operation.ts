import { filters, text } from '../../../shared/descriptions/fields';
import { NEWEST_FIRST } from '../../../shared/exports/history';
import { createdPeriodOf } from '../../../shared/descriptions/periods';
import { createdIn } from '../../../shared/exports/properties';
import { within } from '../../../shared/exports/records';
import { byFrom } from '../../../shared/transport/paginate';
import * as things from '../../things';

export const getAll = things.defineOperation({
	kind: 'rows',
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many history records of export runs by period and status and title',
	description: 'Retrieve a list of the runs of export jobs',
	properties: [
		...createdIn('all'),
		filters([
			text('fileName', 'File Name', 'Only runs whose file name contains this, e.g. interactions'),
			text('jobId', 'Job ID', 'Only runs of this export job, by its ID, e.g. 1042', {
				displayOptions: things.filteredBy('jobId'),
			}),
			things.sourceFilter,
			things.statusFilter,
			text('title', 'Title', 'Only runs whose title contains this, e.g. Nightly'),
			text('type', 'Type Contains', 'Only runs whose type contains this, e.g. Interactions'),
		]),
	],
	options: things.listOptions,
	request: async ({ period, filters, options }, context) => {
		const order = period === 'all' || options.orderField ? {} : NEWEST_FIRST;
		const values = { filters, options: { ...options, ...order } };
		return await things.listRequest('/export/history', values, context);
	},
	paginate: byFrom,
	only: (values, { timezone }) =>
		values.period === 'all'
			? undefined
			: within(createdPeriodOf(values.period, values, timezone), !values.options.orderField),
	simplify: things.recordSummary,
});
