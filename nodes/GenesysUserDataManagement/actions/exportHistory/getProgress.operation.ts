import { defineOperation } from '../../../shared/engine/operation';
import { historyRecord, recordRequest } from '../../things';

export const getProgress = defineOperation({
	kind: 'thing',
	value: 'getProgress',
	name: 'Get Progress',
	action: 'Get progress of export run in percent with its status and without waiting',
	description: 'Retrieve the status of a run, and how much of it is done in percent',
	properties: [historyRecord],
	request: (values) => recordRequest(values.historyRecord, '/progress'),
});
