import type { Resource } from '../../../shared/engine/operation';
import { execute } from './execute.operation';
import { getAll } from './getAll.operation';

export const dataAction: Resource = {
	value: 'dataAction',
	name: 'Data Action',
	defaultOperation: execute,
	operations: [execute, getAll],
};
