import { defineOperation } from '../../../shared/engine/operation';

export const get = defineOperation({
	kind: 'thing',
	value: 'get',
	name: 'Get',
	action: 'Get facts about certificate that new export files are encrypted with',
	description: 'Retrieve what is known of the certificate that exports are encrypted with',
	properties: [],
	request: () => ({ method: 'GET', path: '/cipher' }),
});
