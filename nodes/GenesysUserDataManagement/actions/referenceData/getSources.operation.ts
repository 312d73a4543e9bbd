import { defineOperation } from '../../../shared/engine/operation';

export const getSources = defineOperation({
	kind: 'rows',
	value: 'getSources',
	name: 'Get Sources',
	action: 'Get data sources that can be exported for use in new export job',
	description: 'Retrieve the data sources that can be exported',
	properties: [],
	request: () => ({ method: 'GET', path: '/data/sources' }),
	undocumented: true,
});
