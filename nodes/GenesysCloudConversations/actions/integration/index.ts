import type { Resource } from '../../../shared/engine/operation';
import { getAll } from './getAll.operation';

export const integration: Resource = {
	value: 'integration',
	name: 'Integration',
	defaultOperation: getAll,
	operations: [getAll],
};
