import { defineOperation } from '../../../shared/engine/operation';

export const getVersion = defineOperation({
	kind: 'thing',
	value: 'getVersion',
	name: 'Get Version',
	action: 'Get version of user data service to test connection and credential',
	description: 'Retrieve the version of the service, for example to test the connection',
	properties: [],
	request: () => ({ method: 'GET', path: '/version' }),
});
