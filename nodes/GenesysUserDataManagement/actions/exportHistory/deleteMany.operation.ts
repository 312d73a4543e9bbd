import { defineOperation } from '../../../shared/engine/operation';
import { deleteInBulk } from '../../bulk';
import { historyRecord, idOf } from '../../fields';

/** `DELETE /export/history?jobIDs=…`: the records of many items in one request. */
export const removeMany = defineOperation({
	value: 'deleteMany',
	name: 'Delete Many',
	action: 'Delete many history records',
	description: 'Delete the history records of many items in few requests, one record per item',
	properties: [historyRecord],
	group: {
		size: 100,
		execute: async (items, _items, { send }) =>
			await deleteInBulk(
				items.map((values) => () => idOf(values.historyRecord)),
				send,
				{ path: '/export/history', parameter: 'jobIDs' },
			),
	},
});
