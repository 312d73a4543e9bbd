import { filters, text } from '../../../shared/descriptions/fields';
import { NEWEST_FIRST } from '../../../shared/exports/history';
import { createdBetween, createdFilters } from '../../../shared/exports/properties';
import { within } from '../../../shared/exports/records';
import { byFrom } from '../../../shared/transport/paginate';
import * as things from '../../things';

export const getAll = things.defineOperation({
	kind: 'rows',
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many history records',
	description: 'Retrieve a list of the runs of export jobs',
	properties: [
		filters([
			...createdFilters,
			text('fileName', 'File Name', 'Only runs whose file name contains this'),
			text('jobId', 'Job ID', 'Only runs of this export job', {
				displayOptions: things.filteredBy('jobId'),
			}),
			things.sourceFilter,
			things.statusFilter,
			text('title', 'Title', 'Only runs whose title contains this'),
			text('type', 'Type', 'Only runs whose type contains this'),
		]),
	],
	options: things.listOptions,
	request: ({ filters, options }, context) => {
		const { createdFrom, createdBefore, period, amount, ...known } = filters;
		const created = { createdFrom, createdBefore, period, amount };
		const dated = createdBetween(created, context.timezone) !== undefined;
		const order = dated && !options.orderField ? { ...options, ...NEWEST_FIRST } : options;
		return things.listRequest('/export/history', { filters: known, options: order }, context);
	},
	paginate: byFrom,
	only: ({ filters, options }, { timezone }) => {
		const period = createdBetween(filters, timezone);
		return period && within(period, !options.orderField);
	},
	simplify: things.recordSummary,
});
