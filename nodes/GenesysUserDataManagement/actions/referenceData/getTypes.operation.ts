import { defineOperation } from '../../../shared/engine/operation';
import { valueOf } from '../../../shared/exports/named';
import { ofSource } from './ofSource';

export const getTypes = defineOperation({
	kind: 'rows',
	value: 'getTypes',
	name: 'Get Types',
	action: 'Get data types that can be exported from given data source or from any',
	description: 'Retrieve the data types that can be exported',
	properties: [ofSource],
	request: async (values, context) => ({
		method: 'GET',
		path: '/data/types',
		query: { source: await valueOf('source', values.source, context) },
	}),
	undocumented: true,
});
