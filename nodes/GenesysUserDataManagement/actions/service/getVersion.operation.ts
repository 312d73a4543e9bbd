import { defineOperation } from '../../../shared/engine/operation';

/** `GET /version` */
export const getVersion = defineOperation({
	value: 'getVersion',
	name: 'Get Version',
	action: 'Get version of service',
	description: 'Retrieve the version of the service, for example to test the connection',
	properties: [],
	request: () => ({ method: 'GET', path: '/version' }),
});
