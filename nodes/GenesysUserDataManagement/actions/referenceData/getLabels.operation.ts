import { defineOperation } from '../../../shared/engine/operation';
import { requireV10, rows } from './fields';

/** `GET /resources/labels`, whose answer Genesys does not describe */
export const getLabels = defineOperation({
	value: 'getLabels',
	name: 'Get Labels (V10)',
	action: 'Get labels',
	description: 'Retrieve the labels of values, as people read them',
	properties: [],
	execute: async (_values, { api }, { send }) => {
		requireV10(api, 'Get Labels');
		return rows((await send({ method: 'GET', path: '/resources/labels' })).body);
	},
});
