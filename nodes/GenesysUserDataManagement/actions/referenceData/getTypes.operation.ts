import { defineOperation } from '../../../shared/engine/operation';
import { ofSource, rows } from './fields';

/** `GET /data/types` */
export const getTypes = defineOperation({
	value: 'getTypes',
	name: 'Get Types',
	action: 'Get data types',
	description: 'Retrieve the data types that can be exported',
	properties: [ofSource],
	execute: async ({ source }, _item, { send }) =>
		rows((await send({ method: 'GET', path: '/data/types', query: { source } })).body),
});
