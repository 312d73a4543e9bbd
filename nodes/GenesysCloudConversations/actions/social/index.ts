import type { Resource } from '../../../shared/engine/operation';
import { send } from './send.operation';

export const social: Resource = {
	value: 'social',
	name: 'Social',
	defaultOperation: send,
	operations: [send],
};
