import { defineOperation } from '../../../shared/engine/operation';
import { historyRecord, inProgress, recordRequest } from '../../things';

export const remove = defineOperation({
	kind: 'deletion',
	value: 'delete',
	name: 'Delete',
	action: 'Delete history record',
	description: 'Delete the record of a run that is not in progress',
	properties: [historyRecord],
	request: (values) => {
		const request = recordRequest(values.historyRecord);
		const explanations = { ...request.explanations, '400': inProgress };
		return { ...request, method: 'DELETE', explanations };
	},
});
