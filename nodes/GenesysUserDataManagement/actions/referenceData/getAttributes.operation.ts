import { udm10 } from '../../../shared/apis/exports';
import { defineOperation } from '../../../shared/engine/operation';

export const getAttributes = defineOperation({
	kind: 'rows',
	value: 'getAttributes',
	name: 'Get Attributes (V10)',
	action: 'Get interaction attributes',
	description: 'Retrieve the attributes of interactions that exports can be filtered by',
	properties: [
		{
			displayName: 'Entities',
			name: 'entities',
			type: 'string',
			commaSeparated: true,
			default: '',
			description: 'Comma-separated names of the entities whose attributes are wanted',
		},
	],
	apis: [udm10],
	request: ({ entities }) => ({
		method: 'GET',
		path: '/data/attributes',
		query: { entities: entities.join(',') },
	}),
	undocumented: true,
});
