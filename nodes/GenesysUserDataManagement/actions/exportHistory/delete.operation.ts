import { defineOperation } from '../../../shared/engine/operation';
import { deletionOf, historyRecord, recordRequest } from '../../things';

export const remove = defineOperation({
	kind: 'deletion',
	value: 'delete',
	name: 'Delete',
	action: 'Delete history record of export run for good unless run is in progress',
	description: 'Delete the record of a run that is not in progress',
	properties: [historyRecord],
	request: (values) => deletionOf(values.historyRecord, recordRequest(values.historyRecord)),
});
