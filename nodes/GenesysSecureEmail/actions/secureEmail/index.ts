import type { Resource } from '../../../shared/engine/operation';
import { count } from './count.operation';
import { remove } from './delete.operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { getUserData } from './getUserData.operation';
import { markAsRead } from './markAsRead.operation';
import { purge } from './purge.operation';
import { send } from './send.operation';

export const secureEmail: Resource = {
	value: 'secureEmail',
	name: 'Secure Email',
	defaultOperation: getAll,
	operations: [count, remove, get, getAll, getUserData, markAsRead, purge, send],
};
