import type { Resource } from '../../../shared/engine/operation';
import { getVersion } from './getVersion.operation';

export const service: Resource = {
	value: 'service',
	name: 'Service',
	defaultOperation: getVersion,
	operations: [getVersion],
};
