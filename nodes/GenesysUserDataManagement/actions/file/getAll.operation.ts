import { byFrom } from '../../../shared/transport/paginate';
import { defineOperation, fileFilters, listOptions, listRequest } from '../../things';

export const getAll = defineOperation({
	kind: 'rows',
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many exported files by job or run or date with their names',
	description: 'Retrieve a list of exported files',
	properties: [fileFilters],
	options: listOptions,
	request: async (values, context) => await listRequest('/file-metadatas', values, context),
	paginate: byFrom,
});
