import { defineOperation } from '../../../shared/engine/operation';

export const getVersion = defineOperation({
	kind: 'thing',
	value: 'getVersion',
	name: 'Get Version',
	action: 'Get version of service',
	description: 'Retrieve the version of the service, for example to test the connection',
	properties: [],
	request: () => ({ method: 'GET', path: '/version' }),
});
