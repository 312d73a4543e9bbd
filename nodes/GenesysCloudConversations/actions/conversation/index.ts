import type { Resource } from '../../../shared/engine/operation';
import { disconnect } from './disconnect.operation';
import { get } from './get.operation';
import { search } from './search.operation';

export const conversation: Resource = {
	value: 'conversation',
	name: 'Conversation',
	defaultOperation: get,
	operations: [disconnect, get, search],
};
