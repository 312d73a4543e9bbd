import { defineOperation } from '../../../shared/engine/operation';
import { ofSource } from './ofSource';

export const getSubTypes = defineOperation({
	kind: 'rows',
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
	request: ({ source, dataType }) => ({
		method: 'GET',
		path: '/data/sub-types',
		query: { source, dataType },
	}),
	undocumented: true,
});
