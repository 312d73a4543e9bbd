import { defineOperation } from '../../../shared/engine/operation';

export const get = defineOperation({
	kind: 'thing',
	value: 'get',
	name: 'Get',
	action: 'Get facts about certificate by which new export files are encrypted',
	description: 'Retrieve what is known of the certificate that exports are encrypted with',
	properties: [],
	request: () => ({ method: 'GET', path: '/cipher' }),
});
