import { defineOperation } from '../../../shared/engine/operation';
import { historyRecord, recordRequest, recordSummary } from '../../things';

export const get = defineOperation({
	kind: 'thing',
	value: 'get',
	name: 'Get',
	action: 'Get history record of one export run with status and what became of it',
	description: 'Retrieve what became of one run of an export job',
	properties: [historyRecord],
	request: (values) => recordRequest(values.historyRecord),
	simplify: recordSummary,
});
