import { udm10 } from '../../../shared/apis/exports';
import { text } from '../../../shared/descriptions/fields';
import { defineOperation } from '../../../shared/engine/operation';

export const getAttributes = defineOperation({
	kind: 'rows',
	value: 'getAttributes',
	name: 'Get Attributes (V10)',
	action: 'Get interaction attributes by which exports of given entities can be filtered',
	description: 'Retrieve the attributes of interactions that exports can be filtered by',
	properties: [
		text(
			'entities',
			'Entities',
			'Comma-separated names of the entities whose attributes are wanted, e.g. interaction',
			{ commaSeparated: true },
		),
	],
	apis: [udm10],
	request: ({ entities }) => ({
		method: 'GET',
		path: '/data/attributes',
		query: { entities: entities.join(',') },
	}),
	undocumented: true,
});
