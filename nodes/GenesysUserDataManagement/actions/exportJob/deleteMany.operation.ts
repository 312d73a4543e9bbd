import { defineOperation } from '../../../shared/engine/operation';
import { deleteInBulk } from '../../bulk';
import { idOf, job } from '../../fields';

/** `DELETE /export/jobs?jobIDs=…`: the jobs of many items in one request. */
export const removeMany = defineOperation({
	value: 'deleteMany',
	name: 'Delete Many',
	action: 'Delete many export jobs',
	description: 'Delete the export jobs of many items in few requests, one job per item',
	properties: [job],
	group: {
		size: 100,
		execute: async (items, _items, { send }) =>
			await deleteInBulk(
				items.map((values) => () => idOf(values.job)),
				send,
				{ path: '/export/jobs', parameter: 'jobIDs' },
			),
	},
});
