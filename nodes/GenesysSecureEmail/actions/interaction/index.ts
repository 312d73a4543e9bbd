import type { Resource } from '../../../shared/engine/operation';
import { get } from './get.operation';

export const interaction: Resource = {
	value: 'interaction',
	name: 'Interaction',
	defaultOperation: get,
	operations: [get],
};
