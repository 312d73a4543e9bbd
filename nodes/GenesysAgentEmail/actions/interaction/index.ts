import type { Resource } from '../../../shared/engine/operation';
import { accept } from './accept.operation';

export const interaction: Resource = {
	value: 'interaction',
	name: 'Interaction',
	defaultOperation: accept,
	operations: [accept],
};
