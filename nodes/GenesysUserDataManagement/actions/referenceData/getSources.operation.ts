import { defineOperation } from '../../../shared/engine/operation';
import { rows } from './fields';

/** `GET /data/sources` */
export const getSources = defineOperation({
	value: 'getSources',
	name: 'Get Sources',
	action: 'Get data sources',
	description: 'Retrieve the data sources that can be exported',
	properties: [],
	execute: async (_values, _item, { send }) =>
		rows((await send({ method: 'GET', path: '/data/sources' })).body),
});
