import { defineOperation } from '../../../shared/engine/operation';
import { deleteInBulk } from '../../bulk';
import { file, idOf } from '../../fields';

/** `DELETE /files?filename=…`: the files of many items in one request. */
export const removeMany = defineOperation({
	value: 'deleteMany',
	name: 'Delete Many',
	action: 'Delete many files',
	description: 'Delete the exported files of many items in few requests, one file per item',
	properties: [file],
	group: {
		size: 100,
		execute: async (items, _items, { send }) =>
			await deleteInBulk(
				items.map((values) => () => idOf(values.file)),
				send,
				{ path: '/files', parameter: 'filename' },
			),
	},
});
