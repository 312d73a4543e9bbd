import { defineOperation } from '../../../shared/engine/operation';
import { path } from '../../../shared/transport/path';
import { historyRecord, idOf, inProgress, recordNotFound } from '../../fields';

/** `DELETE /export/history/{id}`; not for a run in progress. */
export const remove = defineOperation({
	value: 'delete',
	name: 'Delete',
	action: 'Delete history record',
	description: 'Delete the record of a run that is not in progress',
	properties: [historyRecord],
	request: (values) => ({
		method: 'DELETE',
		path: path`/export/history/${idOf(values.historyRecord)}`,
		explanations: { ...recordNotFound, '400': inProgress },
	}),
	deleted: true,
});
