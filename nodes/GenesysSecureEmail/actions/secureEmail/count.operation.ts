import { defineOperation } from '../../../shared/engine/operation';
import { filter, filteredRequest, securebox } from './secureEmail';

export const count = defineOperation({
	kind: 'custom',
	value: 'count',
	name: 'Count',
	action: 'Count secure emails of consumer address without reading or changing them',
	description: 'Count the secure emails of an address',
	properties: filter,
	options: [securebox],
	fullAnswer: true,
	async execute(values, { send, answer, fullAnswer }) {
		const response = await send(filteredRequest('/securemail/count', values));
		if (fullAnswer) return answer(response);
		return response.status === 404 ? { count: 0 } : response.thing();
	},
});
