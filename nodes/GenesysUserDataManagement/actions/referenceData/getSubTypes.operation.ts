import { defineOperation } from '../../../shared/engine/operation';
import { ofSource, rows } from './fields';

/** `GET /data/sub-types` */
export const getSubTypes = defineOperation({
	value: 'getSubTypes',
	name: 'Get Sub-Types',
	action: 'Get data sub types',
	description: 'Retrieve the sub-types of data, such as media, that can be exported',
	properties: [
		ofSource,
		{
			displayName: 'Data Type',
			name: 'dataType',
			type: 'string',
			default: '',
			placeholder: 'e.g. Interactions',
			description: 'Only those of this data type',
		},
	],
	execute: async ({ source, dataType }, _item, { send }) =>
		rows(
			(await send({ method: 'GET', path: '/data/sub-types', query: { source, dataType } })).body,
		),
});
