import { text } from '../../../shared/descriptions/fields';
import { defineOperation } from '../../../shared/engine/operation';
import { valueOf } from '../../../shared/exports/named';
import { ofSource } from './ofSource';

export const getSubTypes = defineOperation({
	kind: 'rows',
	value: 'getSubTypes',
	name: 'Get Sub-Types',
	action: 'Get data sub types such as media that can be exported from data type',
	description: 'Retrieve the sub-types of data, such as media, that can be exported',
	properties: [
		ofSource,
		text('dataType', 'Data Type', 'Only those of this data type', {
			placeholder: 'e.g. Interactions',
		}),
	],
	request: async (values, context) => {
		const source = await valueOf('source', values.source, context);
		const dataType = await valueOf('dataType', values.dataType, context, { source });
		return { method: 'GET', path: '/data/sub-types', query: { source, dataType } };
	},
	undocumented: true,
});
