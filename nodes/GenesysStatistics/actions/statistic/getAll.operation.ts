import { defineOperation } from '../../../shared/engine/operation';
import { AT_ONCE, manyStatistics, valuesOfMany } from './many';

export const getAll = defineOperation({
	kind: 'batch',
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many statistics in few requests with one statistic per input item',
	description: 'Retrieve the statistics of many items in few requests, one statistic per item',
	properties: manyStatistics,
	batchSize: AT_ONCE,
	execute: valuesOfMany,
});
