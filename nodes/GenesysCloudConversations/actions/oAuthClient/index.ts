import type { Resource } from '../../../shared/engine/operation';
import { getAll } from './getAll.operation';
import { getUsage } from './getUsage.operation';

export const oAuthClient: Resource = {
	value: 'oAuthClient',
	name: 'OAuth Client',
	defaultOperation: getAll,
	operations: [getAll, getUsage],
};
