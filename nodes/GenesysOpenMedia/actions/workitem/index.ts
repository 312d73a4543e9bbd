import type { Resource } from '../../../shared/engine/operation';
import { create } from './create.operation';
import { get } from './get.operation';
import { stop } from './stop.operation';
import { update } from './update.operation';
import { upsert } from './upsert.operation';

export const workitem: Resource = {
	value: 'workitem',
	name: 'Workitem',
	defaultOperation: create,
	operations: [create, upsert, get, stop, update],
};
