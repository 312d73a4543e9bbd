import { defineOperation } from '../../../shared/engine/operation';

/** `GET /cipher` */
export const get = defineOperation({
	value: 'get',
	name: 'Get',
	action: 'Get certificate',
	description: 'Retrieve what is known of the certificate that exports are encrypted with',
	properties: [],
	request: () => ({ method: 'GET', path: '/cipher' }),
});
