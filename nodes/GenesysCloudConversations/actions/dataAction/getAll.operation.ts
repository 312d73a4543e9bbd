import { filters, text } from '../../../shared/descriptions/fields';
import { defineOperation } from '../../../shared/engine/operation';
import { byPageNumber } from '../../../shared/transport/paginate';
import { lists } from '../../directory';

/** `GET /integrations/actions` */
export const getAll = defineOperation({
	kind: 'rows',
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many data actions of organization with ID and category of each',
	description: 'Retrieve a list of the data actions of the organization, with their IDs',
	properties: [
		filters([
			text('category', 'Category', 'Only those of the category, which is that of the integration', {
				placeholder: 'e.g. Web Services Data Actions',
			}),
			text('name', 'Name Contains', 'Only those whose name contains this', {
				placeholder: 'e.g. Get Customer',
			}),
		]),
	],
	request: ({ filters: { category, name } }) => ({
		method: 'GET',
		path: lists.dataAction.path,
		query: { category, name },
	}),
	paginate: byPageNumber,
	simplify: ['id', 'name', 'category', 'integrationId', 'contract', 'secure', 'version'],
});
