import { nameList } from '../../../shared/descriptions/fields';
import { defineOperation } from '../../../shared/engine/operation';
import { requireV10, rows } from './fields';

/** `GET /data/attributes`, whose parameter and answer Genesys does not describe */
export const getAttributes = defineOperation({
	value: 'getAttributes',
	name: 'Get Attributes (V10)',
	action: 'Get interaction attributes',
	description: 'Retrieve the attributes of interactions that exports can be filtered by',
	properties: [
		{
			displayName: 'Entities',
			name: 'entities',
			type: 'string',
			default: '',
			description: 'Comma-separated names of the entities whose attributes are wanted',
		},
	],
	execute: async ({ entities }, { api }, { send }) => {
		requireV10(api, 'Get Attributes');
		const query = { entities: nameList(entities).join(',') };
		return rows((await send({ method: 'GET', path: '/data/attributes', query })).body);
	},
});
