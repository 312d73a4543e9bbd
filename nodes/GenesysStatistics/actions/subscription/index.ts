import type { Resource } from '../../../shared/engine/operation';
import { create } from './create.operation';
import { remove } from './delete.operation';
import { getValues } from './getValues.operation';

export const subscription: Resource = {
	value: 'subscription',
	name: 'Subscription',
	defaultOperation: create,
	operations: [create, remove, getValues],
};
