import { udm10 } from '../../../shared/apis/exports';
import { defineOperation } from '../../../shared/engine/operation';

export const getLabels = defineOperation({
	kind: 'rows',
	value: 'getLabels',
	name: 'Get Labels (V10)',
	action: 'Get labels that stand for values of interactions as people read them',
	description: 'Retrieve the labels of values, as people read them',
	properties: [],
	request: () => ({ method: 'GET', path: '/resources/labels' }),
	undocumented: true,
	apis: [udm10],
});
