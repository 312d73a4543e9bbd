import type { Resource } from '../../../shared/engine/operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { getDefined } from './getDefined.operation';

export const statistic: Resource = {
	value: 'statistic',
	name: 'Statistic',
	defaultOperation: getAll,
	operations: [get, getDefined, getAll],
};
