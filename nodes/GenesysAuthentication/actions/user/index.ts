import type { Resource } from '../../../shared/engine/operation';
import { changePassword } from './changePassword.operation';
import { get } from './get.operation';
import { getJwt } from './getJwt.operation';
import { getOpenId } from './getOpenId.operation';

export const user: Resource = {
	value: 'user',
	name: 'User',
	defaultOperation: get,
	operations: [changePassword, get, getJwt, getOpenId],
};
